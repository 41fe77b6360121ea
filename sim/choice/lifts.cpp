#include "sim/choice/lifts.h"

#include <algorithm>

namespace mwendo {
namespace {

// Trips of a tour, those of its sub-tour included.
struct Seats {
  double driven = 0, ridden = 0;
};

// What a tour needs, and what if its person finds no lift.
struct Wish {
  Seats best, instead;
  double rank = 0;  // of the person among those who look for lifts
};

class Wishes {
 public:
  Wishes(const UtilityTable& table, const Population& people, const ChoiceParameters& parameters,
         std::uint64_t seed)
      : table_(table), people_(people), parameters_(parameters), seed_(seed) {}

  [[nodiscard]] Wish of(const Tour& tour) const {
    return {.best = seats(tour, true),
            .instead = seats(tour, false),
            .rank = lift_rank(taste_key(people_, tour, seed_).person)};
  }

 private:
  [[nodiscard]] Mode best(const Tour& tour, ModeValues v, bool lifts) const {
    if (!lifts) v[index_of(Mode::car_passenger)] = kUnavailable;
    return choose(v, draw_tastes(taste_key(people_, tour, seed_), parameters_.nests));
  }
  [[nodiscard]] Seats seats(const Tour& tour, bool lifts) const {
    Seats sum;
    const auto add = [&](Mode m, std::uint32_t trips) {
      sum.driven += m == Mode::car_driver ? trips : 0;
      sum.ridden += m == Mode::car_passenger ? trips : 0;
    };
    const ModeValues& constant = parameters_.constant;
    const Mode main = best(tour, tour_utilities(table_, tour, constant), lifts);
    add(main, tour.own_trips());
    if (tour.sub_trips > 0)
      add(best(tour.sub_tour(), sub_tour_utilities(table_, tour, main, constant), lifts),
          tour.sub_trips);
    return sum;
  }

  const UtilityTable& table_;
  const Population& people_;
  const ChoiceParameters& parameters_;
  std::uint64_t seed_;
};

// Ranks below it keep their lift. Those who lose theirs may drive themselves.
double cut_of(std::vector<Wish> wishes) {
  Seats sum;
  for (const Wish& w : wishes) {
    sum.driven += w.best.driven;
    sum.ridden += w.best.ridden;
  }
  std::erase_if(wishes, [](const Wish& w) { return w.best.ridden <= 0; });
  std::stable_sort(wishes.begin(), wishes.end(),
                   [](const Wish& a, const Wish& b) { return a.rank > b.rank; });
  double cut = 1;
  for (const Wish& w : wishes) {
    if (sum.ridden <= kPassengerSeats * sum.driven) break;
    cut = w.rank;
    sum.ridden -= w.best.ridden;
    sum.driven += w.instead.driven - w.best.driven;
  }
  return cut;
}

}  // namespace

double limit_lifts(UtilityTable& table, const Population& population,
                   const ChoiceParameters& parameters, const LiftOptions& options) {
  const std::vector<Tour> tours = find_tours(population);
  const Wishes of_tours(table, population, parameters, options.seed);
  std::vector<Wish> wishes(tours.size());
#pragma omp parallel for num_threads(options.threads) schedule(static)
  for (std::size_t i = 0; i < tours.size(); ++i) wishes[i] = of_tours.of(tours[i]);
  const double cut = cut_of(std::move(wishes));
  if (cut >= 1) return 1;
  for (const TripId t : population.trips())
    if (lift_rank(population.person.number[population.trip.person[t]]) >= cut)
      table.utility[t.value * kModeCount + index_of(Mode::car_passenger)] =
          static_cast<float>(kUnavailable);
  return cut;
}

}  // namespace mwendo
