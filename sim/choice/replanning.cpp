#include "sim/choice/replanning.h"

#include <algorithm>
#include <cmath>

#include "network/base/random.h"

namespace mwendo {
namespace {

// The mode of a tour whose trips may have been made in part by substitutes.
Mode mode_of(const TripColumns& trip, const Tour& tour) {
  Mode mode = trip.mode[tour.own()];
  for (std::uint32_t k = 0; k < tour.trips; ++k) {
    if (tour.in_sub_tour(k)) continue;
    const Mode m = trip.mode[tour.trip(k)];
    if (is_transit(m) && (!is_transit(mode) || m > mode)) mode = m;
  }
  return mode;
}

struct Sums {
  double gap_s = 0;
  double best_s = 0;
  double time_s = 0;
  double trips = 0;
  double replanned = 0;
  void add(const Sums& o) {
    gap_s += o.gap_s;
    best_s += o.best_s;
    time_s += o.time_s;
    trips += o.trips;
    replanned += o.replanned;
  }
};

// Keeps the rides of trips that did not change and finds those of trips that did.
class Rides {
 public:
  Rides(Population& population, const LevelOfService& level,
        const std::vector<std::uint8_t>& changed, int threads)
      : population_(population), level_(level), changed_(changed), threads_(threads) {}

  void renew() {
    number_legs();
    search();
    compact();
  }

 private:
  [[nodiscard]] bool wanted(TripId t) const {
    return changed_[t.value] != 0 && is_transit(population_.trip.mode[t]);
  }
  void number_legs() {
    slot_.assign(population_.trips().size(), 0);
    std::uint32_t next = 0;
    for (TripId t : population_.trips())
      if (wanted(t)) slot_[t.value] = next++;
    legs_.resize(next * kMaxRides);
  }
  void search();
  void put(TripId t, const TransitPath& path, const RideGraph& rides);
  void compact();

  Population& population_;
  const LevelOfService& level_;
  const std::vector<std::uint8_t>& changed_;
  int threads_;
  std::vector<std::uint32_t> slot_;  // of changed trips in legs_
  std::vector<RideLeg> legs_;        // kMaxRides for each
};

void Rides::search() {
  const TripOrder order = order_by_origin(population_, level_);
  const std::size_t keys = order.first.size() - 1;
#pragma omp parallel num_threads(threads_)
  {
    TransitRouter::Search search(level_.router());
#pragma omp for schedule(dynamic, 4)
    for (std::size_t key = 0; key < keys; ++key) {
      const std::span<const TripId> trips{order.trips.data() + order.first[key],
                                          order.first[key + 1] - order.first[key]};
      const RideGraph& rides = level_.rides(key / order.groups);
      for (std::size_t m = 0; m < kTransitModes; ++m) {
        const Mode mode = transit_mode(m);
        bool searched = false;
        for (TripId t : trips) {
          if (!wanted(t) || population_.trip.mode[t] != mode) continue;
          if (!searched) search.run(rides, static_cast<std::uint32_t>(key % order.groups), mode);
          searched = true;
          put(t, search.best(population_.trip.from[t], population_.trip.to[t]), rides);
        }
      }
    }
  }
}

void Rides::put(TripId t, const TransitPath& path, const RideGraph& rides) {
  std::vector<RideLeg> legs;
  append_legs(path, rides, legs);
  std::copy(legs.begin(), legs.end(),
            legs_.begin() + static_cast<std::ptrdiff_t>(slot_[t.value] * kMaxRides));
  population_.trip.ride_count[t] = path.ride_count;
  population_.trip.egress_m[t] = path.egress_m;
}

void Rides::compact() {
  TripColumns& trip = population_.trip;
  std::vector<RideLeg> all;
  all.reserve(trip.rides.size());
  for (TripId t : population_.trips()) {
    if (!is_transit(trip.mode[t])) {
      trip.ride_count[t] = 0;
      trip.egress_m[t] = 0;
    }
    const auto from = wanted(t)
                          ? legs_.begin() + static_cast<std::ptrdiff_t>(slot_[t.value] * kMaxRides)
                          : trip.rides.begin() + static_cast<std::ptrdiff_t>(trip.first_ride[t]);
    trip.first_ride[t] = static_cast<std::uint32_t>(all.size());
    all.insert(all.end(), from, from + trip.ride_count[t]);
  }
  trip.rides = std::move(all);
}

// Compares the mode of a tour with the best one.
class Judge {
 public:
  Judge(const Population& population, const LevelOfService& level, const UtilityTable& table,
        std::uint64_t seed)
      : population_(population), parameters_(level.parameters()), table_(table), seed_(seed) {}

  // The best mode of a tour; adds it to gap and felt time. Its sub-tour is left out.
  Mode look(const Tour& tour, Sums& sums) const {
    return compare(tour, tour_utilities(table_, tour, parameters_.constant), sums);
  }
  // The same of its sub-tour, while the tour keeps its mode.
  void look_at_sub_tour(const Tour& tour, Sums& sums) const {
    const Mode main = mode_of(population_.trip, tour);
    (void)compare(tour.sub_tour(), sub_tour_utilities(table_, tour, main, parameters_.constant),
                  sums);
  }
  // The best mode of the sub-tour of a tour by `main`.
  [[nodiscard]] Mode best_of_sub_tour(const Tour& tour, Mode main) const {
    return choose(sub_tour_utilities(table_, tour, main, parameters_.constant),
                  tastes(tour.sub_tour()));
  }

