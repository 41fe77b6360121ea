#include "sim/active/crossing_flows.h"

#include <algorithm>

#include "network/base/random.h"
#include "network/walking/active_graph.h"
#include "network/walking/street_arms.h"
#include "sim/active/active_legs.h"
#include "sim/traffic/tallies.h"

namespace mwendo {
namespace {

constexpr float kReachOfMarking = 50;  // m that people walk to a marked crossing

// A link of a way; walkers go along one-way links in both directions.
struct Piece {
  LinkId link;
  float before_m;
  bool backwards;
};

struct Counts {
  std::size_t links, periods;
  float from_s;
  std::vector<std::uint32_t> along, at_start;  // whole persons, so that the order does not matter

  void add(std::vector<std::uint32_t>& flow, LinkId l, float time_s) const {
    const float p = (time_s - from_s) / Tallies::kPeriodSeconds;
    if (!l.valid() || p < 0 || p >= static_cast<float>(periods)) return;
    std::uint32_t& cell = flow[static_cast<std::size_t>(p) * links + l.value];
#pragma omp atomic
    ++cell;
  }
};

// One walk, from link to link.
class Walk {
 public:
  Walk(const Network& net, const StreetArms& arms, Counts& counts)
      : net_(net), arms_(arms), counts_(counts) {}

  void follow(const ActiveLeg& leg, const std::vector<Piece>& way) {
    start_s_ = leg.start_s;
    left_ = draws_left(leg, 0);
    for (std::size_t i = 0; i + 1 < way.size(); ++i) round_junction(way[i], way[i + 1]);
    keep_to(draws_left(leg, 1), way.back());
  }

 private:
  static bool draws_left(const ActiveLeg& leg, std::uint32_t end) {
    return uniform({.purpose = Draw::walker_side, .subject = leg.who, .index = end}) < 0.5;
  }
  [[nodiscard]] float time_at(const Piece& p) const {
    return start_s_ + p.before_m / kWalkSpeedMps;
  }
  void keep_to(bool left, const Piece& p) {
    if (left == left_) return;
    left_ = left;
    if (has_carriageway(net_, p.link)) counts_.add(counts_.along, p.link, time_at(p));
  }
  void round_junction(const Piece& in, const Piece& out) {
    const NodeId n = in.backwards ? net_.link.from[in.link] : net_.link.to[in.link];
    const std::uint32_t a = in.backwards ? arms_.at_start(in.link) : arms_.at_end(in.link);
    const std::uint32_t b = out.backwards ? arms_.at_end(out.link) : arms_.at_start(out.link);
    const auto crossed = [&](bool left) {
      int count = 0;
      arms_.between(n, a, b, left, [&](const StreetArm&) { ++count; });
      return count;
    };
    const int to_change = has_carriageway(net_, in.link) ? 1 : 0;
    if (crossed(!left_) + to_change < crossed(left_)) keep_to(!left_, in);
    arms_.between(n, a, b, left_, [&](const StreetArm& arm) {
      counts_.add(counts_.at_start, arm.out, time_at(out));
    });
  }

  const Network& net_;
  const StreetArms& arms_;
  Counts& counts_;
  float start_s_ = 0;
  bool left_ = true;
};

std::vector<Piece> way_to(const Network& net, const PathSearch& search, NodeId to) {
  std::vector<Piece> way;
  NodeId head = to;
  search.visit_path(to, [&](LinkId l, float before_m) {
    const bool backwards = net.link.to[l] != head;
    way.push_back({l, before_m, backwards});
    head = backwards ? net.link.to[l] : net.link.from[l];
  });
  std::reverse(way.begin(), way.end());
  return way;
}

void count(const Network& net, const std::vector<ActiveLeg>& legs, Counts& counts, int threads) {
  const PathGraph graph = foot_graph(net);
  const StreetArms arms(net);
  const std::vector<std::size_t> starts = runs_of_one_origin(legs);
#pragma omp parallel num_threads(threads)
  {
    PathSearch search(graph);
    Walk walk(net, arms, counts);
#pragma omp for schedule(dynamic, 16)
    for (std::size_t r = 0; r < starts.size() - 1; ++r) {
      const std::span<const ActiveLeg> run{legs.data() + starts[r], starts[r + 1] - starts[r]};
      search.run(run.front().from, search_limit(net, run, kWalkSpeedMps));
      for (const ActiveLeg& leg : run)
        if (search.reached(leg.to)) walk.follow(leg, way_to(net, search, leg.to));
    }
  }
}

bool has_signal(const Network& net, NodeId n) { return net.node.signal_plan[n] != kNoSignalPlan; }

// Whether the street of a link has a marked crossing between its junctions.
bool is_marked(const Network& net, LinkId l) {
  const auto one = [&](LinkId k) {
    return k.valid() && (net.link.flags[k] & kCrossing) != 0 && !has_signal(net, net.link.to[k]);
  };
  return one(l) || one(net.link.reverse[l]);
}

constexpr float kPerHour = 3600 / Tallies::kPeriodSeconds;

}  // namespace

std::size_t CrossingFlows::period_at(float time_s) const {
  const float p = std::max(0.0F, (time_s - from_s) / Tallies::kPeriodSeconds);
  return std::min(static_cast<std::size_t>(p), periods - 1);
}

float CrossingFlows::of_street(const std::vector<float>& flow, const Network& net, LinkId l,
                               std::size_t period) const {
  const LinkId back = net.link.reverse[l];
  return flow[period * links + l.value] + (back.valid() ? flow[period * links + back.value] : 0);
}

float CrossingFlows::at_marking(const Network& net, LinkId l, std::size_t period) const {
  float persons = of_street(along, net, l, period);
  const auto at_junction = [&](LinkId k) {
    if (k.valid() && !has_signal(net, net.link.from[k]))
      persons += at_start[period * links + k.value];
  };
  if (0.5F * net.link.length_m[l] <= kReachOfMarking) {
    at_junction(l);
    at_junction(net.link.reverse[l]);
  }
  return persons * kPerHour;
}

float CrossingFlows::at_signal(const Network& net, LinkId l, std::size_t period) const {
  const float change = is_marked(net, l) ? 0 : 0.5F * of_street(along, net, l, period);
  return (at_start[period * links + l.value] + change) * kPerHour;
}

CrossingFlows crossing_flows(const Network& net, const TransitSupply& transit,
                             const Population& people, std::span<const TripRecord> trips,
                             float from_s, float to_s, int threads) {
  const std::size_t links = net.links().size();
  const std::size_t periods = Tallies(0, from_s, to_s).periods();
  const std::vector<std::uint32_t> nobody(links * periods);
  Counts counts{links, periods, from_s, nobody, nobody};
  count(net, active_legs(transit, people, trips).walks, counts, threads);
  CrossingFlows flows;
  flows.links = links;
  flows.periods = periods;
  flows.from_s = from_s;
  flows.along = expand(counts.along, people.expansion);
  flows.at_start = expand(counts.at_start, people.expansion);
  return flows;
}

}  // namespace mwendo
