#include "sim/choice/utility_table.h"

#include <algorithm>
#include <numeric>

namespace mwendo {
namespace {

constexpr std::array<Mode, 7> kStreetModes = {
    Mode::walk,           Mode::bicycle,         Mode::car_driver, Mode::car_passenger,
    Mode::own_motorcycle, Mode::motorcycle_taxi, Mode::taxi};
// What fills in where the chosen public transport does not serve a trip of the tour.
constexpr std::array<Mode, 6> kSubstitutes = {Mode::walk, Mode::minibus, Mode::bus,
                                              Mode::brt,  Mode::lrt,     Mode::motorcycle_taxi};

class Evaluation {
 public:
  Evaluation(const Population& population, const LevelOfService& level)
      : population_(population), level_(level) {
    const std::size_t n = population.trips().size() * kModeCount;
    table_.utility.assign(n, static_cast<float>(kUnavailable));
    table_.time.assign(n, 0);
  }

  [[nodiscard]] double value_of(TripId t) const {
    const PersonId p = population_.trip.person[t];
    return value_of_time(population_.person.number[p], population_.person.income[p],
                         level_.parameters());
  }

  void put(TripId t, Mode m, const Alternative& a, double value) {
    if (!a.exists()) return;
    const std::size_t i = t.value * kModeCount + static_cast<std::size_t>(m);
    table_.utility[i] = static_cast<float>(utility(a, value, level_.parameters()));
    table_.time[i] =
        static_cast<std::uint16_t>(std::min(a.time_s / UtilityTable::kTimeUnitS, 65535.0F));
  }

  UtilityTable take() { return std::move(table_); }

 private:
  const Population& population_;
  const LevelOfService& level_;
  UtilityTable table_;
};

bool needs_every_trip(Mode m) { return !is_transit(m); }

}  // namespace

TripOrder order_by_origin(const Population& population, const LevelOfService& level) {
  TripOrder order;
  order.groups = level.router().groups();
  const auto key = [&](TripId t) {
    const std::size_t period = LevelOfService::transit_period(population.trip.departure_s[t]);
    return period * order.groups + level.router().group_of(population.trip.from[t].node);
  };
  order.first.assign(LevelOfService::kTransitPeriods * order.groups + 1, 0);
  for (TripId t : population.trips()) ++order.first[key(t) + 1];
  std::partial_sum(order.first.begin(), order.first.end(), order.first.begin());
  std::vector<std::uint32_t> next(order.first.begin(), order.first.end() - 1);
  order.trips.resize(population.trips().size());
  for (TripId t : population.trips()) order.trips[next[key(t)]++] = t;
  return order;
}

UtilityTable evaluate(const Population& population, const LevelOfService& level, int threads) {
  Evaluation evaluation(population, level);
  const TripOrder order = order_by_origin(population, level);
  const std::size_t keys = order.first.size() - 1;
#pragma omp parallel num_threads(threads)
  {
    TransitRouter::Search search(level.router());
    std::vector<double> values;  // of time, by trip of the group
#pragma omp for schedule(dynamic, 4)
    for (std::size_t key = 0; key < keys; ++key) {
      const std::span<const TripId> trips{order.trips.data() + order.first[key],
                                          order.first[key + 1] - order.first[key]};
      if (trips.empty()) continue;
      const RideGraph& rides = level.rides(key / order.groups);
      values.clear();
      for (TripId t : trips) values.push_back(evaluation.value_of(t));
      for (std::size_t m = 0; m < kTransitModes; ++m) {
        const Mode mode = transit_mode(m);
        if (!level.router().has_mode(mode)) continue;
        search.run(rides, static_cast<std::uint32_t>(key % order.groups), mode);
        for (std::size_t i = 0; i < trips.size(); ++i) {
          const TripId t = trips[i];
          const TransitPath path = search.best(population.trip.from[t], population.trip.to[t]);
          evaluation.put(t, mode, level.of_path(path), values[i]);
        }
      }
      for (std::size_t i = 0; i < trips.size(); ++i)
        for (Mode m : kStreetModes)
          evaluation.put(trips[i], m, level.of_street(trips[i], m), values[i]);
    }
  }
  return evaluation.take();
}

std::vector<Tour> find_tours(const Population& population) {
  std::vector<Tour> tours;
  const TripColumns& trip = population.trip;
  for (TripId t : population.trips()) {
    const bool same = !tours.empty() && trip.person[tours.back().first] == trip.person[t] &&
                      main_tour(trip.tour[tours.back().first]) == main_tour(trip.tour[t]);
    if (!same) tours.push_back({.first = t});
    Tour& tour = tours.back();
    if (is_sub_tour(trip.tour[t]) && tour.sub_trips++ == 0) tour.sub_first = tour.trips;
    ++tour.trips;
  }
  for (Tour& tour : tours)
    if (tour.own_trips() == 0) tour.sub_trips = 0;
  return tours;
}

Mode trip_mode(const UtilityTable& table, TripId t, Mode m, const ModeValues& constant) {
  if (available(table.at(t, m))) return m;
  Mode best = Mode::motorcycle_taxi;
  for (Mode s : kSubstitutes) {
    if (!available(table.at(t, s))) continue;
    const double value = table.at(t, s) + constant[static_cast<std::size_t>(s)];
    if (value > table.at(t, best) + constant[static_cast<std::size_t>(best)]) best = s;
  }
  return best;
}

ModeValues tour_utilities(const UtilityTable& table, const Tour& tour, const ModeValues& constant) {
  ModeValues v;
  for (std::size_t j = 0; j < kModeCount; ++j) {
    const Mode m = static_cast<Mode>(j);
    std::uint32_t served = 0;
    double sum = 0;
    for (std::uint32_t k = 0; k < tour.trips; ++k) {
      if (tour.in_sub_tour(k)) continue;
      const TripId t = tour.trip(k);
      if (needs_every_trip(m) && !available(table.at(t, m))) break;
      const Mode way = trip_mode(table, t, m, constant);
      served += way == m ? 1 : 0;
      sum += table.at(t, way) + constant[static_cast<std::size_t>(way)];
    }
    const bool offered = needs_every_trip(m) ? served == tour.own_trips() : served > 0;
    v[j] = offered ? sum / tour.own_trips() : kUnavailable;
  }
  return v;
}

ModeValues sub_tour_utilities(const UtilityTable& table, const Tour& tour, Mode main,
                              const ModeValues& constant) {
  ModeValues v = tour_utilities(table, tour.sub_tour(), constant);
  for (const Mode m : kOwnVehicles)
    if (m != main) v[index_of(m)] = kUnavailable;
  return v;
}

// Modes other than own vehicles leave the same choice.
ModeValues sub_tour_probabilities(const UtilityTable& table, const Tour& tour,
                                  const ModeValues& main, const ChoiceParameters& parameters) {
  ModeValues sum{};
  const auto add = [&](Mode by, double share) {
    if (share <= 0) return;
    const ModeValues p =
        probabilities(sub_tour_utilities(table, tour, by, parameters.constant), parameters.nests);
    for (std::size_t m = 0; m < kModeCount; ++m) sum[m] += share * p[m];
  };
  double without = 1;
  for (const Mode m : kOwnVehicles) {
    add(m, main[index_of(m)]);
    without -= main[index_of(m)];
  }
  add(Mode::walk, without);
  return sum;
}

TasteKey taste_key(const Population& population, const Tour& tour, std::uint64_t seed) {
  const TripId t = tour.own();
  return {.seed = seed,
          .person = population.person.number[population.trip.person[t]],
          .tour = population.trip.tour[t]};
}

}  // namespace mwendo