 private:
  [[nodiscard]] ModeValues tastes(const Tour& tour) const {
    return draw_tastes(taste_key(population_, tour, seed_), parameters_.nests);
  }
  Mode compare(const Tour& tour, const ModeValues& v, Sums& sums) const {
    const ModeValues taste = tastes(tour);
    const std::size_t best = index_of(choose(v, taste));
    const double per_s = parameters_.per_minute / 60;
    const double felt_best = -(v[best] - parameters_.constant[best]) / per_s;
    sums.best_s += tour.own_trips() * std::max(felt_best, 0.0);
    const std::size_t now = index_of(mode_of(population_.trip, tour));
    // A mode that is no longer offered could be left for the best by any gain: it counts as 0.
    const double worse =
        available(v[now]) ? v[best] + taste[best] - v[now] - taste[now] : felt_best * per_s;
    sums.gap_s += tour.own_trips() * worse / per_s;
    return static_cast<Mode>(best);
  }

  const Population& population_;
  const ChoiceParameters& parameters_;
  const UtilityTable& table_;
  std::uint64_t seed_;
};

class Replanning {
 public:
  Replanning(Population& population, const LevelOfService& level, const UtilityTable& table,
             const ReplanOptions& options)
      : population_(population),
        level_(level),
        table_(table),
        options_(options),
        judge_(population, level, table, options.seed),
        changed_(population.trips().size()) {}

  IterationRecord run();

 private:
  void handle(const Tour& tour, Sums& sums);
  void take_mode(const Tour& tour, Mode mode);

  Population& population_;
  const LevelOfService& level_;
  const UtilityTable& table_;
  ReplanOptions options_;
  Judge judge_;
  std::vector<std::uint8_t> changed_;  // by trip: its person chose again
};

void Replanning::take_mode(const Tour& tour, Mode mode) {
  for (std::uint32_t k = 0; k < tour.trips; ++k) {
    if (tour.in_sub_tour(k)) continue;
    const TripId t = tour.trip(k);
    population_.trip.mode[t] = trip_mode(table_, t, mode, level_.parameters().constant);
    changed_[t.value] = 1;
  }
}

void Replanning::handle(const Tour& tour, Sums& sums) {
  const Mode best = judge_.look(tour, sums);
  const bool nested = tour.sub_trips > 0;
  if (nested) judge_.look_at_sub_tour(tour, sums);
  sums.trips += tour.trips;
  if (replans(population_.person.number[population_.trip.person[tour.first]], options_)) {
    take_mode(tour, best);
    if (nested) take_mode(tour.sub_tour(), judge_.best_of_sub_tour(tour, best));
    sums.replanned += tour.trips;
  }
  for (std::uint32_t k = 0; k < tour.trips; ++k) {
    const TripId t{tour.first.value + k};
    sums.time_s += table_.time_s(t, population_.trip.mode[t]);
  }
}

IterationRecord Replanning::run() {
  const ModeValues before = mode_shares(population_);
  const std::vector<Tour> tours = find_tours(population_);
  constexpr std::size_t kChunk = 4096;  // sums are added chunk by chunk: same bits, any threads
  const std::size_t chunks = (tours.size() + kChunk - 1) / kChunk;
  std::vector<Sums> partial(chunks);
#pragma omp parallel for num_threads(options_.threads) schedule(dynamic, 1)
  for (std::size_t c = 0; c < chunks; ++c)
    for (std::size_t i = c * kChunk; i < std::min(tours.size(), (c + 1) * kChunk); ++i)
      handle(tours[i], partial[c]);
  Rides(population_, level_, changed_, options_.threads).renew();
  Sums sums;
  for (const Sums& s : partial) sums.add(s);
  const ModeValues after = mode_shares(population_);
  IterationRecord record{.iteration = options_.iteration};
  for (std::size_t m = 0; m < kModeCount; ++m)
    record.mode_share_drift = std::max(record.mode_share_drift, std::abs(after[m] - before[m]));
  if (options_.iteration == 0) record.mode_share_drift = 1;
  record.relative_gap = options_.iteration == 0 ? 1 : sums.gap_s / std::max(sums.best_s, 1.0);
  record.replanned_share = sums.replanned / std::max(sums.trips, 1.0);
  record.mean_travel_time_s = sums.time_s / std::max(sums.trips, 1.0);
  return record;
}

}  // namespace

IterationRecord choose_modes(Population& population, const LevelOfService& level,
                             const UtilityTable& table, const ReplanOptions& options) {
  return Replanning(population, level, table, options).run();
}

IterationRecord choose_modes(Population& population, const LevelOfService& level,
                             const ReplanOptions& options) {
  return choose_modes(population, level, evaluate(population, level, options.threads), options);
}

double replan_share(int iteration, double least_share) {
  if (iteration == 0) return 1;
  return std::max(least_share, 1.0 / (iteration + 1));
}

bool replans(std::uint32_t number, const ReplanOptions& options) {
  return uniform({.seed = options.seed,
                  .purpose = Draw::replan,
                  .subject = number,
                  .index = static_cast<std::uint32_t>(options.iteration)}) <
         replan_share(options.iteration, options.least_share);
}

double relative_gap(const Population& population, const LevelOfService& level,
                    const UtilityTable& table, std::uint64_t seed) {
  const Judge judge(population, level, table, seed);
  Sums sums;
  for (const Tour& tour : find_tours(population)) {
    judge.look(tour, sums);
    if (tour.sub_trips > 0) judge.look_at_sub_tour(tour, sums);
  }
  return sums.gap_s / std::max(sums.best_s, 1.0);
}

ModeValues mode_shares(const Population& population) {
  ModeValues share{};
  for (Mode m : population.trip.mode) share[index_of(m)] += 1;
  const double trips = std::max<double>(1, static_cast<double>(population.trips().size()));
  for (double& s : share) s /= trips;
  return share;
}

}  // namespace mwendo
