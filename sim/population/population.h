// People and the trips they make, as columns.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "network/base/ids.h"
#include "sim/modes/classes.h"

namespace mwendo {

enum class AgeGroup : std::uint8_t { child, adult, senior };
enum class Activity : std::uint8_t { worker, student, other };
inline constexpr std::size_t kActivityCount = 3;
enum class Income : std::uint8_t { low, middle, high };

// A place where a person lives, works or learns: a street node and the walk to it.
struct Place {
  NodeId node;
  float access_m = 0;  // walking distance between the door and the node
};

struct PersonColumns {
  Column<PersonId, std::uint32_t> number;  // in the full population: the key of random draws, so
                                           // that a smaller sample holds the same persons
  Column<PersonId, ZoneId> home_zone;
  Column<PersonId, Place> home;
  Column<PersonId, AgeGroup> age;
  Column<PersonId, Activity> activity;
  Column<PersonId, Income> income;
  Column<PersonId, std::uint8_t> female;
  Column<PersonId, std::uint8_t> household_car;  // the household has a car
  Column<PersonId, std::uint8_t> has_car;        // may drive it
  Column<PersonId, std::uint8_t> has_motorcycle;
  Column<PersonId, std::uint8_t> has_bicycle;
};

// One ride on public transport within a trip: board, alight. Any line that serves both in this
// order may be taken; `preferred` is that of the plan.
struct RideLeg {
  StopId board;
  StopId alight;
  LineId preferred;
  float walk_before_m = 0;  // from the door, the street node or the stop before
};

// Numbers of sub-tours: kSubTour + the number of the tour they are part of.
inline constexpr std::uint8_t kSubTour = 8;
[[nodiscard]] constexpr bool is_sub_tour(std::uint8_t tour) { return tour >= kSubTour; }
// The tour from home to home.
[[nodiscard]] constexpr std::uint8_t main_tour(std::uint8_t tour) { return tour % kSubTour; }

// Trips of one day in order of person, then departure.
struct TripColumns {
  Column<TripId, PersonId> person;
  // Number of the tour (home to home) in the person's day, or of the sub-tour (work to work).
  Column<TripId, std::uint8_t> tour;
  Column<TripId, std::uint8_t> day_index;  // number of the trip in the person's whole day
  // Of the destination. A trip to school of a person who is no student takes or fetches a pupil.
  Column<TripId, Purpose> purpose;
  Column<TripId, ZoneId> from_zone;
  Column<TripId, ZoneId> to_zone;
  Column<TripId, Place> from;
  Column<TripId, Place> to;
  Column<TripId, float> departure_s;  // seconds of the day
  Column<TripId, float> distance_m;   // shortest way on foot or street, for reports
  // The plan, changed by replanning:
  Column<TripId, Mode> mode;
  Column<TripId, std::uint32_t> first_ride;  // into rides; rides of a trip are consecutive
  Column<TripId, std::uint8_t> ride_count;   // 0 unless the mode is public transport
  Column<TripId, float> egress_m;            // walk after the last ride
  std::vector<RideLeg> rides;
};

struct Population {
  float expansion = 1;  // people one agent stands for: 1 / sample
  // Trips of the whole day by activity of the person, also those beyond the period; zeros: not
  // known.
  std::array<float, kActivityCount> day_trips{};
  PersonColumns person;
  TripColumns trip;

  [[nodiscard]] IdRange<PersonId> persons() const { return person.home_zone.ids(); }
  [[nodiscard]] IdRange<TripId> trips() const { return trip.person.ids(); }
};

}  // namespace mwendo
