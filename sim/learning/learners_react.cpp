// How people answer a measure besides mode and way.
#include <algorithm>

#include "sim/learning/learners.h"

namespace mwendo {
namespace {

// Of the base; the last one where it has fewer.
template <class Day>
const Day& of_day(const std::vector<Day>& days, int day) {
  return days.at(std::min(static_cast<std::size_t>(day), days.size() - 1));
}

}  // namespace

bool Learners::departures_react() const {
  return options_.base_days != nullptr && options_.departures_react;
}

bool Learners::destinations_react() const {
  return options_.base_days != nullptr && options_.destinations != nullptr;
}

// Replanning counts the compared days.
void Learners::keep_or_shift_departures(const ReplanOptions& replanning) {
  if (!options_.keep_days.driving && !departures_react()) return;
  QuarterPaces now = level_.streets().quarter_paces(now_.links);
  if (departures_react())
    choose_departures(population_,
                      {.counted_s = counted_s_,
                       .base = of_day(options_.base_days->driving, replanning.iteration),
                       .now = now,
                       .from_s = options_.start_s(),
                       .to_s = options_.to_s,
                       .motorcycle_delay = level_.parameters().motorcycle_delay},
                      replanning);
  if (options_.keep_days.driving) days_.driving.push_back(std::move(now));
}

// Streets as believed today, all else as the people had settled: a day's luck with waits moves
// nobody.
bool Learners::keep_or_move_destinations(const ReplanOptions& replanning) {
  if (!access_) return false;
  if (replanning.iteration == 0)
    access_->believe(settled_.transit, settled_.constants, settled_.street_factors);
  AccessTables now = access_->evaluate(now_.links);
  const bool moved =
      destinations_react() &&
      choose_destinations(population_, drawn_,
                          {.model = *options_.destinations,
                           .base = of_day(options_.base_days->access, replanning.iteration),
                           .now = now,
                           .net = world_.network,
                           .distances = distances_,
                           .per_minute = level_.parameters().per_minute},
                          replanning);
  if (options_.keep_days.access) days_.access.push_back(std::move(now));
  return moved;
}

Reactions Learners::reactions() const {
  Reactions r;
  if (departures_react()) count_shifts(population_, counted_s_, options_.from_s, r);
  if (destinations_react()) count_changes(population_, drawn_, options_.from_s, r);
  return r;
}

}  // namespace mwendo
