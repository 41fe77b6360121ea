// Drivers who keep their way, and those who look for a new one.
//
//   Habits habits(routes, believed, &known_ways, {.seed = 7, .day = 3, .new_way_share = 0.25});
//   const auto ways = habits.ways_of(trips);      // of those that depart before the next news
//
// Each day a share of the drivers, drawn anew, looks for the fastest way of the moment
// (route_choice.h). They take it if it is faster than the way of the day before by the believed
// times of the periods in which they will be on each link (felt_clock.h). The others keep their
// way, unless it does not exist: a link or a turn on it is closed, or it leads from or to another
// place. Who has no way takes the fastest. So flows move towards an equilibrium in steps that
// become small, as by the method of successive averages (Sheffi, "Urban Transportation Networks",
// 1985, ch. 12). If all looked, all would swing together (tests/sim/learning/equilibrium_test.cpp).
// Guarantee: the ways do not depend on the number of threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/day/felt_clock.h"
#include "sim/day/known_ways.h"
#include "sim/day/route_choice.h"

namespace mwendo {

class Habits {
 public:
  struct Options {
    std::uint64_t seed = 1;
    std::uint32_t day = 0;
    double new_way_share = 1;
    int threads = 1;
  };
  // known: none, if nobody keeps a way. All must outlive the object.
  Habits(const RouteChoice& routes, const LinkTimes& believed, KnownWays* known,
         const Options& options)
      : routes_(routes), believed_(believed), known_(known), options_(options) {}

  struct Trip {
    RouteChoice::Request request;
    KnownWays::Driver driver;
    float start_s;  // time of day at the wheel
  };
  // Empty where there is no way.
  [[nodiscard]] std::vector<std::vector<LinkId>> ways_of(std::span<const Trip> trips);

 private:
  using Ways = std::vector<std::vector<LinkId>>;
  [[nodiscard]] Ways ways_of_before(std::span<const Trip> trips) const;
  [[nodiscard]] bool looks(const Trip& trip) const;
  [[nodiscard]] bool is_faster(const Trip& trip, std::span<const LinkId> found,
                               std::span<const LinkId> own) const;

  const RouteChoice& routes_;
  const LinkTimes& believed_;
  KnownWays* known_;
  Options options_;
};

}  // namespace mwendo
