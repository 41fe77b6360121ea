#include "tests/support/demand_table.h"

#include <cstdio>
#include <sstream>
#include <stdexcept>

#include "sim/population/zone_distances.h"

namespace mwendo::testing {
namespace {

constexpr std::uint32_t kNumbersOfRow = 1000;

float seconds_of(const std::string& clock) {
  int hours = 0;
  int minutes = 0;
  if (std::sscanf(clock.c_str(), "%d:%d", &hours, &minutes) != 2)
    throw std::invalid_argument("no time of day: " + clock);
  return static_cast<float>(hours * 3600 + minutes * 60);
}

Mode mode_named(const std::string& name) {
  for (std::size_t m = 0; m < kModeCount; ++m) {
    const Mode mode = static_cast<Mode>(m);
    if (name == name_of(mode) && !is_transit(mode)) return mode;
  }
  throw std::invalid_argument("no mode that can be given: " + name);
}

DemandRow row_from(const std::string& line) {
  DemandRow row;
  std::string first;
  std::string mode;
  std::istringstream in(line);
  if (!(in >> row.from >> row.to >> first >> row.every_s >> row.persons >> mode))
    throw std::invalid_argument("no row of a demand table: " + line);
  row.first_s = seconds_of(first);
  row.free = mode == "free";
  if (!row.free) row.mode = mode_named(mode);
  return row;
}

ZoneId zone_of(const Zones& zones, NodeId n) {
  for (const ZoneId z : zones.zones())
    for (std::size_t i = 0; i < zones.nodes.count_of(z); ++i)
      if (zones.nodes.begin_of(z)[i].node == n) return z;
  throw std::invalid_argument("a node without a zone");
}

// Every second has a bicycle, every third a car, whoever drives has one.
void add_person(PersonColumns& person, const DemandRow& row, std::uint32_t number,
                ZonedPlace home) {
  const bool drives = !row.free && row.mode == Mode::car_driver;
  const auto has_car = static_cast<std::uint8_t>(drives || number % 3 == 0 ? 1 : 0);
  person.number.push_back(number);
  person.home_zone.push_back(home.zone);
  person.home.push_back(home.place);
  person.age.push_back(AgeGroup::adult);
  person.activity.push_back(Activity::worker);
  person.income.push_back(static_cast<Income>(number % 3));
  person.female.push_back(static_cast<std::uint8_t>(number % 2));
  person.household_car.push_back(has_car);
  person.has_car.push_back(has_car);
  person.has_motorcycle.push_back(0);
  person.has_bicycle.push_back(static_cast<std::uint8_t>(number % 2));
}

struct Ends {
  ZonedPlace from, to;
  float distance_m = 0;
};

void add_trip(TripColumns& trip, PersonId person, const DemandRow& row, float departure_s,
              const Ends& ends) {
  trip.person.push_back(person);
  trip.tour.push_back(0);
  trip.day_index.push_back(0);
  trip.purpose.push_back(Purpose::work);
  trip.from_zone.push_back(ends.from.zone);
  trip.to_zone.push_back(ends.to.zone);
  trip.from.push_back(ends.from.place);
  trip.to.push_back(ends.to.place);
  trip.departure_s.push_back(departure_s);
  trip.distance_m.push_back(ends.distance_m);
  trip.mode.push_back(row.mode);
  trip.first_ride.push_back(0);
  trip.ride_count.push_back(0);
  trip.egress_m.push_back(0);
}

}  // namespace

std::vector<DemandRow> read_demand_table(const std::string& text) {
  std::vector<DemandRow> rows;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    const std::size_t start = line.find_first_not_of(' ');
    if (start != std::string::npos && line[start] != '#') rows.push_back(row_from(line));
  }
  return rows;
}

Population people_of(const World& world, float expansion, const std::vector<DemandRow>& rows,
                     const std::map<std::string, NodeId>& nodes) {
  constexpr float kToStreetM = 50;
  const ZoneDistances distances = zone_distances(world.network, world.zones, 1.3F);
  Population people;
  people.expansion = expansion;
  for (std::uint32_t r = 0; r < rows.size(); ++r) {
    const auto place_at = [&](const std::string& name) {
      const NodeId n = nodes.at(name);
      return ZonedPlace{zone_of(world.zones, n), {n, kToStreetM}};
    };
    Ends ends{place_at(rows[r].from), place_at(rows[r].to)};
    ends.distance_m = trip_distance(world.network, distances, ends.from, ends.to);
    for (std::uint32_t k = 0; k < rows[r].persons; ++k) {
      add_person(people.person, rows[r], r * kNumbersOfRow + k, ends.from);
      const PersonId person{static_cast<std::uint32_t>(people.person.number.size() - 1)};
      const float departure_s = rows[r].first_s + static_cast<float>(k) * rows[r].every_s;
      add_trip(people.trip, person, rows[r], departure_s, ends);
    }
  }
  return people;
}

std::size_t row_of(const Population& people, TripId t) {
  return people.person.number[people.trip.person[t]] / kNumbersOfRow;
}

}  // namespace mwendo::testing
