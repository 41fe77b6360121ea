#include "sim/choice/lifts.h"

#include <algorithm>

namespace mwendo {
namespace {

// What a tour would be made by, and what instead by who finds no lift.
struct Wish {
  Mode best = Mode::walk;
  Mode instead = Mode::walk;
  std::uint32_t trips = 0;
  double rank = 0;  // of the person among those who look for lifts
};

Wish wish_of(const UtilityTable& table, const Population& people, const Tour& tour,
             const ChoiceParameters& p, std::uint64_t seed) {
  const std::uint32_t number = people.person.number[people.trip.person[tour.first]];
  const ModeValues taste =
      draw_tastes({.seed = seed, .person = number, .tour = people.trip.tour[tour.first]}, p.nests);
  ModeValues v = tour_utilities(table, tour, p.constant);
  Wish wish{.best = choose(v, taste), .trips = tour.trips, .rank = lift_rank(number)};
  v[index_of(Mode::car_passenger)] = kUnavailable;
  wish.instead = choose(v, taste);
  return wish;
}

// Ranks below it keep their lift. Those who lose theirs may drive themselves.
double cut_of(std::vector<Wish> wishes) {
  double driven = 0;
  double ridden = 0;
  for (const Wish& w : wishes) {
    driven += w.best == Mode::car_driver ? w.trips : 0;
    ridden += w.best == Mode::car_passenger ? w.trips : 0;
  }
  std::erase_if(wishes, [](const Wish& w) { return w.best != Mode::car_passenger; });
  std::stable_sort(wishes.begin(), wishes.end(),
                   [](const Wish& a, const Wish& b) { return a.rank > b.rank; });
  double cut = 1;
  for (const Wish& w : wishes) {
    if (ridden <= kPassengerSeats * driven) break;
    cut = w.rank;
    ridden -= w.trips;
    driven += w.instead == Mode::car_driver ? w.trips : 0;
  }
  return cut;
}

}  // namespace

double limit_lifts(UtilityTable& table, const Population& population,
                   const ChoiceParameters& parameters, const LiftOptions& options) {
  const std::vector<Tour> tours = find_tours(population);
  std::vector<Wish> wishes(tours.size());
#pragma omp parallel for num_threads(options.threads) schedule(static)
  for (std::size_t i = 0; i < tours.size(); ++i)
    wishes[i] = wish_of(table, population, tours[i], parameters, options.seed);
  const double cut = cut_of(std::move(wishes));
  if (cut >= 1) return 1;
  for (const TripId t : population.trips())
    if (lift_rank(population.person.number[population.trip.person[t]]) >= cut)
      table.utility[t.value * kModeCount + index_of(Mode::car_passenger)] =
          static_cast<float>(kUnavailable);
  return cut;
}

}  // namespace mwendo
