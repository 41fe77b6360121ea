#include "sim/choice/departure_choice.h"

#include <algorithm>
#include <cmath>

#include "sim/choice/kept_choice.h"
#include "sim/modes/modes.h"

namespace mwendo {
namespace {

constexpr std::uint32_t kDrawsPerShift = 32;  // of a tour; more than there are shifts

// Seconds that a tour may shift.
struct Room {
  float earliest = 0, latest = 0;
  [[nodiscard]] bool holds(float shift_s) const {
    return shift_s == 0 || (shift_s >= earliest && shift_s < latest);
  }
};

class Departures {
 public:
  Departures(Population& population, const DepartureChoice& choice, const ReplanOptions& options)
      : population_(population),
        choice_(choice),
        options_(options),
        tours_(find_tours(population)) {}

  void choose(std::size_t i) {
    const Tour& tour = tours_[i];
    if (!replans(number_of(tour), options_)) return;
    const float shift_s = any_by_street(tour) ? best_shift(tour, room_of(i)) : 0;
    for (std::uint32_t k = 0; k < tour.trips; ++k) {
      const TripId t{tour.first.value + k};
      population_.trip.departure_s[t] = choice_.counted_s[t] + shift_s;
    }
  }
  [[nodiscard]] std::size_t tours() const { return tours_.size(); }

 private:
  [[nodiscard]] std::uint32_t number_of(const Tour& tour) const {
    return population_.person.number[population_.trip.person[tour.first]];
  }
  [[nodiscard]] static TripId last_of(const Tour& tour) {
    return {tour.first.value + tour.trips - 1};
  }
  [[nodiscard]] float counted(TripId t) const { return choice_.counted_s[t]; }

  // Of a change of a car's time between zones: what the trip has of it.
  [[nodiscard]] double share_of(TripId t) const {
    const ModeRow& row = row_of(population_.trip.mode[t]);
    if (row.travel != Travel::drives && row.travel != Travel::is_driven) return 0;
    return row.vehicle == VehicleClass::motorcycle ? choice_.motorcycle_delay : 1;
  }
  [[nodiscard]] bool any_by_street(const Tour& tour) const {
    for (std::uint32_t k = 0; k < tour.trips; ++k)
      if (share_of({tour.first.value + k}) > 0) return true;
    return false;
  }
  [[nodiscard]] double seconds(TripId t, float shift_s, const QuarterPaces& paces) const {
    return share_of(t) * driving_s(t, counted(t) + shift_s, paces);
  }
  [[nodiscard]] double driving_s(TripId t, float departure_s, const QuarterPaces& paces) const;
  [[nodiscard]] Room room_of(std::size_t i) const;
  [[nodiscard]] bool neighbours(std::size_t i, std::size_t j) const {
    const auto& person = population_.trip.person;
    return j < tours_.size() && person[tours_[i].first] == person[tours_[j].first];
  }
  [[nodiscard]] double utility(const Tour& tour, float shift_s, const QuarterPaces& paces) const;
  [[nodiscard]] float best_shift(const Tour& tour, const Room& room) const;

  Population& population_;
  const DepartureChoice& choice_;
  const ReplanOptions& options_;
  std::vector<Tour> tours_;
};

// Within the run and within half of the time to the person's tours before and after.
Room Departures::room_of(std::size_t i) const {
  const float first = counted(tours_[i].first), last = counted(last_of(tours_[i]));
  Room room{choice_.from_s - first, choice_.to_s - last};
  if (i > 0 && neighbours(i, i - 1))
    room.earliest = std::max(room.earliest, (counted(last_of(tours_[i - 1])) - first) / 2);
  if (neighbours(i, i + 1))
    room.latest = std::min(room.latest, (counted(tours_[i + 1].first) - last) / 2);
  return room;
}

// The way is driven at the pace of each quarter that it reaches.
double Departures::driving_s(TripId t, float departure_s, const QuarterPaces& paces) const {
  const TripColumns& trip = population_.trip;
  const double step_s = choice_.parameters.step_s;
  const double start_s = std::max(double{departure_s} - choice_.from_s, 0.0);
  double now_s = start_s, left_m = trip.distance_m[t];
  for (auto q = static_cast<std::size_t>(start_s / step_s);; ++q) {
    const Matrix<ZoneId, float>& table = paces[std::min(q, paces.size() - 1)];
    const double pace = table.at(trip.from_zone[t], trip.to_zone[t]);
    const double ends_s = static_cast<double>(q + 1) * step_s;
    const double reach_m = (ends_s - now_s) / pace;
    if (reach_m >= left_m || q + 1 >= paces.size()) return now_s + left_m * pace - start_s;
    left_m -= reach_m;
    now_s = ends_s;
  }
}

double Departures::utility(const Tour& tour, float shift_s, const QuarterPaces& paces) const {
  const DepartureParameters& p = choice_.parameters;
  double felt_s = 0;
  for (std::uint32_t k = 0; k < tour.trips; ++k)
    felt_s += seconds({tour.first.value + k}, shift_s, paces);
  const double usual_s = seconds(tour.first, 0, choice_.base);
  const double late_s = double{shift_s} + seconds(tour.first, shift_s, paces) - usual_s;
  felt_s += late_s > 0 ? p.late * late_s : -p.early * late_s;
  return -p.per_minute / 60 * felt_s;
}

float Departures::best_shift(const Tour& tour, const Room& room) const {
  const DepartureParameters& p = choice_.parameters;
  const auto shift_of = [&](int k) { return p.step_s * static_cast<float>(k - p.steps); };
  std::vector<double> base, now;
  for (int k = 0; k <= 2 * p.steps; ++k) {
    const bool offered = room.holds(shift_of(k));
    base.push_back(offered ? utility(tour, shift_of(k), choice_.base) : kUnavailable);
    now.push_back(offered ? utility(tour, shift_of(k), choice_.now) : kUnavailable);
  }
  const DrawKey key{.seed = options_.seed,
                    .purpose = Draw::departure_taste,
                    .subject = number_of(tour),
                    .index = population_.trip.tour[tour.own()] * kDrawsPerShift};
  const std::size_t best = choose_again(base, now, static_cast<std::size_t>(p.steps), key);
  return shift_of(static_cast<int>(best));
}

}  // namespace

void choose_departures(Population& population, const DepartureChoice& choice,
                       const ReplanOptions& options) {
  Departures departures(population, choice, options);
  const std::size_t tours = departures.tours();
#pragma omp parallel for num_threads(options.threads) schedule(dynamic, 1024)
  for (std::size_t i = 0; i < tours; ++i) departures.choose(i);
}

void count_shifts(const Population& population, const Column<TripId, float>& counted_s,
                  float from_s, Reactions& reactions) {
  reactions.departures = true;
  for (const TripId t : population.trips()) {
    const float now = population.trip.departure_s[t];
    if (now < from_s && counted_s[t] < from_s) continue;
    if (now < counted_s[t]) reactions.earlier += double{population.expansion};
    if (now > counted_s[t]) reactions.later += double{population.expansion};
  }
}

}  // namespace mwendo
