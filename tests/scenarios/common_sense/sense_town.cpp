#include "tests/scenarios/common_sense/sense_town.h"

#include <cctype>
#include <stdexcept>
#include <string>
#include <string_view>

#include "network/projection.h"
#include "tests/support/ascii_city.h"
#include "tests/support/small_world.h"

namespace mwendo::testing {
namespace {

constexpr int kDays = 4;                    // half of them to settle
constexpr const char* kCrs = "EPSG:32637";  // on the equator

// 500 m from node to node.
constexpr std::string_view kDrawing = R"(
A----B----C----D----E----F----G
|    |    |    |    |    |    |
H----I----J----K----1----2----3
|    |    |    |    |    |    |
L----M----N----P----Q----R----S
|    |    |    |    |    |    |
T----U----W----X----Y----Z----4
)";

void add_street(AsciiOptions& options, std::string_view nodes, LinkSpec spec, const char* name,
                const SenseTownOptions& town) {
  spec.street = name;
  spec.free_speed_mps *= town.speed_factor;
  for (std::size_t i = 1; i < nodes.size(); ++i)
    options.streets[std::string(nodes.substr(i - 1, 2))] = spec;
}

AsciiCity streets_of(const SenseTownOptions& town) {
  AsciiOptions o{.metres_per_column = static_cast<double>(town.block_m) / 5,
                 .metres_per_row = static_cast<double>(town.block_m) / 2};
  const LinkSpec lane{.free_speed_mps = 30 / 3.6F, .footway = Footway::informal, .friction = 0.2F};
  const Footway kerb = town.footways ? Footway::sidewalk : Footway::informal;
  const LinkSpec wide{.lanes = 2,
                      .free_speed_mps = 50 / 3.6F,
                      .road_class = RoadClass::primary,
                      .footway = kerb,
                      .friction = 0.2F};
  const LinkSpec hill{.free_speed_mps = 40 / 3.6F,
                      .road_class = RoadClass::tertiary,
                      .footway = kerb,
                      .friction = 0.2F};
  for (const auto& [nodes, name] : {std::pair{"ABCDEFG", "North Road"},
                                    {"HIJK123", "Market Street"},
                                    {"TUWXYZ4", "South Road"},
                                    {"AHLT", "First Avenue"},
                                    {"BIMU", "Second Avenue"},
                                    {"CJNW", "Third Avenue"},
                                    {"E1QY", "Fifth Avenue"},
                                    {"F2RZ", "Sixth Avenue"},
                                    {"G3S4", "Seventh Avenue"}})
    add_street(o, nodes, lane, name, town);
  add_street(o, "LMNPQRS", wide, "Main Street", town);
  add_street(o, "DKPX", hill, "Hill Road", town);
  for (const char* n : {"N", "P", "R"}) o.controls[n] = JunctionControl::signal;
  o.infer_priority = true;
  return AsciiCity(kDrawing, o);
}

// A zone at each node.
void add_zones(World& world, const AsciiCity& city, float people) {
  for (const char c : kDrawing) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) continue;
    Zones& z = world.zones;
    z.name.push_back({c});
    z.centroid.push_back(world.network.node.position[city.node(c)]);
    z.population.push_back(people / 28);
    z.jobs.push_back(people / 28 * (c == 'R' || c == 'S' ? 3.0F : 0.3F));
    z.school_places.push_back(people / 28 * 0.3F);
    z.radius_m.push_back(150);
    z.income_index.push_back(1);
    z.assumed.push_back(1);
    z.nodes.append(std::vector<ZoneNode>{{city.node(c), 1, 1}});
  }
}

LineId add_direction(SmallWorld& world, const AsciiCity& city, LineSpec spec,
                     const std::string& nodes) {
  for (const char c : nodes) spec.nodes.push_back(city.node(c));
  return add_line(world, spec);
}

void add_lines(SmallWorld& world, const AsciiCity& city, const LineSpec& spec,
               const std::string& nodes) {
  const LineId there = add_direction(world, city, spec, nodes);
  const LineId back = add_direction(world, city, spec, {nodes.rbegin(), nodes.rend()});
  world.transit.line.opposite[there] = back;
  world.transit.line.opposite[back] = there;
}

void set_figures(CityFigures& f) {
  f = make_small_world({.size = 6}).figures;
  f.country = "Kenya";
  f.car_ownership = 0.4F;
  const auto share = [&](Mode m, float value) {
    f.observed_mode_share[static_cast<std::size_t>(m)] = value;
  };
  share(Mode::walk, 0.40F);
  share(Mode::bicycle, 0.02F);
  share(Mode::minibus, 0.30F);
  share(Mode::car_driver, 0.15F);
  share(Mode::car_passenger, 0.08F);
  share(Mode::motorcycle_taxi, 0.04F);
  share(Mode::taxi, 0.01F);
}

