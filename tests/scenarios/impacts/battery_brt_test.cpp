// Battery buses on a BRT line burn nothing; what they take from the grid follows from their
// distance alone: km x 1.8 kWh / km (articulated) / 0.9 (charger), and at the power stations
// the grid's g/kWh over what its lines and the charger let through (Kenya: 23 % lost).
#include <gtest/gtest.h>

#include <cctype>

#include "network/projection.h"
#include "scenarios/impacts/emission_factors.h"
#include "scenarios/impacts/run_emissions.h"
#include "scenarios/measures/measure.h"
#include "scenarios/results/run_summary.h"
#include "sim/learning/simulate.h"
#include "tests/support/ascii_city.h"
#include "tests/support/demand_table.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

constexpr double kGridG = 150;  // per kWh at the power stations
constexpr double kArticulatedKwh = 1.8;
constexpr double kBusKwh = 1.2;
constexpr double kCharger = 0.9;
constexpr double kLosses = 0.23;
constexpr double kFloats = 2e-6;  // relative: cells are kept as floats

constexpr std::string_view kDrawing = R"(
A----B----C----D----E
|    |    |    |    |
F----G----H----I----J
)";

const AsciiCity& streets() {
  static const AsciiCity kCity(kDrawing, [] {
    AsciiOptions o{.metres_per_column = 100, .metres_per_row = 250};
    for (const char* s : {"FG", "GH", "HI", "IJ"})
      o.streets[s] = {.lanes = 2,
                      .free_speed_mps = 50 / 3.6F,
                      .road_class = RoadClass::primary,
                      .footway = Footway::sidewalk,
                      .street = "Main Street"};
    o.infer_priority = true;
    return o;
  }());
  return kCity;
}

std::map<std::string, NodeId> nodes_by_name() {
  std::map<std::string, NodeId> nodes;
  for (const char c : kDrawing)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) nodes[{c}] = streets().node(c);
  return nodes;
}

CityWorld base_world() {
  CityWorld w;
  w.figures = testing::make_small_world({.size = 6}).figures;
  w.figures.name = "nairobi";
  w.figures.country = "Kenya";
  w.figures.grid_tco2_per_mwh = kGridG / 1000;
  w.network = streets().net;
  w.network.name = "town";
  w.network.crs = "EPSG:32637";
  for (const auto& [name, node] : nodes_by_name()) {
    w.zones.name.push_back(name);
    w.zones.centroid.push_back(w.network.node.position[node]);
    w.zones.population.push_back(500);
    w.zones.jobs.push_back(300);
    w.zones.school_places.push_back(100);
    w.zones.radius_m.push_back(150);
    w.zones.income_index.push_back(1);
    w.zones.assumed.push_back(1);
    w.zones.nodes.append(std::vector<ZoneNode>{{node, 1, 1}});
  }
  return w;
}

LonLat place(char node) {
  return Projection("EPSG:32637").to_degrees(streets().net.node.position[streets().node(node)]);
}

LonLat middle(char a, char b) {
  return {(place(a).lon + place(b).lon) / 2, (place(a).lat + place(b).lat) / 2};
}

BrtCorridorMeasure brt(Powertrain train) {
  return {.name = "Main BRT",
          .waypoints = {middle('F', 'G'), place('H'), middle('I', 'J')},
          .station_spacing_m = 500,
          .peak_headway_s = 120,
          .offpeak_headway_s = 300,
          .capacity = 150,
          .powertrain = train,
          .fare = 40,
          .competing = Competing::unchanged};
}

FactorSet kenyan_factors(const CityFigures& figures) {
  std::vector<Assumption> assumed;
  return load_factors(std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "scenarios/emission_factors",
                      figures, GwpSet::ar6, assumed);
}

struct Day {
  CityWorld world;
  RunResults results;
  Population people;
  EmissionTallies emissions;

  [[nodiscard]] double tallied_km(VehicleClass c) const {
    return static_cast<double>(results.tallies.over_links(c).total_distance_m()) / 1000;
  }
  [[nodiscard]] RunSummary summary() const {
    const Corridor corridor = brt_corridor_of(world);
    return summarise(world, people, results, emissions, &corridor);
  }
};

