// The utility of every mode for every trip, and of every tour.
//
//   const UtilityTable table = evaluate(population, level);
//   const std::vector<Tour> tours = find_tours(population);
//   const ModeValues v = tour_utilities(table, tours[0], parameters.constant);
//
// A tour is what a person does from home to home; in a run of a part of the day, the trips of the
// tour inside that part. A tour has one mode, because a vehicle that leaves home comes back. Its
// utility is the mean over the trips. A sub-tour (from work to work) within it has a mode of its
// own: sub_tour_utilities(). Own vehicles are at work only if the tour uses them; whether the tour
// allows a good sub-tour does not count when its mode is chosen. A sub-tour whose tour has no trip
// in the run is a tour. Car, bicycle and walking must be possible on every trip of the tour. Where
// a kind of public transport serves only some of the trips, the others take the best of walking,
// other public transport and motorcycle taxi. Guarantees: deterministic for any number of threads.
// Memory: 66 bytes per trip.
#pragma once

#include <array>
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
  std::uint32_t trips = 0;  // those of the sub-tour included
  // Of them the sub-tour, if any.
  std::uint32_t sub_first = 0, sub_trips = 0;
  [[nodiscard]] TripId trip(std::uint32_t k) const { return {first.value + k}; }
  [[nodiscard]] bool in_sub_tour(std::uint32_t k) const { return k - sub_first < sub_trips; }
  [[nodiscard]] std::uint32_t own_trips() const { return trips - sub_trips; }
  // The first trip that is not of the sub-tour.
  [[nodiscard]] TripId own() const { return trip(in_sub_tour(0) ? sub_trips : 0); }
  [[nodiscard]] Tour sub_tour() const { return {trip(sub_first), sub_trips}; }
};
[[nodiscard]] std::vector<Tour> find_tours(const Population& population);

// With constants; without the trips of a sub-tour.
[[nodiscard]] ModeValues tour_utilities(const UtilityTable& table, const Tour& tour,
                                        const ModeValues& constant);
// Of the sub-tour of a tour that is made by a mode.
[[nodiscard]] ModeValues sub_tour_utilities(const UtilityTable& table, const Tour& tour, Mode main,
                                            const ModeValues& constant);
// Vehicles that stay at home if the tour does not use them.
inline constexpr std::array kOwnVehicles = {Mode::car_driver, Mode::own_motorcycle, Mode::bicycle};
// Of a tour whose modes have the probabilities `main`: those of its sub-tour.
[[nodiscard]] ModeValues sub_tour_probabilities(const UtilityTable& table, const Tour& tour,
                                                const ModeValues& main,
                                                const ChoiceParameters& parameters);
// The key of the tastes of a tour, or of its sub-tour.
[[nodiscard]] TasteKey taste_key(const Population& population, const Tour& tour,
                                 std::uint64_t seed);
// The mode of one trip of a tour whose mode is m.
[[nodiscard]] Mode trip_mode(const UtilityTable& table, TripId t, Mode m,
                             const ModeValues& constant);

}  // namespace mwendo
