// The ways of people on foot or bicycle along the streets, found when they come into view.
//
//   WalkPaths paths(net, lanes);
//   paths.begin_frame();
//   const Vec place = paths.place(person, share_of_the_way);
//
// The router is made in the background. Until then, and for more new people than a frame can take,
// people move crow-fly. A person keeps to one side of the street.
#pragma once

#include <future>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "network/routing/router.h"
#include "viz/map/lane_geometry.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

class WalkPaths {
 public:
  WalkPaths(const Network& net, const LaneGeometry& lanes);
  void begin_frame();
  [[nodiscard]] Vec place(const PersonSample& p, float share);
  // The way of a person that was placed; empty if unknown.
  [[nodiscard]] std::span<const Vec> path_of(std::uint32_t id) const {
    const auto it = paths_.find(id);
    return it == paths_.end() ? std::span<const Vec>() : std::span<const Vec>(it->second.points);
  }

 private:
  struct Path {
    NodeId from, to;
    std::uint32_t seen_in = 0;  // frame
    std::vector<Vec> points;
    std::vector<float> along;
  };
  void find(const PersonSample& p, Path& path);
  void forget_unseen();

  static constexpr int kPerFrame = 120;
  const Network* net_;
  const LaneGeometry* lanes_;
  std::future<std::unique_ptr<WalkRouter>> making_;
  std::unique_ptr<WalkRouter> router_;
  std::unique_ptr<WalkRouter::Search> search_;
  std::unordered_map<std::uint32_t, Path> paths_;
  std::uint32_t frame_ = 0;
  int left_ = 0;
};

}  // namespace mwendo::viz
