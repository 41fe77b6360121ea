// When people leave home and come back: the tours of a day.
//
//   const DayPattern pattern(figures, shares, PatternOptions{});     // fits itself to the figures
//   const PersonDay day = pattern.draw(seed, {number, Activity::worker, Income::low, true});
//   for (const PlannedTrip& t : day.trips()) ...   // in order of departure
//
// Tours: home-work-home, home-school-home, home-other-home, some with a stop (purpose other) on the
// way home. Some workers make a sub-tour: from work to another place and back to work. Some workers
// have a night or early shift: their day begins at work, they go home in the morning and to work
// again in the evening, and make no other trips. A tour's hours (out, back) are drawn from a table
//   w(out, back) = prior(purpose; out, back) f(out) g(back),
// with bell-shaped priors (assumptions) and hourly factors. Repeated draws of a synthetic crowd fit
// them. Ways to work and back follow their own profiles where the city has them. The departures
// that a cordon counts follow its 24 h profile: each weighs as much as its tour is likely to cross
// one in a vehicle (PatternOptions).
// The same loop fits the rate of home-other-home tours to the trips per person. Within an hour
// departures are spread by a straight line that follows the neighbouring hours. Guarantees: a pure
// function of seed and person number; trips of a person are in order, at least half an hour apart,
// all on one day; tours do not overlap (an hour at home between them). Limits: work tours have no
// stop on the way out, but for pupils (escorts.h); at most one sub-tour a day.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/modes/classes.h"
#include "sim/population/population.h"
#include "sim/world/zones.h"

namespace mwendo {

struct PatternOptions {
  double worker_travels = 0.82;  // on a day
  // Of workers that travel, those who go home in the morning. Interviews of car drivers at
  // Kampala's inner cordon, 07-09 h: for 100 that go to work from home 20 go home from work; 16-19
  // h: for 100 that go home from work 24 go to work (Expressway Master Plan survey, 2019).
  double night_shift = 0.2;
  double student_travels = 0.85;
  // Of workers that travel by day, those with a sub-tour. Fitted in Kampala: of 100 cars that go to
  // work from home 7 go to work from another place that is no school, at its inner cordon, 06-22 h
  // (the same survey). That others than drivers do the same is an assumption.
  double sub_tour = 0.36;
  std::array<double, 3> stop_on_way_home = {0.15, 0.05, 0.10};  // work, school, other
  // Trips of tours to work, school and other places, as a cordon counts them: those that cross a
  // circle of 4 km round Kampala's centre in a vehicle in the model, over those of work.
  std::array<double, 3> counted = {1, 0.18, 0.5};
  std::array<double, 3> other_by_activity = {0.8, 0.7, 1.5};  // relative rate of other tours
  std::array<double, 3> other_by_income = {0.93, 1.0, 1.2};
  double least_other_share = 0.1;  // of trips; work and school give way where the rate is low
  int crowd = 40000;               // persons drawn per fitting round
  int rounds = 14;
};

// Between departures of a tour, and between the last of a tour and the first of the next.
inline constexpr float kLeastStayS = 1800;
inline constexpr float kAtHomeS = 3600;

struct PlannedTrip {
  Purpose purpose = Purpose::home;
  std::uint8_t tour = 0;  // kSubTour + number of the tour: of a sub-tour
  float departure_s = 0;
};

struct PersonDay {
  static constexpr std::size_t kMaxTrips = 16;
  std::array<PlannedTrip, kMaxTrips> trip;
  std::size_t count = 0;
  bool begins_at_work = false;  // at the place of the last trip; else at home
  [[nodiscard]] std::span<const PlannedTrip> trips() const& { return {trip.data(), count}; }
  std::span<const PlannedTrip> trips() const&& = delete;  // of a temporary: would dangle
};

// Shares of the population the crowd is made of.
struct ActivityShares {
  double worker = 0.42;
  double student = 0.27;
  std::array<double, 3> income = {0.5, 0.35, 0.15};
  double below_school_age = 0.075;
};

struct PatternPerson {
  std::uint32_t number = 0;
  Activity activity = Activity::other;
  Income income = Income::low;
  bool travels = true;  // false below school age
};

class DayPattern {
 public:
  DayPattern(const CityFigures& figures, const ActivityShares& shares,
             const PatternOptions& options);
  [[nodiscard]] PersonDay draw(std::uint64_t seed, const PatternPerson& person) const;
  // Expected tours per person of the city, by main purpose work, school, other: for gravity.
  [[nodiscard]] const std::array<double, 3>& tours_per_person() const { return tours_; }
  [[nodiscard]] double fitted_trip_rate() const { return fitted_rate_; }
  // Of the departures that a cordon counts, of all and of the ways from home to work.
  [[nodiscard]] const std::array<double, 24>& fitted_profile() const { return fitted_profile_; }
  [[nodiscard]] const std::array<double, 24>& fitted_to_work() const { return fitted_to_work_; }

 private:
  static constexpr std::size_t kHours = 24;
  using Hours = std::array<double, kHours>;
  // Ways whose hours have factors of their own.
  enum Way : std::uint8_t { to_work, from_work, elsewhere };
  struct Tour {
    Purpose purpose = Purpose::other;
    float out_s = 0;
    float back_s = 0;
    float stop_s = 0;                     // departure from the stop on the way home; 0 without one
    float sub_out_s = 0, sub_back_s = 0;  // of a sub-tour; 0 without one
    [[nodiscard]] float end_s() const { return stop_s > 0 ? stop_s : back_s; }
  };
  static constexpr std::size_t kNight = 3;  // kind of tour besides work, school, other
  void make_priors();
  void make_tables();
  void make_slopes(const std::vector<float>& profile);
  struct Crowd {
    Hours counted{};              // departures by hour, as a cordon counts them
    std::array<Hours, 2> work{};  // to and from work
    std::array<double, 3> tours{};
    double trips = 0;
    double other_tour_trips = 0;
  };
  [[nodiscard]] Crowd draw_crowd(const ActivityShares& shares) const;
  void count(const PersonDay& day, Crowd& crowd) const;
  void adjust(const Crowd& crowd, const CityFigures& figures);
  [[nodiscard]] const Hours& factor(std::size_t kind, bool out) const;
  [[nodiscard]] Tour draw_tour(std::uint64_t seed, std::uint32_t person, std::uint32_t draw,
                               std::size_t kind) const;
  void draw_sub_tour(std::uint64_t seed, std::uint32_t person, Tour& tour) const;
  [[nodiscard]] PersonDay draw_night(std::uint64_t seed, std::uint32_t person) const;
  [[nodiscard]] float time_in_hour(std::size_t hour, double u) const;
  std::size_t draw_tours(std::uint64_t seed, const PatternPerson& person,
                         std::array<Tour, 4>& tours) const;

  PatternOptions options_;
  double mandatory_scale_ = 1;                // of worker_travels and student_travels
  double other_rate_ = 0.5;                   // mean tours of a person with relative rate 1
  std::array<std::vector<double>, 4> prior_;  // by kind: out * 24 + back
  std::array<std::vector<float>, 4> table_;   // cumulative
  std::array<Hours, 3> factor_{};             // by Way
  Hours slope_{};
  std::array<double, 3> tours_{};
  double fitted_rate_ = 0;
  Hours fitted_profile_{}, fitted_to_work_{};
};

}  // namespace mwendo