// A day's morning hour of a town whose main street has the BRT.
Day simulated(const BrtCorridorMeasure& measure) {
  const CityWorld base = base_world();
  Day d;
  Problems problems;
  d.world = apply(base, measure, problems);
  problems.throw_if_any();
  const ZoneDistances distances = zone_distances(base.network, base.zones, 1.3F);
  const SimulationOptions options{
      .from_s = 7 * 3600, .to_s = 7.5F * 3600, .seed = 3, .iterations = 1};
  const auto demand = testing::read_demand_table(R"(
    F J 07:00 20 60
    A I 07:00 45 20
    J F 07:00 30 30
  )");
  Learners people(d.world, distances, testing::people_of(base, 1, demand, nodes_by_name()), options,
                  nullptr);
  d.results = simulate(d.world, people, options, {});
  d.people = people.take_population();
  d.emissions = emissions_of_run(d.world, d.results, kenyan_factors(d.world.figures));
  return d;
}

void expect_nothing_burnt(const EmissionValues& e) {
  for (const Emission burnt : {Emission::petrol_l, Emission::diesel_l, Emission::fuel_mj,
                               Emission::co2, Emission::ch4, Emission::n2o, Emission::co2e_tailpipe,
                               Emission::co2e_upstream, Emission::nox, Emission::pm25_exhaust})
    EXPECT_EQ(e[burnt], 0) << name_of(burnt);
}

void expect_grid(const EmissionValues& e, double km, double kwh_per_km) {
  const double kwh = km * kwh_per_km;
  EXPECT_NEAR(e[Emission::electricity_kwh], kwh / kCharger, kFloats * kwh);
  const double grams = kwh * kGridG / ((1 - kLosses) * kCharger);
  EXPECT_NEAR(e[Emission::co2e], grams, kFloats * grams);
}

TEST(BatteryBrt, BurnsNothingAndTakesItsDistanceFromTheGrid) {
  const Day d = simulated(brt(Powertrain::battery_electric));
  const double km = d.tallied_km(VehicleClass::articulated_bus);
  // Every 120 s for half an hour, both ways, 1.5 km: at most 45 km, of which the last few buses
  // miss a part.
  EXPECT_GT(km, 30);
  EXPECT_LT(km, 48);
  const EmissionValues e = d.emissions.over_class(VehicleClass::articulated_bus);
  expect_nothing_burnt(e);
  expect_grid(e, km, kArticulatedKwh);
  EXPECT_GT(e[Emission::pm25_wear], 0) << "tyres and brakes wear all the same";
}

TEST(BatteryBrt, IndicatorsSayTheSame) {
  const Day d = simulated(brt(Powertrain::battery_electric));
  const RunSummary s = d.summary();
  const double km = d.tallied_km(VehicleClass::articulated_bus);
  const double kwh = km * kArticulatedKwh;
  EXPECT_NEAR(*s.value("electricity"), kwh / kCharger, kFloats * kwh);
  const double tonnes = kwh * kGridG / ((1 - kLosses) * kCharger) / 1e6;
  EXPECT_NEAR(*s.value("co2e_class.articulated_bus"), tonnes, kFloats * tonnes);
  EXPECT_EQ(s.value("electricity").value(), d.emissions.total()[Emission::electricity_kwh]);
}

TEST(BatteryBrt, ABusOfTwelveMetresTakesLess) {
  BrtCorridorMeasure measure = brt(Powertrain::battery_electric);
  measure.articulated = false;
  const Day d = simulated(measure);
  const EmissionValues e = d.emissions.over_class(VehicleClass::bus);
  expect_nothing_burnt(e);
  expect_grid(e, d.tallied_km(VehicleClass::bus), kBusKwh);
}

TEST(BatteryBrt, DieselBusesOfTheSameLineBurnAndTakeNoPower) {
  const Day battery = simulated(brt(Powertrain::battery_electric));
  const Day diesel = simulated(brt(Powertrain::diesel));
  const auto at = VehicleClass::articulated_bus;
  EXPECT_EQ(diesel.tallied_km(at), battery.tallied_km(at)) << "the drive does not change traffic";
  const EmissionValues e = diesel.emissions.over_class(at);
  EXPECT_EQ(e[Emission::electricity_kwh], 0);
  EXPECT_GT(e[Emission::diesel_l], 0.3 * diesel.tallied_km(at)) << "some 40 to 60 l in 100 km";
  EXPECT_LT(e[Emission::diesel_l], 1.0 * diesel.tallied_km(at));
  // All other classes are as they were.
  for (const VehicleClass c : {VehicleClass::car, VehicleClass::motorcycle, VehicleClass::minibus})
    EXPECT_EQ(diesel.emissions.over_class(c).values, battery.emissions.over_class(c).values);
}

