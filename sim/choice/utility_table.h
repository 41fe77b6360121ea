// The utility of every mode for every trip, and of every tour.
//
//   const UtilityTable table = evaluate(population, level);
//   const std::vector<Tour> tours = find_tours(population);
//   const ModeValues v = tour_utilities(table, tours[0], parameters.constant);
//
// A tour is what a person does from home to home; in a run of a part of the day, the trips of the
// tour inside that part. A tour has one mode, because a vehicle that leaves home comes back. Its
// utility is the mean over the trips. Car, bicycle and walking must be possible on every trip of
// the tour. Where a kind of public transport serves only some of the trips, the others take the
// best of walking, other public transport and motorcycle taxi. Guarantees: deterministic for any
// number of threads. Memory: 66 bytes per trip.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/choice/level_of_service.h"

namespace mwendo {

struct UtilityTable {
  std::vector<float> utility;       // trip * kModeCount + mode, without constants
  std::vector<std::uint16_t> time;  // same, in units of kTimeUnitS
  static constexpr float kTimeUnitS = 2;

  [[nodiscard]] double at(TripId t, Mode m) const {
    return utility[t.value * kModeCount + static_cast<std::size_t>(m)];
  }
  [[nodiscard]] float time_s(TripId t, Mode m) const {
    return kTimeUnitS *
           static_cast<float>(time[t.value * kModeCount + static_cast<std::size_t>(m)]);
  }
};

// Trips grouped by where a search of public transport starts: period, then group of origins.
struct TripOrder {
  std::vector<std::uint32_t> first;  // by period * groups + group
  std::vector<TripId> trips;
  std::size_t groups = 0;
};
[[nodiscard]] TripOrder order_by_origin(const Population& population, const LevelOfService& level);

[[nodiscard]] UtilityTable evaluate(const Population& population, const LevelOfService& level,
                                    int threads = 1);

struct Tour {
  TripId first;
  std::uint32_t trips = 0;
};
[[nodiscard]] std::vector<Tour> find_tours(const Population& population);

// With constants.
[[nodiscard]] ModeValues tour_utilities(const UtilityTable& table, const Tour& tour,
                                        const ModeValues& constant);
// The mode of one trip of a tour whose mode is m.
[[nodiscard]] Mode trip_mode(const UtilityTable& table, TripId t, Mode m,
                             const ModeValues& constant);

}  // namespace mwendo
