#include "sim/population/synthesis.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "network/base/input_error.h"
#include "network/base/random.h"

namespace mwendo {
namespace {

void check(const Zones& zones, const CityFigures& figures, const SynthesisOptions& options) {
  Problems problems;
  if (!(options.sample > 0 && options.sample <= 1))
    problems.add({.file = figures.name,
                  .what = "the sample is not in (0, 1]",
                  .what_to_do = "give the share of inhabitants to simulate, for example 0.1"});
  if (!(options.from_s >= 0 && options.from_s < options.to_s))
    problems.add({.file = figures.name,
                  .what = "the period is empty",
                  .what_to_do = "give a start before the end, both within one day"});
  double people = 0;
  for (ZoneId z : zones.zones()) {
    people += zones.population[z];
    if (zones.nodes.count_of(z) == 0)
      problems.add({.file = figures.name,
                    .what = "zone '" + zones.name[z] + "' has no street node",
                    .what_to_do = "move its centre to a street or leave the zone out"});
  }
  if (people < 1)
    problems.add({.file = figures.name,
                  .what = "the zones have no inhabitants",
                  .what_to_do = "give the population of each zone"});
  problems.throw_if_any();
}

// Everything that a person is made from; shared by all threads.
struct Models {
  TraitModel traits;
  DayPattern pattern;
  Escorts escorts;
  DestinationModel destinations;
  Models(const Zones& zones, const CityFigures& figures, const Network& net,
         const ZoneDistances& distances, const SynthesisOptions& o)
      : traits(zones, figures, o.traits),
        pattern(figures,
                {.worker = traits.worker_share(),
                 .student = traits.student_share(),
                 .income = o.traits.income_share,
                 .below_school_age = o.traits.child_share * (1 - o.traits.child_school)},
                o.pattern),
        escorts(traits, pattern, o.escorts),
        destinations(net, zones, distances, figures, pattern.tours_per_person(), o.destinations,
                     o.threads) {}
};

// What a person does on the day, and the pupil that trips to school lead for, if any.
struct PlannedDay {
  PersonDay day;
  std::optional<Pupil> pupil;
};

struct Counts {
  std::size_t persons = 0;
  std::size_t trips = 0;
  std::array<float, kActivityCount> of_day{};  // trips, by activity
};

class Synthesis {
 public:
  Synthesis(const Zones& zones, const CityFigures& figures, const Network& net,
            const ZoneDistances& distances, const SynthesisOptions& options)
      : zones_(zones),
        net_(net),
        distances_(distances),
        options_(options),
        models_(zones, figures, net, distances, options) {
    first_number_.push_back(0);
    for (ZoneId z : zones.zones())
      first_number_.push_back(first_number_.back() +
                              static_cast<std::uint32_t>(std::lround(zones.population[z])));
  }

  Population run();
  void report(SynthesisReport& out) const {
    out.trip_rate = models_.pattern.fitted_trip_rate();
    out.profile = models_.pattern.fitted_profile();
    out.destinations = models_.destinations.fit();
  }

 private:
  [[nodiscard]] bool sampled(std::uint32_t number) const {
    return uniform({.seed = options_.seed, .purpose = Draw::person_attribute, .subject = number}) <
           options_.sample;
  }
  [[nodiscard]] PlannedDay day_of(ZoneId z, std::uint32_t number, const PersonTraits& t) const {
    PlannedDay out{.day = models_.pattern.draw(options_.seed, {.number = number,
                                                               .activity = t.activity,
                                                               .income = t.income,
                                                               .travels = !t.below_school_age}),
                   .pupil = {}};
    const std::uint32_t first = first_number_[z.value];
    out.pupil = models_.escorts.pupil_of(options_.seed, {number, number - first, z}, t,
                                         first_number_[z.value + 1] - first);
    if (out.pupil) models_.escorts.add(options_.seed, number, *out.pupil, out.day);
    return out;
  }
  [[nodiscard]] bool kept(const PlannedTrip& t) const {
    return t.departure_s >= options_.from_s && t.departure_s < options_.to_s;
  }
  // A stop on the way home is near home for one half, near the main activity for the other; for
  // the first trip of a tour both are home.
  [[nodiscard]] bool stops_near_home(std::uint32_t number, std::uint32_t trip) const {
    return (random_bits({.seed = options_.seed,
                         .purpose = Draw::tour,
                         .subject = number,
                         .index = 64 + trip}) &
            1U) != 0;
  }
  [[nodiscard]] PersonTraits traits_of(ZoneId z, std::uint32_t number) const {
    return models_.traits.draw(
        options_.seed,
        {.number = number, .index_in_zone = number - first_number_[z.value], .zone = z});
  }
  [[nodiscard]] Counts count_zone(ZoneId z) const;
  void fill_zone(ZoneId z, Counts at, Population& out) const;
  void put_person(PersonId p, std::uint32_t number, ZoneId z, const PersonTraits& t,
                  Population& out) const;
  [[nodiscard]] std::size_t put_trips(PersonId p, const PlannedDay& plan, std::size_t next,
                                      Population& out) const;

