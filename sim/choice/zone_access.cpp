#include "sim/choice/zone_access.h"

#include <algorithm>

#include "sim/choice/utility_table.h"

namespace mwendo {
namespace {

// The zone's node nearest to its centre, which holds in all worlds of a city.
Place centre_of(const World& world, const ZoneDistances& distances, ZoneId z) {
  const auto away = [&](const ZoneNode& n) {
    return distance(world.network.node.position[n.node], distances.centre_point[z]);
  };
  const ZoneNode* first = world.zones.nodes.begin_of(z);
  const ZoneNode* nearest =
      std::min_element(first, first + world.zones.nodes.count_of(z),
                       [&](const ZoneNode& a, const ZoneNode& b) { return away(a) < away(b); });
  return {nearest->node, distances.spread_m[z]};
}

PersonId add_person(Population& people, bool has_car) {
  PersonColumns& p = people.person;
  p.home_zone.push_back(ZoneId{0});
  p.home.push_back({});
  p.age.push_back(AgeGroup::adult);
  p.activity.push_back(Activity::other);
  p.income.push_back(Income::middle);
  p.female.push_back(0);
  p.household_car.push_back(has_car ? 1 : 0);
  p.has_car.push_back(has_car ? 1 : 0);
  p.has_motorcycle.push_back(0);
  p.has_bicycle.push_back(0);
  return p.number.push_back(has_car ? 1 : 0);
}

void add_trip(Population& people, PersonId person, const ZonedPlace& from, const ZonedPlace& to,
              float metres, float departure_s) {
  TripColumns& c = people.trip;
  c.tour.push_back(0);
  c.day_index.push_back(0);
  c.purpose.push_back(Purpose::other);
  c.from_zone.push_back(from.zone);
  c.to_zone.push_back(to.zone);
  c.from.push_back(from.place);
  c.to.push_back(to.place);
  c.departure_s.push_back(departure_s);
  c.distance_m.push_back(metres);
  c.mode.push_back(Mode::walk);
  c.first_ride.push_back(0);
  c.ride_count.push_back(0);
  c.egress_m.push_back(0);
  c.person.push_back(person);
}

Population all_pairs(const World& world, const ZoneDistances& distances, float departure_s) {
  Population people;
  const IdRange<ZoneId> zones = world.zones.zones();
  for (const bool has_car : {false, true}) {
    const PersonId person = add_person(people, has_car);
    for (const ZoneId i : zones)
      for (const ZoneId j : zones)
        add_trip(people, person, {i, centre_of(world, distances, i)},
                 {j, centre_of(world, distances, j)}, distances.distance_m.at(i, j), departure_s);
  }
  return people;
}

// The person in the middle: no spread of the value of time, no lifts without a car at home.
ChoiceParameters usual(ChoiceParameters p) {
  p.value_of_time_spread = 0;
  p.lift_share = 0;
  return p;
}

}  // namespace

ZoneAccess::ZoneAccess(const World& world, const ZoneDistances& distances,
                       const ChoiceParameters& parameters, Hours hours, int threads)
    : zones_(world.zones.zones().size()),
      threads_(threads),
      pairs_(all_pairs(world, distances, (hours.from_s + hours.to_s) / 2)),
      active_(active_levels(world.network, pairs_, {.threads = threads})),
      level_({world, distances, pairs_, active_}, usual(parameters), hours.from_s, hours.to_s,
             threads) {}

void ZoneAccess::believe(const TransitTimes& transit, const ModeValues& constants,
                         const LevelOfService::StreetFactors& factors) {
  transit_ = transit;
  level_.set_constants(constants);
  level_.set_street_factors(factors);
}

AccessTables ZoneAccess::evaluate(const LinkTimes& links) {
  level_.believe(links, transit_);
  const UtilityTable utilities = mwendo::evaluate(pairs_, level_, threads_);
  AccessTables access;
  access.table.fill(Matrix<ZoneId, float>(zones_));
  for (const TripId t : pairs_.trips()) {
    const ModeValues v = tour_utilities(utilities, {t, 1}, level_.parameters().constant);
    access.table[pairs_.trip.person[t].value].at(pairs_.trip.from_zone[t], pairs_.trip.to_zone[t]) =
        static_cast<float>(logsum(v, level_.parameters().nests));
  }
  return access;
}

}  // namespace mwendo
