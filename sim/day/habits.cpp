#include "sim/day/habits.h"

#include <utility>

#include "network/base/random.h"

namespace mwendo {

bool Habits::looks(const Trip& trip) const {
  return uniform({options_.seed, Draw::new_way, trip.request.driver, options_.day}) <
         options_.new_way_share;
}

bool Habits::is_faster(const Trip& trip, std::span<const LinkId> found,
                       std::span<const LinkId> own) const {
  const RouteTastes& tastes = routes_.tastes();
  const FeltClock clock{believed_, tastes.factors(tastes.of(trip.request.driver)),
                        trip.request.pace};
  return clock.after(found, trip.start_s) < clock.after(own, trip.start_s);
}

// Empty where there was none, or it is closed.
Habits::Ways Habits::ways_of_before(std::span<const Trip> trips) const {
  Ways ways(trips.size());
  for (std::size_t i = 0; i < trips.size() && known_ != nullptr; ++i) {
    ways[i] = known_->way_of(trips[i].driver);
    if (!routes_.is_open(ways[i], trips[i].request.from, trips[i].request.to)) ways[i].clear();
  }
  return ways;
}

Habits::Ways Habits::ways_of(std::span<const Trip> trips) {
  Ways ways = ways_of_before(trips);
  std::vector<std::size_t> lookers;
  std::vector<RouteChoice::Request> requests;
  for (std::size_t i = 0; i < trips.size(); ++i) {
    if (!ways[i].empty() && !looks(trips[i])) continue;
    lookers.push_back(i);
    requests.push_back(trips[i].request);
  }
  Ways found = routes_.find(requests, options_.threads);
  for (std::size_t k = 0; k < lookers.size(); ++k) {
    std::vector<LinkId>& own = ways[lookers[k]];
    if (own.empty() || is_faster(trips[lookers[k]], found[k], own)) own = std::move(found[k]);
  }
  for (std::size_t i = 0; i < trips.size() && known_ != nullptr; ++i)
    if (!ways[i].empty()) known_->keep(trips[i].driver, ways[i]);
  return ways;
}

}  // namespace mwendo