  const Zones& zones_;
  const Network& net_;
  const ZoneDistances& distances_;
  SynthesisOptions options_;
  Models models_;
  std::vector<std::uint32_t> first_number_;  // by zone
};

Counts Synthesis::count_zone(ZoneId z) const {
  Counts c;
  for (auto number = first_number_[z.value]; number < first_number_[z.value + 1]; ++number) {
    if (!sampled(number)) continue;
    ++c.persons;
    const PersonTraits traits = traits_of(z, number);
    const PersonDay day = day_of(z, number, traits).day;
    c.of_day[static_cast<std::size_t>(traits.activity)] += static_cast<float>(day.count);
    for (const PlannedTrip& t : day.trips()) c.trips += kept(t) ? 1 : 0;
  }
  return c;
}

void Synthesis::put_person(PersonId p, std::uint32_t number, ZoneId z, const PersonTraits& t,
                           Population& out) const {
  PersonColumns& person = out.person;
  person.number[p] = number;
  person.home_zone[p] = z;
  person.home[p] = models_.destinations.draw_home(options_.seed, t.household, z);
  person.age[p] = t.age;
  person.activity[p] = t.activity;
  person.income[p] = t.income;
  person.female[p] = t.female ? 1 : 0;
  person.household_car[p] = t.household_car ? 1 : 0;
  person.has_car[p] = t.has_car ? 1 : 0;
  person.has_motorcycle[p] = t.has_motorcycle ? 1 : 0;
  person.has_bicycle[p] = t.has_bicycle ? 1 : 0;
}

std::size_t Synthesis::put_trips(PersonId p, const PlannedDay& plan, std::size_t next,
                                 Population& out) const {
  TripColumns& trip = out.trip;
  const PersonDay& day = plan.day;
  const ZonedPlace home{out.person.home_zone[p], out.person.home[p]};
  const std::uint32_t number = out.person.number[p];
  const auto place_of = [&](std::uint32_t k, const ZonedPlace& from) {
    if (plan.pupil && day.trip[k].purpose == Purpose::school)
      return models_.destinations.draw(options_.seed, {.number = plan.pupil->number,
                                                       .trip = plan.pupil->trip,
                                                       .purpose = Purpose::school,
                                                       .from = home});
    return models_.destinations.draw(
        options_.seed, {.number = number, .trip = k, .purpose = day.trip[k].purpose, .from = from});
  };
  ZonedPlace here =
      day.begins_at_work ? place_of(static_cast<std::uint32_t>(day.count) - 1, home) : home;
  ZonedPlace work = here;
  for (std::uint32_t k = 0; k < day.count; ++k) {
    const PlannedTrip& t = day.trip[k];
    ZonedPlace to = home;
    if (is_sub_tour(t.tour))
      to = t.purpose == Purpose::work ? work : place_of(k, here);
    else if (t.purpose != Purpose::home)
      to = place_of(k, stops_near_home(number, k) ? home : here);
    if (t.purpose == Purpose::work) work = to;
    if (kept(t)) {
      const TripId id{static_cast<std::uint32_t>(next++)};
      trip.person[id] = p;
      trip.tour[id] = t.tour;
      trip.day_index[id] = static_cast<std::uint8_t>(k);
      trip.purpose[id] = t.purpose;
      trip.from_zone[id] = here.zone;
      trip.to_zone[id] = to.zone;
      trip.from[id] = here.place;
      trip.to[id] = to.place;
      trip.departure_s[id] = t.departure_s;
      trip.distance_m[id] = trip_distance(net_, distances_, here, to);
    }
    here = to;
  }
  return next;
}

void Synthesis::fill_zone(ZoneId z, Counts at, Population& out) const {
  for (auto number = first_number_[z.value]; number < first_number_[z.value + 1]; ++number) {
    if (!sampled(number)) continue;
    const PersonTraits t = traits_of(z, number);
    const PersonId p{static_cast<std::uint32_t>(at.persons++)};
    put_person(p, number, z, t, out);
    at.trips = put_trips(p, day_of(z, number, t), at.trips, out);
  }
}

void resize(PersonColumns& c, std::size_t n) {
  c.number.resize(n);
  c.home_zone.resize(n);
  c.home.resize(n);
  c.age.resize(n);
  c.activity.resize(n);
  c.income.resize(n);
  c.female.resize(n);
  c.household_car.resize(n);
  c.has_car.resize(n);
  c.has_motorcycle.resize(n);
  c.has_bicycle.resize(n);
}

void resize(TripColumns& c, std::size_t n) {
  c.person.resize(n);
  c.tour.resize(n);
  c.day_index.resize(n);
  c.purpose.resize(n);
  c.from_zone.resize(n);
  c.to_zone.resize(n);
  c.from.resize(n);
  c.to.resize(n);
  c.departure_s.resize(n);
  c.distance_m.resize(n);
  c.mode.resize(n, Mode::walk);
  c.first_ride.resize(n, 0);
  c.ride_count.resize(n, 0);
  c.egress_m.resize(n, 0);
}

// Two passes: count by zone, so that each zone knows where it writes; then fill in parallel.
Population Synthesis::run() {
  const auto n = static_cast<std::uint32_t>(zones_.zones().size());
  std::vector<Counts> at(n + 1);
#pragma omp parallel for num_threads(options_.threads) schedule(dynamic, 1)
  for (std::uint32_t z = 0; z < n; ++z) at[z + 1] = count_zone(ZoneId{z});
  for (std::size_t z = 0; z < n; ++z) {
    at[z + 1].persons += at[z].persons;
    at[z + 1].trips += at[z].trips;
    for (std::size_t a = 0; a < kActivityCount; ++a) at[z + 1].of_day[a] += at[z].of_day[a];
  }
  Population out;
  out.expansion = static_cast<float>(1 / options_.sample);
  out.day_trips = at[n].of_day;
  resize(out.person, at[n].persons);
  resize(out.trip, at[n].trips);
#pragma omp parallel for num_threads(options_.threads) schedule(dynamic, 1)
  for (std::uint32_t z = 0; z < n; ++z) fill_zone(ZoneId{z}, at[z], out);
  return out;
}

}  // namespace

Population synthesise(const Zones& zones, const CityFigures& figures, const Network& net,
                      const ZoneDistances& distances, const SynthesisOptions& options,
                      SynthesisReport* report) {
  check(zones, figures, options);
  Synthesis synthesis(zones, figures, net, distances, options);
  if (report != nullptr) synthesis.report(*report);
  return synthesis.run();
}

Population synthesise(const Zones& zones, const CityFigures& figures, const Network& net,
                      const SynthesisOptions& options, SynthesisReport* report) {
  check(zones, figures, options);
  const ZoneDistances distances =
      zone_distances(net, zones, figures.mean_detour_walk, options.threads);
  return synthesise(zones, figures, net, distances, options, report);
}

DestinationModel destination_model(const Zones& zones, const CityFigures& figures,
                                   const Network& net, const ZoneDistances& distances,
                                   const SynthesisOptions& options) {
  check(zones, figures, options);
  return Models(zones, figures, net, distances, options).destinations;
}

}  // namespace mwendo
