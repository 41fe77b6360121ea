// Shortest ways along pieces of Ways. A metre costs more the farther it is from a line.
//
//   WaySearch search(TraceWays(net, {}), rule);
//   search.start_leg(leg, Pricing::near_line);
//   search.run(from_piece, from_m, limit, states);   // until all of these are reached
//   if (const auto cost = search.cost_to(to_piece, to_m)) use(*cost, search.trail(to_piece));
//
// Method: Dijkstra over the states of the Ways from the end of the first piece. Turning back costs
// turn_back_m more. Costs are kept until the next run, prices until the next leg.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "network/conflate/ways.h"

namespace mwendo::conflate {

enum class Pricing { by_length, near_line };

template <Ways W>
class WaySearch {
 public:
  using Piece = typename W::Piece;

  WaySearch(W ways, const MatchRule& rule)
      : ways_(std::move(ways)),
        rule_(rule),
        price_(ways_.street_count()),
        price_leg_(ways_.street_count(), 0),
        samples_(ways_.street_count()),
        sampled_(ways_.street_count(), 0),
        reached_(ways_.state_count()),
        wanted_(ways_.state_count(), 0) {}

  [[nodiscard]] const W& ways() const { return ways_; }

  void start_leg(Line leg, Pricing pricing) {
    leg_ = std::move(leg);
    pricing_ = pricing;
    ++leg_number_;
  }

  // Cost per metre on the leg at hand.
  [[nodiscard]] double price(Piece p) {
    if (pricing_ == Pricing::by_length) return ways_.reluctance(p);
    const std::uint32_t street = ways_.street(p);
    if (price_leg_[street] == leg_number_) return price_[street];
    price_leg_[street] = leg_number_;
    price_[street] =
        (1 + std::min(deviation(street) / rule_.deviation_m, 6.0)) * ways_.reluctance(p);
    return price_[street];
  }

  // Finds what is reached at a cost of at most `limit` from a place on a piece, until all the
  // wanted states are reached.
  void run(Piece from, double along_m, double limit, const std::vector<std::uint32_t>& wanted) {
    ++run_number_;
    open_ = {};
    std::size_t left = want(wanted);
    reach(from, kNoState, (ways_.length_m(from) - along_m) * price(from));
    while (!open_.empty()) {
      const auto [cost, state] = open_.top();
      open_.pop();
      if (cost > reached_[state].cost) continue;
      if (cost > limit) break;
      if (wanted_[state] == run_number_) {
        wanted_[state] = 0;
        if (--left == 0) break;
      }
      expand(state);
    }
  }

  // Of a place on a piece, since the start of the run; none if it was not reached.
  [[nodiscard]] std::optional<double> cost_to(Piece p, double along_m) {
    const Reached& r = reached_[ways_.state_before(p)];
    if (r.run != run_number_) return std::nullopt;
    if constexpr (W::kStateIsJunction) {
      const double turning = ways_.street(r.by) == ways_.street(p) ? rule_.turn_back_m : 0;
      return r.cost + turning + along_m * price(p);
    } else {
      if (r.before == kNoState) return std::nullopt;  // the first piece, entered at the place
      return r.cost - (ways_.length_m(p) - along_m) * price(p);
    }
  }

  // Pieces to one that was reached, with the first and the last.
  [[nodiscard]] std::vector<Piece> trail(Piece to) const {
    std::vector<Piece> pieces;
    if constexpr (W::kStateIsJunction) pieces.push_back(to);
    for (std::uint32_t s = ways_.state_before(to); s != kNoState; s = reached_[s].before) {
      pieces.push_back(reached_[s].by);
    }
    std::reverse(pieces.begin(), pieces.end());
    return pieces;
  }

 private:
  struct Reached {
    double cost = 0;
    Piece by{};
    std::uint32_t before = kNoState;  // the state before `by`
    std::uint32_t run = 0;            // the rest holds in this run only
  };

  // Notes the states that a run looks for; how many there are.
  std::size_t want(const std::vector<std::uint32_t>& states) {
    std::size_t count = 0;
    for (const std::uint32_t s : states) {
      if (wanted_[s] != run_number_) ++count;
      wanted_[s] = run_number_;
    }
    return count;
  }

  // Mean distance of the street from the leg, by three places on the street.
  [[nodiscard]] double deviation(std::uint32_t street) {
    auto& places = samples_[street];
    if (sampled_[street] == 0) {
      const auto& course = ways_.course(street);
      const double length = length_of(course);
      places = {point_along(course, length / 4), point_along(course, length / 2),
                point_along(course, length * 3 / 4)};
      sampled_[street] = 1;
    }
    double sum = 0;
    for (const Point p : places) sum += distance_to(p, leg_) / 3;
    return sum;
  }

  void reach(Piece by, std::uint32_t before, double cost) {
    const std::uint32_t state = ways_.state(by);
    Reached& r = reached_[state];
    if (r.run == run_number_ && r.cost <= cost) return;
    r = {cost, by, before, run_number_};
    open_.push({cost, state});
  }

  void expand(std::uint32_t state) {
    const Reached from = reached_[state];
    ways_.for_next(from.by, [&](Piece next, bool back) {
      const double turning = back ? rule_.turn_back_m : 0;
      reach(next, state, from.cost + turning + ways_.length_m(next) * price(next));
    });
  }

  using Entry = std::pair<double, std::uint32_t>;  // cost, state
  W ways_;
  MatchRule rule_;
  Line leg_;
  Pricing pricing_ = Pricing::by_length;
  std::uint32_t leg_number_ = 0, run_number_ = 0;
  std::vector<double> price_;                  // by street
  std::vector<std::uint32_t> price_leg_;       // the leg that a price was made for
  std::vector<std::array<Point, 3>> samples_;  // by street
  std::vector<char> sampled_;
  std::vector<Reached> reached_;       // by state
  std::vector<std::uint32_t> wanted_;  // by state: the run that looks for it
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open_;
};

}  // namespace mwendo::conflate
