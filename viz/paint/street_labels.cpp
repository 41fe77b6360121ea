#include "viz/paint/street_labels.h"

#include <algorithm>

namespace mwendo::viz {
namespace {

constexpr float kApart = 26;       // pixels between labels
constexpr float kRepeat = 620;     // pixels between labels of one street
constexpr std::size_t kMost = 70;  // labels in a view

std::uint8_t rank_of(RoadClass c) {
  switch (c) {
    case RoadClass::motorway:
    case RoadClass::trunk: return 0;
    case RoadClass::primary: return 1;
    case RoadClass::secondary: return 2;
    case RoadClass::tertiary: return 3;
    default: return 4;
  }
}

// Pixels per metre from which names of a rank are shown.
float shown_from(std::uint8_t rank) {
  static constexpr std::array<float, 5> kFrom = {0.03F, 0.05F, 0.09F, 0.2F, 0.75F};
  return kFrom[rank];
}

LinkId straight_on(const Network& net, const LaneGeometry& lanes, LinkId l,
                   const std::vector<char>& used) {
  const auto line = lanes.line(l);
  const Vec ahead = unit(line[line.size() - 1] - line[line.size() - 2]);
  LinkId best;
  float best_cos = 0.5F;
  for (const LinkId o : net.outgoing(net.link.to[l])) {
    if (used[o.value] != 0 || net.link.street[o] != net.link.street[l]) continue;
    const float c = dot(ahead, unit(lanes.line(o)[1] - lanes.line(o)[0]));
    if (c > best_cos) best_cos = c, best = o;
  }
  return best;
}

// The part of a line of pixels between two distances.
std::vector<Vec> part_of(std::span<const Vec> line, float from, float to) {
  std::vector<Vec> out;
  float at = 0;
  for (std::size_t i = 0; i + 1 < line.size() && at < to; ++i) {
    const float piece = length(line[i + 1] - line[i]);
    if (at + piece > from && piece > 0) {
      if (out.empty()) out.push_back(mix(line[i], line[i + 1], std::max(from - at, 0.0F) / piece));
      out.push_back(mix(line[i], line[i + 1], std::min(to - at, piece) / piece));
    }
    at += piece;
  }
  return out;
}

bool gentle(const std::vector<Vec>& line) {
  for (std::size_t i = 1; i + 1 < line.size(); ++i)
    if (dot(unit(line[i] - line[i - 1]), unit(line[i + 1] - line[i])) < 0.86F) return false;
  return line.size() >= 2 && dot(unit(line[1] - line[0]), unit(line.back() - line.front())) > 0.6F;
}

}  // namespace

StreetLabels::StreetLabels(const Network& net, const LaneGeometry& lanes) : net_(&net) {
  join_links(net, lanes);
  std::stable_sort(streets_.begin(), streets_.end(), [](const Street& a, const Street& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.length_m > b.length_m;
  });
}

void StreetLabels::join_links(const Network& net, const LaneGeometry& lanes) {
  std::vector<char> used(net.links().size(), 0);
  const auto take = [&](LinkId l) {
    used[l.value] = 1;
    if (net.link.reverse[l].valid()) used[net.link.reverse[l].value] = 1;
  };
  for (const LinkId first : net.links()) {
    if (used[first.value] != 0 || net.street_names[net.link.street[first]].empty()) continue;
    // Walk back by the opposite direction to the start of the street, then forward.
    LinkId start = first;
    if (net.link.reverse[first].valid()) {
      std::vector<char> seen = {};
      LinkId back = net.link.reverse[first];
      for (int guard = 0; guard < 2000; ++guard) {
        const LinkId next = straight_on(net, lanes, back, used);
        if (!next.valid() || !net.link.reverse[next].valid() || net.link.reverse[next] == first)
          break;
        back = next;
      }
      start = net.link.reverse[back];
    }
    Street s{net.link.street[first], rank_of(net.link.road_class[first]), 0, {}, {}};
    for (LinkId l = start; l.valid(); l = straight_on(net, lanes, l, used)) {
      take(l);
      const auto line = lanes.line(l);
      s.line.insert(s.line.end(), line.begin() + (s.line.empty() ? 0 : 1), line.end());
      s.length_m += lanes.length(l);
    }
    if (s.line.size() < 2) continue;
    for (const Vec p : s.line) s.box.include(p);
    s.box = s.box.grown(1);
    streets_.push_back(std::move(s));
  }
}

bool StreetLabels::free_at(const std::vector<Vec>& spots, float distance) const {
  for (const Vec s : spots)
    for (const Vec t : taken_)
      if (std::abs(s.x - t.x) < distance && std::abs(s.y - t.y) < distance) return false;
  return true;
}

void StreetLabels::place_on(const Street& street, const Camera& camera, const Painter& painter,
                            float size) {
  const std::string& name = net_->street_names[street.name];
  const Weight weight = street.rank <= 1 ? Weight::medium : Weight::regular;
  const float w = painter.width(name, {.size = size, .weight = weight});
  if (street.length_m * camera.scale() < w * 1.1F) return;
  const Rect view = camera.viewport();
  std::vector<Vec> pixels;
  pixels.reserve(street.line.size());
  for (const Vec p : street.line) {
    const Vec at = camera.to_pixel(p);
    if (pixels.empty() || length(at - pixels.back()) > 2) pixels.push_back(at);
  }
  float total = 0;
  for (std::size_t i = 0; i + 1 < pixels.size(); ++i) total += length(pixels[i + 1] - pixels[i]);
  const Rect inner = view.inset(8);
  for (float start = std::min(w * 0.4F, (total - w) / 2);
       start + w < total && placed_.size() < kMost;) {
    std::vector<Vec> part = part_of(pixels, start, start + w);
    const bool inside =
        part.size() >= 2 && inner.contains(part.front()) && inner.contains(part.back());
    if (!inside || !gentle(part)) {
      start += w * 0.5F;
      continue;
    }
    if (part.back().x < part.front().x) std::reverse(part.begin(), part.end());
    std::vector<Vec> spots;
    const int n = std::max(static_cast<int>(w / kApart), 1);
    for (int i = 0; i <= n; ++i)
      spots.push_back(
          mix(part.front(), part.back(), static_cast<float>(i) / static_cast<float>(n)));
    if (!free_at(spots, kApart)) {
      start += w * 0.7F;
      continue;
    }
    taken_.insert(taken_.end(), spots.begin(), spots.end());
    placed_.push_back({street.name, street.rank, size, std::move(part), 0});
    start += std::max(w * 1.6F, kRepeat);
  }
}

void StreetLabels::place(const Camera& camera, const Painter& painter, float text_scale,
                         std::span<const Vec> keep_free) {
  placed_.clear();
  taken_.assign(keep_free.begin(), keep_free.end());
  const Box view = camera.visible();
  for (const Street& s : streets_) {
    if (camera.scale() / text_scale < shown_from(s.rank)) break;
    if (placed_.size() >= kMost) break;
    if (!s.box.overlaps(view)) continue;
    const float near = std::clamp((camera.scale() / text_scale - 0.3F) / 3, 0.0F, 1.0F);
    const float size = (s.rank <= 1 ? 12.5F : 11.5F) + 2.5F * near;
    place_on(s, camera, painter, std::round(size * text_scale));
  }
}

void StreetLabels::draw(Painter& painter, const Theme& theme) const {
  for (const Label& l : placed_)
    painter.text_along(l.line, l.start, net_->street_names[l.name],
                       {.size = l.size,
                        .weight = l.rank <= 1 ? Weight::medium : Weight::regular,
                        .colour = theme.street_label,
                        .halo = theme.label_halo});
}

}  // namespace mwendo::viz