void take_prices_of_nairobi(World& world) {
  CityFigures& f = world.figures;
  f.car_ownership = 0.28F;
  f.value_of_time_usd_h = 1.2F, f.currency_per_usd = 118;
  f.car_cost_km = 18, f.motorcycle_cost_km = 5;
  f.motorcycle_taxi_fare_base = 50, f.motorcycle_taxi_fare_km = 30;
  f.taxi_fare_base = 100, f.taxi_fare_km = 45;
  for (const LineId l : world.transit.lines())
    world.transit.line.fare[l] = 25, world.transit.line.fare_per_km[l] = 4.1F;
}

CityWorld world_of(const SenseTownOptions& town) {
  const AsciiCity city = streets_of(town);
  SmallWorld made;
  set_figures(made.figures);
  made.network = city.net;
  made.network.name = "town";
  made.network.crs = kCrs;
  add_zones(made, city, town.people);
  const auto headway = [&](float s) { return s * town.headway_factor; };
  add_lines(made, city, {.name = "1", .headway_s = headway(60)}, "LMNPQRS");
  add_lines(made, city, {.name = "2", .headway_s = headway(120)}, "ABCDKPQRZ4");
  add_lines(made, city, {.name = "3", .headway_s = headway(120)}, "GF2RQPNMLT");
  made.figures.mean_trip_km = town.mean_trip_km;
  if (town.prices_of_nairobi) take_prices_of_nairobi(made);
  CityWorld world;
  static_cast<World&>(world) = made;
  return world;
}

}  // namespace

SenseTown::SenseTown(const SenseTownOptions& options) : seed_(options.seed) {
  base_.world = world_of(options);
  base_.scenario.from_s = 7 * 3600;
  base_.scenario.to_s = 8 * 3600;
  base_.scenario.warm_up_s = 60 * options.warm_up_min;  // docs/validation.md
  base_.scenario.sample = 0.2;
  base_.scenario.iterations = kDays;
  base_.factors =
      load_factors(std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "scenarios/emission_factors",
                   base_.world.figures, GwpSet::ar6, base_.assumptions);
  base_.distances = zone_distances(base_.world.network, base_.world.zones,
                                   base_.world.figures.mean_detour_walk, 1);
}

PreparedScenario SenseTown::with(const std::vector<Measure>& measures) const {
  PreparedScenario p = base_;
  Problems problems;
  p.world = apply(base_.world, measures, problems);
  problems.throw_if_any();
  return p;
}

const Experience& SenseTown::settled() {
  if (!base_run_) base_run_ = run_scenario(base_, base_, {.seed = seed_});
  return base_run_->experience;
}

FinishedRun SenseTown::run(const std::vector<Measure>& measures) {
  const Experience& known = settled();
  if (measures.empty()) return *base_run_;
  return run_scenario(with(measures), base_, {.seed = seed_, .start_from = &known});
}

std::vector<StreetFlow> SenseTown::flows(const std::vector<Measure>& measures) {
  const PreparedScenario p = with(measures);
  std::vector<StreetFlow> flows;
  const auto look = [&](int day, int days, const DaySimulation& now) {
    if (day + 1 == days && now.now() == static_cast<float>(p.scenario.to_s))
      flows = street_flows(p.world.network, now.traffic().tallies(), 0, 4);
    return true;
  };
  (void)run_scenario(p, base_, {.seed = seed_, .start_from = &settled(), .watch = look});
  return flows;
}

FinishedRun SenseTown::run_other(const SenseTown& other) {
  return run_scenario(other.base_, base_, {.seed = seed_, .start_from = &settled()});
}

LonLat SenseTown::place(char node) {
  const AsciiCity city = streets_of({});
  return Projection(kCrs).to_degrees(city.net.node.position[city.node(node)]);
}

LonLat SenseTown::place_on(const char* street) {
  const LonLat p = place(street[0]);
  const LonLat q = place(street[1]);
  return {(p.lon + q.lon) / 2, (p.lat + q.lat) / 2};
}

SenseTown& town() {
  static SenseTown kTown;
  return kTown;
}

double value(const FinishedRun& run, std::string_view indicator) {
  const auto v = run.summary.value(indicator);
  if (!v) throw std::invalid_argument("no indicator " + std::string(indicator));
  return *v;
}

}  // namespace mwendo::testing
