#include "scenarios/formats/gtfs/stops_on_way.h"

#include <algorithm>
#include <limits>

#include "network/spatial_index.h"

namespace mwendo::gtfs {
namespace {

constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();
constexpr double kAhead = 1;  // two stops are at least this far apart

// The best way to place the stops so far, with the last one here.
struct Choice {
  SpotOnWay spot;
  std::size_t stop = 0, before = kNobody;
  double cost = 0;
};

std::vector<SpotOnWay> spots_near(const Network& net, std::span<const LinkId> way, Point place) {
  std::vector<SpotOnWay> spots;
  double travelled = 0;
  for (std::size_t i = 0; i < way.size(); ++i) {
    const auto length = static_cast<double>(net.link.length_m[way[i]]);
    const Point from = net.node.position[net.link.from[way[i]]];
    if (distance(from, place) < length + kReach) {
      const NearLink near = nearest_on(net, way[i], place);
      if (near.distance_m < kReach)
        spots.push_back({i, near.position_m, travelled + near.position_m, near.distance_m});
    }
    travelled += length;
  }
  return spots;
}

class Placer {
 public:
  void add(std::size_t stop, const std::vector<SpotOnWay>& spots) {
    std::vector<std::size_t> next;
    for (const SpotOnWay& spot : spots) next.push_back(extended(stop, spot));
    left_out_ += kReach * kReach;
    for (const std::size_t old : frontier_) {
      choices_[old].cost += kReach * kReach;
      next.push_back(old);
    }
    frontier_ = best_of(std::move(next));
  }

  std::vector<std::optional<SpotOnWay>> spots(std::size_t count) const {
    std::vector<std::optional<SpotOnWay>> chosen(count);
    std::size_t best = kNobody;
    for (const std::size_t c : frontier_)
      if (best == kNobody || choices_[c].cost < choices_[best].cost) best = c;
    for (; best != kNobody; best = choices_[best].before)
      chosen[choices_[best].stop] = choices_[best].spot;
    return chosen;
  }

 private:
  std::size_t extended(std::size_t stop, const SpotOnWay& spot) {
    Choice c{spot, stop, kNobody, left_out_};
    for (const std::size_t old : frontier_) {
      const Choice& o = choices_[old];
      if (o.spot.travelled_m + kAhead > spot.travelled_m || o.cost >= c.cost) continue;
      c.cost = o.cost;
      c.before = old;
    }
    c.cost += spot.distance_m * spot.distance_m;
    choices_.push_back(c);
    return choices_.size() - 1;
  }

  // A choice that is farther along and costs no less than another is of no use.
  std::vector<std::size_t> best_of(std::vector<std::size_t> all) const {
    std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) {
      return choices_[a].spot.travelled_m < choices_[b].spot.travelled_m;
    });
    std::vector<std::size_t> kept;
    for (const std::size_t c : all)
      if (kept.empty() || choices_[c].cost < choices_[kept.back()].cost) kept.push_back(c);
    return kept;
  }

  std::vector<Choice> choices_;
  std::vector<std::size_t> frontier_;
  double left_out_ = 0;
};

}  // namespace

std::vector<std::optional<SpotOnWay>> stops_on_way(const Network& net, std::span<const LinkId> way,
                                                   const std::vector<Point>& places) {
  Placer placer;
  for (std::size_t k = 0; k < places.size(); ++k) placer.add(k, spots_near(net, way, places[k]));
  return placer.spots(places.size());
}

}  // namespace mwendo::gtfs
