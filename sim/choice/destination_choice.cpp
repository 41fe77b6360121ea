#include "sim/choice/destination_choice.h"

#include <algorithm>

namespace mwendo {
namespace {

constexpr std::uint32_t kDrawsPerErrand = 2;  // of a tour: whether it changes, and where to

// Shares ~ attraction exp(theta L).
std::vector<double> logit_row(std::span<const float> logsum, double theta,
                              std::span<const double> attraction) {
  const double top = double{*std::max_element(logsum.begin(), logsum.end())};
  std::vector<double> share(logsum.size());
  double sum = 0;
  for (std::size_t j = 0; j < share.size(); ++j)
    sum += share[j] = attraction[j] * portable_exp(theta * (double{logsum[j]} - top));
  for (double& s : share) s /= sum;
  return share;
}

// Of the share p, where the model's goes from s to s_now.
double pivoted(double p, double s, double s_now) {
  constexpr double kUsual = 0.5, kPerShare = 5, kLeastShare = 0.1;
  if (p <= 0 || s_now == s) return p;
  const double most = kUsual + kPerShare * std::max(s / p, kLeastShare);
  return s_now <= most * s ? p * s_now / s : p * most + s_now - most * s;
}

class Errands {
 public:
  Errands(Population& population, const TripEnds& drawn, const DestinationChoice& choice,
          const ReplanOptions& options)
      : population_(population),
        drawn_(drawn),
        choice_(choice),
        options_(options),
        pivot_(choice, options.threads) {}

  // True if the place is another one than before.
  bool choose(const Tour& tour) {
    if (!is_errand(tour) || !replans(number_of(tour), options_)) return false;
    const TripId t = tour.first;
    const PersonId person = population_.trip.person[t];
    const ZoneId drawn = drawn_.to_zone[t];
    const ZoneId zone = pivot_.zone(drawn_.from_zone[t], drawn,
                                    population_.person.has_car[person] != 0, key_of(tour));
    if (zone == population_.trip.to_zone[t]) return false;
    zone == drawn ? restore(tour) : lead_to(tour, zone);
    return true;
  }

 private:
  [[nodiscard]] std::uint32_t number_of(const Tour& tour) const {
    return population_.person.number[population_.trip.person[tour.first]];
  }
  [[nodiscard]] DrawKey key_of(const Tour& tour) const {
    return {.seed = options_.seed,
            .purpose = Draw::destination_change,
            .subject = number_of(tour),
            .index = population_.trip.tour[tour.first] * kDrawsPerErrand};
  }
  // From home, for a purpose that is not tied to a place.
  [[nodiscard]] bool is_errand(const Tour& tour) const {
    const TripColumns& trip = population_.trip;
    const PersonId p = trip.person[tour.first];
    return trip.purpose[tour.first] == Purpose::other &&
           trip.from_zone[tour.first] == population_.person.home_zone[p] &&
           trip.from[tour.first].node == population_.person.home[p].node;
  }
  void restore(const Tour& tour);
  void lead_to(const Tour& tour, ZoneId zone);
  void measure(TripId t);

