#include "viz/paint/walk_paths.h"

#include <algorithm>
#include <chrono>

#include "viz/map/street_mesh.h"

namespace mwendo::viz {
namespace {

constexpr std::size_t kMostPaths = 20000;
constexpr float kBesideKerb = 1.2F;  // metres

}  // namespace

WalkPaths::WalkPaths(const Network& net, const LaneGeometry& lanes) : net_(&net), lanes_(&lanes) {}

void WalkPaths::begin_frame() {
  ++frame_;
  left_ = kPerFrame;
  if (!making_.valid() && router_ == nullptr)
    making_ =
        std::async(std::launch::async, [net = net_] { return std::make_unique<WalkRouter>(*net); });
  if (making_.valid() && making_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
    router_ = making_.get();
    search_ = std::make_unique<WalkRouter::Search>(*router_);
  }
  if (paths_.size() > kMostPaths) forget_unseen();
}

void WalkPaths::forget_unseen() {
  for (auto it = paths_.begin(); it != paths_.end();)
    it = it->second.seen_in + 60 < frame_ ? paths_.erase(it) : std::next(it);
}

void WalkPaths::find(const PersonSample& p, Path& path) {
  path.from = p.from, path.to = p.to;
  path.points.clear();
  path.along.clear();
  const float side = p.id % 2 == 0 ? 1.0F : -1.0F;
  for (const WalkLeg& leg : search_->route(p.from, p.to).legs) {
    const float half = lanes_->half_width(leg.link) * (lanes_->shift(leg.link) != 0 ? 2.0F : 1.0F);
    auto line = moved_left(lanes_->line(leg.link),
                           side * (half + kBesideKerb) * (leg.against ? -1.0F : 1.0F));
    if (leg.against) std::reverse(line.begin(), line.end());
    path.points.insert(path.points.end(), line.begin(), line.end());
  }
  float at = 0;
  for (std::size_t i = 0; i < path.points.size(); ++i) {
    if (i > 0) at += length(path.points[i] - path.points[i - 1]);
    path.along.push_back(at);
  }
}

Vec WalkPaths::place(const PersonSample& p, float share) {
  const Vec straight{p.x, p.y};
  if (search_ == nullptr) return straight;
  auto it = paths_.find(p.id);
  if (it == paths_.end() || it->second.from != p.from || it->second.to != p.to) {
    if (left_ <= 0) return straight;
    --left_;
    it = paths_.try_emplace(p.id).first;
    find(p, it->second);
  }
  Path& path = it->second;
  path.seen_in = frame_;
  if (path.points.size() < 2) return straight;
  const float at = share * path.along.back();
  const auto next = std::upper_bound(path.along.begin(), path.along.end(), at);
  const auto i = std::clamp<std::ptrdiff_t>(next - path.along.begin(), 1,
                                            static_cast<std::ptrdiff_t>(path.points.size()) - 1);
  const auto k = static_cast<std::size_t>(i);
  const float piece = path.along[k] - path.along[k - 1];
  return mix(path.points[k - 1], path.points[k],
             piece > 0 ? std::clamp((at - path.along[k - 1]) / piece, 0.0F, 1.0F) : 0);
}

}  // namespace mwendo::viz
