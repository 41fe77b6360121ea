#include <gtest/gtest.h>

#include <algorithm>

#include "network/components.h"
#include "network/validate.h"
#include "scenarios/cities/city.h"
#include "scenarios/cities/corridors.h"
#include "scenarios/measures/measure.h"
#include "sim/world/supply_edit.h"
#include "tests/scenarios/support/loaded_city.h"

namespace mwendo {
namespace {

template <class M>
CityWorld applied(const CityWorld& base, const M& measure) {
  Problems problems;
  CityWorld world = apply(base, measure, problems);
  for (const Problem& p : problems.all()) ADD_FAILURE() << p.text();
  EXPECT_EQ(validate(world.network), std::vector<std::string>{});
  EXPECT_EQ(validate(world.network, world.transit), std::vector<std::string>{});
  EXPECT_EQ(world.network.link.from, base.network.link.from);
  EXPECT_EQ(world.network.link.to, base.network.link.to);
  EXPECT_EQ(world.network.node.position, base.network.node.position);
  return world;
}

template <class M>
std::string problem_of(const CityWorld& base, const M& measure) {
  Problems problems;
  const CityWorld world = apply(base, measure, problems);
  EXPECT_EQ(world.network.lanes().size(), base.network.lanes().size());
  EXPECT_EQ(problems.all().size(), 1U);
  return problems.empty() ? "" : problems.all()[0].text();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<LineId> brt_lines(const CityWorld& w) {
  std::vector<LineId> lines;
  for (const LineId l : w.transit.lines()) {
    if (w.transit.line.mode[l] == Mode::brt) lines.push_back(l);
  }
  return lines;
}

bool has_brt_lane(const Network& net, LinkId l) {
  for (const LaneId a : net.lanes_of(l)) {
    if (net.lane.permissions[a] == kBrt) return true;
  }
  return false;
}

class Brt : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, Brt,
                         testing::Values("nairobi", "addis-ababa", "kampala", "dar-es-salaam"),
                         [](const auto& i) {
                           std::string name = i.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST_P(Brt, EveryPublishedCorridorCanBeBuilt) {
  const CityWorld& base = loaded_city(GetParam());
  Problems problems;
  std::size_t built = 0;
  for (const BrtCorridor& c : load_corridors(GetParam(), problems)) {
    if (c.rail) continue;
    SCOPED_TRACE(c.id);
    const CityWorld w = applied(base, BrtCorridorMeasure{.corridor = c.id});
    const auto lines = brt_lines(w);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(w.transit.line.opposite[lines[0]], lines[1]);
    double published = 0;
    for (std::size_t i = 1; i < c.geometry.size(); ++i) {
      published += distance(c.geometry[i - 1], c.geometry[i]);
    }
    // A branch begins on its trunk, before its first station.
    published -= distance(c.geometry.front(), c.stations.front().position);
    for (const LineId l : lines) {
      EXPECT_NEAR(line_length(w.network, w.transit, l), published, 0.15 * published + 300);
      EXPECT_EQ(w.transit.stops_of(l).size(), c.stations.size());
      for (const LinkId link : w.transit.path_of(l)) EXPECT_TRUE(has_brt_lane(w.network, link));
    }
    for (std::size_t i = 0; i < c.stations.size(); ++i) {
      const StopId stop = w.transit.stops_of(lines[0])[i].stop;
      EXPECT_EQ(w.transit.stop.name[stop], c.stations[i].name);
      EXPECT_LT(distance(w.transit.stop.position[stop], c.stations[i].position), 300);
      if (i == 0 || c.name.find("express") != std::string::npos) continue;
      EXPECT_LE(distance(c.stations[i - 1].position, c.stations[i].position), 1200);
    }
    ++built;
  }
  EXPECT_TRUE(problems.empty());
  EXPECT_GE(built, 2U);
}

TEST(BrtCorridor, AddedLanesLeaveGeneralTrafficItsLanes) {
  const CityWorld& base = loaded_city("nairobi");
  const CityWorld w = applied(base, BrtCorridorMeasure{.corridor = "NBO-L5"});
  for (const LinkId l : w.transit.path_of(brt_lines(w)[0])) {
    EXPECT_EQ(w.network.lanes_of(l).size(), base.network.lanes_of(l).size() + 1);
    // The busway is in the median: the last lane.
    EXPECT_EQ(w.network.lane.permissions[w.network.lanes_of(l)[w.network.lanes_of(l).size() - 1]],
              kBrt);
  }
}

TEST(BrtCorridor, TakenLanesKeepTheStreetAsWideAsItWas) {
  const CityWorld& base = loaded_city("nairobi");
  const CityWorld w =
      applied(base, BrtCorridorMeasure{.corridor = "NBO-L2", .lanes_from = LanesFrom::general});
  std::size_t taken = 0;
  for (const LinkId l : w.transit.path_of(brt_lines(w)[0])) {
    EXPECT_EQ(w.network.lanes_of(l).size(), base.network.lanes_of(l).size());
    const bool open = (base.network.permissions_of(l) & kCar) != 0;
    EXPECT_EQ((w.network.permissions_of(l) & kCar) != 0, open);
    taken += has_brt_lane(w.network, l) ? 1 : 0;
  }
  EXPECT_GT(taken, 20U);
}

TEST(BrtCorridor, CompetingLinesAreWithdrawnOrShortened) {
  const CityWorld& base = loaded_city("nairobi");
  const CityWorld withdrawn =
      applied(base, BrtCorridorMeasure{.corridor = "NBO-L2", .competing = Competing::withdrawn});
  const CityWorld shortened =
      applied(base, BrtCorridorMeasure{.corridor = "NBO-L2", .competing = Competing::shortened});
  EXPECT_LT(withdrawn.transit.lines().size(), base.transit.lines().size());
  EXPECT_GE(shortened.transit.lines().size(), withdrawn.transit.lines().size());
  const auto total = [](const CityWorld& w) {
    double sum = 0;
    for (const LineId l : w.transit.lines()) {
      if (w.transit.line.mode[l] == Mode::minibus) sum += line_length(w.network, w.transit, l);
    }
    return sum;
  };
  // A line goes in both directions or not at all.
  const auto one_way = [](const CityWorld& w) {
    std::size_t lines = 0;
    for (const LineId l : w.transit.lines()) lines += w.transit.line.opposite[l].valid() ? 0U : 1U;
    return lines;
  };
  EXPECT_LE(one_way(withdrawn), one_way(base));
  EXPECT_LE(one_way(shortened), one_way(base));
  EXPECT_LT(total(withdrawn), total(shortened));
  EXPECT_LT(total(shortened), total(base));
}

TEST(BrtCorridor, FromWaypointsWithStationsAtEvenSpacing) {
  const CityWorld& base = loaded_city("nairobi");
  BrtCorridorMeasure m;
  m.name = "Jogoo Road";
  m.waypoints = {{36.83387, -1.288}, {36.86198, -1.29635}, {36.88419, -1.29668}};
  m.station_spacing_m = 800;
  m.peak_headway_s = 90;
  const CityWorld w = applied(base, m);
  const auto lines = brt_lines(w);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_NEAR(line_length(w.network, w.transit, lines[0]), 6000, 900);
  EXPECT_EQ(w.transit.line.peak_headway_s[lines[0]], 90);
  EXPECT_EQ(w.transit.line.assumed_headway[lines[0]], 0);
  EXPECT_NEAR(static_cast<double>(w.transit.stops_of(lines[0]).size()), 8.5, 1.5);
}

TEST(BrtCorridor, TwoCorridorsShareTheirLane) {
  const CityWorld& base = loaded_city("nairobi");
  Problems problems;
  const CityWorld w = apply(base,
                            std::vector<Measure>{BrtCorridorMeasure{.corridor = "NBO-L2"},
                                                 BrtCorridorMeasure{.corridor = "NBO-L3"}},
                            problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(brt_lines(w).size(), 4U);
  EXPECT_EQ(validate(w.network, w.transit), std::vector<std::string>{});
  for (const LinkId l : w.network.links()) {
    std::size_t busways = 0;
    for (const LaneId a : w.network.lanes_of(l)) {
      busways += w.network.lane.permissions[a] == kBrt ? 1 : 0;
    }
    EXPECT_LE(busways, 1U);
  }
}

TEST(BrtCorridor, LinesOnOneWayShareStations) {
  const CityWorld& base = loaded_city("nairobi");
  const CityWorld one = applied(base, BrtCorridorMeasure{.corridor = "NBO-L2"});
  const CityWorld two = applied(one, BrtCorridorMeasure{.name = "Again", .corridor = "NBO-L2"});
  EXPECT_EQ(two.transit.stops().size(), one.transit.stops().size());
  const auto lines = brt_lines(two);
  ASSERT_EQ(lines.size(), 4U);
  const auto first = two.transit.stops_of(lines[0]);
  const auto again = two.transit.stops_of(lines[2]);
  ASSERT_EQ(first.size(), again.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].stop, again[i].stop);
}

TEST(BrtCorridor, SaysWhatIsWrong) {
  const CityWorld& base = loaded_city("nairobi");
  EXPECT_TRUE(
      has(problem_of(base, BrtCorridorMeasure{.corridor = "NBO-L22"}), "did you mean 'NBO-L2'"));
  EXPECT_TRUE(has(problem_of(base, BrtCorridorMeasure{.corridor = "NBO-L2", .peak_headway_s = -60}),
                  "headway is negative"));
  EXPECT_TRUE(
      has(problem_of(base, BrtCorridorMeasure{.waypoints = {{36.82, -1.29}, {36.20, -1.90}}}),
          "waypoint 2 (36.20000, -1.90000) is farther than 300 m"));
  BrtCorridorMeasure far_station{.corridor = "NBO-L2"};
  far_station.stations = {{"Ngara", {36.82415, -1.27458}},
                          {"Karen", {36.70, -1.32}},
                          {"Railways", {36.82818, -1.29079}}};
  EXPECT_TRUE(has(problem_of(base, far_station), "station 'Karen' is not on the way"));
  far_station.stations[1] = {"Ngara 2", far_station.stations[0].place};
  EXPECT_TRUE(has(problem_of(base, far_station), "'Ngara' and 'Ngara 2' are 0 m apart"));
  EXPECT_TRUE(
      has(problem_of(loaded_city("addis-ababa"), BrtCorridorMeasure{.corridor = "ADD-LRT-EW"}),
          "light rail"));
}

TEST(StreetMeasures, CycleTracksAndWalkwaysOnNamedStreets) {
  const CityWorld& base = loaded_city("nairobi");
  const CityWorld w = applied(base, CycleTrackMeasure{.streets = {.names = {"jogoo road"}}});
  const CityWorld v =
      applied(base, WalkwayMeasure{.streets = {.names = {"Juja Road"}}, .separate = true});
  double tracks = 0;
  double walkways = 0;
  for (const LinkId l : base.network.links()) {
    if (w.network.link.cycleway[l] == Cycleway::track) {
      tracks += static_cast<double>(w.network.link.length_m[l]);
    }
    if (v.network.link.footway[l] == Footway::separate) {
      walkways += static_cast<double>(v.network.link.length_m[l]);
      EXPECT_LE(v.network.link.friction[l], base.network.link.friction[l]);
    }
  }
  EXPECT_NEAR(tracks, 2 * 4700, 2400);  // one-way carriageways
  EXPECT_NEAR(walkways, 2 * 4860, 1500);
}

TEST(StreetMeasures, BusLanesTakeTheKerbLane) {
  const CityWorld& base = loaded_city("addis-ababa");
  const CityWorld w = applied(base, BusLaneMeasure{.streets = {.corridor = "ADD-C2"}});
  std::size_t lanes = 0;
  for (const LinkId l : w.network.links()) {
    const LaneId kerb = w.network.lanes_of(l)[0];
    if ((w.network.lane.permissions[kerb] & kCar) != 0) continue;
    if ((base.network.permissions_of(l) & kCar) == 0) continue;  // for public transport alone
    ++lanes;
    EXPECT_NE(w.network.lane.permissions[kerb] & kMinibus, 0);
    EXPECT_NE(w.network.permissions_of(l) & kCar, 0);
  }
  EXPECT_GT(lanes, 30U);
}

TEST(StreetMeasures, UnknownStreetNamesTheNearest) {
  EXPECT_TRUE(has(
      problem_of(loaded_city("nairobi"), CycleTrackMeasure{.streets = {.names = {"Jogo Road"}}}),
      "did you mean 'Jogoo Road'"));
  EXPECT_TRUE(
      has(problem_of(loaded_city("nairobi"), CycleTrackMeasure{}), "exactly one of streets"));
}

TEST(StreetMeasures, CrossingsAreMarkedOnBothDirections) {
  const CityWorld& base = loaded_city("kampala");
  const CityWorld w =
      applied(base, CrossingMeasure{.places = {{"City Square", {32.57802, 0.31488}}}});
  std::size_t marked = 0;
  for (const LinkId l : w.network.links()) marked += (w.network.link.flags[l] & kCrossing) != 0;
  EXPECT_EQ(marked, 2U);
  EXPECT_TRUE(has(problem_of(base, CrossingMeasure{.places = {{"lake", {32.9, -0.4}}}}),
                  "crossing 'lake'"));
}

TEST(OpenStreet, LinesAreLedRoundAndCarsStayOut) {
  const CityWorld& base = loaded_city("nairobi");
  const CityWorld w = applied(base, OpenStreetMeasure{.streets = {.names = {"Juja Road"}}});
  std::size_t closed = 0;
  for (const LinkId l : w.network.links()) {
    if (base.network.street_names[base.network.link.street[l]] != "Juja Road") continue;
    ++closed;
    EXPECT_EQ(w.network.permissions_of(l) & kMotor, 0);
    EXPECT_NE(w.network.permissions_of(l) & kBicycle, 0);
  }
  EXPECT_GT(closed, 10U);
  const Components cars = strong_components(w.network, kCar);
  EXPECT_GE(cars.length_share(cars.largest), 0.97);
  EXPECT_GE(w.transit.lines().size() * 10, base.transit.lines().size() * 9);
}

TEST(Prices, ChangeWhatTravelCosts) {
  const CityWorld& base = loaded_city("nairobi");
  const CityWorld w = applied(base, PriceChangeMeasure{.fuel_percent = 20,
                                                       .parking = 100,
                                                       .congestion_charge = 50,
                                                       .transit_fare_percent = -10});
  EXPECT_NEAR(w.figures.car_cost_km, base.figures.car_cost_km * 1.17F, 0.01);
  EXPECT_NEAR(w.figures.car_cost_trip, 150, 0.01);
  EXPECT_NEAR(w.transit.line.fare[LineId{0}], base.transit.line.fare[LineId{0}] * 0.9F, 0.01);
  EXPECT_TRUE(has(problem_of(base, PriceChangeMeasure{.parking = -5}), "negative"));
}

TEST(Lines, CanBeChangedAndWithdrawn) {
  const CityWorld& base = loaded_city("nairobi");
  const std::string name = base.transit.line.name[LineId{0}];
  const CityWorld w = applied(base, RouteChangeMeasure{.lines = {name}, .peak_headway_s = 60});
  EXPECT_EQ(w.transit.line.peak_headway_s[LineId{0}], 60);
  const CityWorld v = applied(base, RouteChangeMeasure{.lines = {name}, .withdraw = true});
  EXPECT_EQ(v.transit.lines().size() + 2, base.transit.lines().size());
  EXPECT_TRUE(
      has(problem_of(base, RouteChangeMeasure{.lines = {"no such line at all"}}), "unknown line"));
}

TEST(Lines, FleetSignalsAndGrowth) {
  const CityWorld& base = loaded_city("kampala");
  const CityWorld fleet = applied(base, FleetChangeMeasure{.modes = {Mode::bus}});
  for (const LineId l : fleet.transit.lines()) {
    const bool electric =
        fleet.transit.line.powertrain[l] == static_cast<std::uint8_t>(Powertrain::battery_electric);
    EXPECT_EQ(electric, fleet.transit.line.mode[l] == Mode::bus);
  }
  const CityWorld signal =
      applied(base, SignalChangeMeasure{.junctions = {{"Wandegeya", {32.57414, 0.33012}}},
                                        .cycle_s = 120,
                                        .bus_priority = true});
  std::size_t priority = 0;
  for (const SignalPlan& p : signal.network.signal_plans) priority += p.bus_priority ? 1 : 0;
  EXPECT_EQ(priority, 1U);
  const CityWorld stop =
      applied(base, SignalChangeMeasure{.junctions = {{"Wandegeya", {32.57414, 0.33012}}},
                                        .control = JunctionControl::all_way_stop});
  const auto& control = stop.network.node.control;
  EXPECT_EQ(std::count(control.begin(), control.end(), JunctionControl::all_way_stop), 1);
  const CityWorld later = applied(base, GrowthMeasure{.years = 10, .population_percent_year = 4});
  EXPECT_NEAR(later.zones.population[ZoneId{0}], base.zones.population[ZoneId{0}] * 1.48F,
              0.01F * base.zones.population[ZoneId{0}]);
}

}  // namespace
}  // namespace mwendo