  Population& population_;
  const TripEnds& drawn_;
  const DestinationChoice& choice_;
  const ReplanOptions& options_;
  DestinationPivot pivot_;
};

void Errands::restore(const Tour& tour) {
  TripColumns& trip = population_.trip;
  for (std::uint32_t k = 0; k < tour.trips; ++k) {
    const TripId t{tour.first.value + k};
    trip.from_zone[t] = drawn_.from_zone[t], trip.from[t] = drawn_.from[t];
    trip.to_zone[t] = drawn_.to_zone[t], trip.to[t] = drawn_.to[t];
    trip.distance_m[t] = drawn_.distance_m[t];
  }
}

void Errands::measure(TripId t) {
  TripColumns& trip = population_.trip;
  trip.distance_m[t] =
      trip_distance(choice_.net, choice_.distances, {trip.from_zone[t], trip.from[t]},
                    {trip.to_zone[t], trip.to[t]});
}

// The way out and the start of the next trip.
void Errands::lead_to(const Tour& tour, ZoneId zone) {
  TripColumns& trip = population_.trip;
  const TripId out = tour.first, next{tour.first.value + 1};
  trip.to_zone[out] = zone;
  trip.to[out] = choice_.model.place(options_.seed,
                                     {.number = number_of(tour),
                                      .trip = trip.day_index[out],
                                      .purpose = trip.purpose[out],
                                      .from = {trip.from_zone[out], trip.from[out]}},
                                     zone);
  measure(out);
  if (tour.trips < 2) return;
  trip.from_zone[next] = zone, trip.from[next] = trip.to[out];
  measure(next);
}

}  // namespace

DestinationPivot::DestinationPivot(const DestinationChoice& choice, int threads)
    : choice_(choice),
      theta_(std::min(1.0,
                      choice.model.fit().beta_city[kind_of(Purpose::other)] / choice.per_minute)) {
  const std::vector<double> attraction = choice.model.expected_arrivals()[kind_of(Purpose::other)];
  share_.fill(Matrix<ZoneId, double>(attraction.size()));
  const auto zones = static_cast<std::uint32_t>(attraction.size());
#pragma omp parallel for num_threads(threads) schedule(dynamic, 4)
  for (std::uint32_t i = 0; i < zones; ++i)
    for (const bool has_car : {false, true}) fill_row(ZoneId{i}, has_car, attraction);
}

// As many errands in all as before.
void DestinationPivot::fill_row(ZoneId from, bool has_car, std::span<const double> attraction) {
  const auto synthetic = [&](const AccessTables& t) {
    return logit_row(t.of(has_car).row(from), theta_, attraction);
  };
  const std::vector<double> s = synthetic(choice_.base), s_now = synthetic(choice_.now);
  const std::span<double> row = share_[has_car ? 1 : 0].row(from);
  double before = 0, after = 0;
  for (std::uint32_t j = 0; j < row.size(); ++j) {
    const double p = choice_.model.share(Purpose::other, from, ZoneId{j});
    row[j] = pivoted(p, s[j], s_now[j]);
    before += p, after += row[j];
  }
  if (after > 0)
    for (double& p : row) p *= before / after;
}

ZoneId DestinationPivot::zone(ZoneId from, ZoneId drawn, bool has_car, const DrawKey& key) const {
  const auto before = [&](ZoneId j) { return choice_.model.share(Purpose::other, from, j); };
  const auto excess = [&](ZoneId j) { return std::max(share(from, j, has_car) - before(j), 0.0); };
  if (uniform(key) * before(drawn) < share(from, drawn, has_car)) return drawn;
  double sum = 0;
  for (const ZoneId j : choice_.base.of(has_car).ids()) sum += excess(j);
  DrawKey where = key;
  ++where.index;
  double left = uniform(where) * sum;
  for (const ZoneId j : choice_.base.of(has_car).ids()) {
    const double more = excess(j);
    left -= more;
    if (more > 0 && left < 0) return j;
  }
  return drawn;
}

TripEnds ends_of(const Population& population) {
  const TripColumns& trip = population.trip;
  return {trip.from_zone, trip.to_zone, trip.from, trip.to, trip.distance_m};
}

bool choose_destinations(Population& population, const TripEnds& drawn,
                         const DestinationChoice& choice, const ReplanOptions& options) {
  Errands errands(population, drawn, choice, options);
  const std::vector<Tour> tours = find_tours(population);
  bool changed = false;
#pragma omp parallel for num_threads(options.threads) schedule(dynamic, 1024) \
    reduction(|| : changed)
  for (std::size_t i = 0; i < tours.size(); ++i) changed = errands.choose(tours[i]) || changed;
  return changed;
}

void count_changes(const Population& population, const TripEnds& drawn, float from_s,
                   Reactions& reactions) {
  reactions.destinations = true;
  for (const TripId t : population.trips())
    if (population.trip.departure_s[t] >= from_s && population.trip.to_zone[t] != drawn.to_zone[t])
      reactions.elsewhere += double{population.expansion};
}

}  // namespace mwendo
