#include "sim/learning/route_gap.h"

#include <algorithm>
#include <queue>
#include <utility>

#include "network/routing/road_graph.h"
#include "sim/day/felt_clock.h"

namespace mwendo {
namespace {

class BestWays {
 public:
  BestWays(const Network& net, const RoadGraph& road)
      : net_(net), road_(road), end_s_(net.links().size(), kNever) {}

  // Time of day at which vehicles reach the node, at most `limit_s`.
  float arrival(Permissions vehicles, NodeId from, NodeId to, const FeltClock& clock, float start_s,
                float limit_s) {
    forget();
    limit_s_ = limit_s;
    const auto may = [&](LinkId l) { return (net_.permissions_of(l) & vehicles) == vehicles; };
    for (const LinkId l : net_.outgoing(from))
      if (may(l)) reach(l, clock.after(l, start_s));
    while (!queue_.empty()) {
      const auto [at_s, l] = queue_.top();
      queue_.pop();
      if (net_.link.to[LinkId{l}] == to) return at_s;
      if (at_s > end_s_[l]) continue;
      for (auto a = road_.graph.first_out[l]; a < road_.graph.first_out[l + 1]; ++a) {
        const LinkId next{road_.graph.head[a]};
        if (may(next)) reach(next, clock.after(next, at_s));
      }
    }
    return limit_s;
  }

 private:
  static constexpr float kNever = 3e38F;
  using Reached = std::pair<float, std::uint32_t>;

  void forget() {
    queue_ = {};
    for (const std::uint32_t l : touched_) end_s_[l] = kNever;
    touched_.clear();
  }
  void reach(LinkId l, float at_s) {
    float& end_s = end_s_[l.value];
    if (at_s >= limit_s_ || at_s >= end_s) return;
    if (end_s == kNever) touched_.push_back(l.value);
    end_s = at_s;
    queue_.push({at_s, l.value});
  }

  const Network& net_;
  const RoadGraph& road_;
  float limit_s_ = kNever;
  std::vector<float> end_s_;  // by link, of the present search
  std::vector<std::uint32_t> touched_;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> queue_;
};

struct Judged {
  double driven_s = 0;
  double best_s = 0;
};

Judged judge(const Network& net, const DrivenWay& way, const FeltClock& clock, BestWays& best) {
  const float now_s = clock.after(way.links, way.start_s);
  const NodeId from = net.link.from[way.links.front()];
  const NodeId to = net.link.to[way.links.back()];
  const Permissions vehicles = way.pace == Pace::of_two_wheelers ? kCar | kMotorcycle : kCar;
  const float best_s = best.arrival(vehicles, from, to, clock, way.start_s, now_s);
  return {double{now_s - way.start_s}, double{best_s - way.start_s}};
}

}  // namespace

double route_gap(const Network& net, const RouteTastes& tastes, const LinkTimes& experienced,
                 std::span<const DrivenWay> ways, int threads) {
  const RoadGraph road = make_road_graph(net, kCar);
  std::vector<Judged> judged(ways.size());
#pragma omp parallel num_threads(threads)
  {
    BestWays best(net, road);
#pragma omp for schedule(dynamic, 16)
    for (std::size_t i = 0; i < ways.size(); ++i) {
      if (ways[i].links.empty()) continue;
      const FeltClock clock{experienced, tastes.factors(tastes.of(ways[i].driver)), ways[i].pace};
      judged[i] = judge(net, ways[i], clock, best);
    }
  }
  double more_s = 0, best_s = 0;
  for (const Judged& j : judged) more_s += j.driven_s - j.best_s, best_s += j.best_s;
  return best_s > 0 ? more_s / best_s : 0;
}

}  // namespace mwendo