// ---- the share of a class that runs on batteries ------------------------------------------------

struct Fleet {
  TransitSupply supply;
  std::vector<LineResult> lines;

  void add(VehicleClass c, Powertrain train, float km, Mode mode = Mode::brt) {
    supply.line.mode.push_back(mode);
    supply.line.vehicle.push_back(c);
    LineResult r;
    r.line = supply.line.powertrain.push_back(static_cast<std::uint8_t>(train));
    r.vehicle_km = km;
    lines.push_back(r);
  }
  [[nodiscard]] double share(VehicleClass c, double before = 0) const {
    FactorSet set;
    set.classes[index_of(c)].electric_share = before;
    set_electric_shares(set, supply, lines);
    return set.classes[index_of(c)].electric_share;
  }
};

TEST(ElectricShare, IsByDistanceOfTheLinesOfTheClass) {
  Fleet f;
  f.add(VehicleClass::bus, Powertrain::battery_electric, 30);
  f.add(VehicleClass::bus, Powertrain::diesel, 60, Mode::bus);
  f.add(VehicleClass::bus, Powertrain::diesel_hybrid, 30, Mode::bus);
  f.add(VehicleClass::articulated_bus, Powertrain::battery_electric, 500);
  EXPECT_DOUBLE_EQ(f.share(VehicleClass::bus), 0.25);
  EXPECT_EQ(f.share(VehicleClass::articulated_bus), 1);
}

TEST(ElectricShare, IsExactlyOneWhereAllLinesRunOnBatteries) {
  Fleet f;
  for (const float km : {0.1F, 0.7F, 13.3F, 1e5F})
    f.add(VehicleClass::bus, Powertrain::battery_electric, km);
  EXPECT_EQ(f.share(VehicleClass::bus), 1);
}

TEST(ElectricShare, OfAClassWithoutLinesStaysAsItWas) {
  Fleet f;
  f.add(VehicleClass::bus, Powertrain::battery_electric, 30);
  EXPECT_EQ(f.share(VehicleClass::motorcycle, 0.1), 0.1);
}

TEST(ElectricShare, LightRailIsNoRoadVehicle) {
  Fleet f;
  f.add(VehicleClass::bus, Powertrain::battery_electric, 500, Mode::lrt);
  f.add(VehicleClass::bus, Powertrain::diesel, 50, Mode::bus);
  EXPECT_EQ(f.share(VehicleClass::bus), 0);
  Fleet rail;
  rail.add(VehicleClass::articulated_bus, Powertrain::battery_electric, 500, Mode::lrt);
  EXPECT_EQ(rail.share(VehicleClass::articulated_bus, 0.5), 0.5);
}

// Vehicles have left, but none has reached its second stop.
TEST(ElectricShare, BeforeTheFirstSectionIsDoneIsByNumberOfLines) {
  Fleet f;
  f.add(VehicleClass::bus, Powertrain::battery_electric, 0);
  EXPECT_EQ(f.share(VehicleClass::bus), 1);
  f.add(VehicleClass::bus, Powertrain::diesel, 0);
  EXPECT_EQ(f.share(VehicleClass::bus), 0.5);
}

// 3.5 kWh a vehicle-km at the overhead line; no battery between, but the losses of the grid.
TEST(ElectricShare, RailTakesItsDistance) {
  const CityWorld w = base_world();
  const EmissionTallies none(0, 0, kenyan_factors(w.figures).electricity);
  const RailEnergy rail = none.rail(200);
  EXPECT_NEAR(rail.kwh, 200 * 3.5, 1e-9);
  EXPECT_NEAR(rail.co2_g, 700 * kGridG / (1 - kLosses), 1e-2);
}

}  // namespace
}  // namespace mwendo
