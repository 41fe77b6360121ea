#include "tests/golden/town.h"

#include <cctype>
#include <string_view>

#include "network/projection.h"
#include "tests/support/small_world.h"

namespace mwendo::testing {
namespace {

// 500 m from node to node. Main Street runs from L to S, Hill Road from D to X.
constexpr std::string_view kDrawing = R"(
A----B----C----D----E----F----G
|    |    |    |    |    |    |
H----I----J----K>>>>1----2----3
|    |    |    |    |    |    |
L----M----N----P----Q----R----S
|    |    |    |    |    |    |
T----U----W----X----Y----Z----4
)";

constexpr const char* kDemand = R"(
# from to first every persons
  A    S  07:00  40    30
  L    S  07:00  30    50
  M    R  07:05  30    40
  H    R  07:00  45    30
  S    L  07:10  60    25
  4    N  07:00  60    25
  G    P  07:00  60    25
  B    Q  07:10  50    25
  I    J  07:15  90    10
  C    X  07:00  60    20
  T    R  07:00  15    60
  D    Y  07:05  20    40
  F    U  07:20  90    10
)";

void add_street(AsciiOptions& options, std::string_view nodes, LinkSpec spec) {
  for (std::size_t i = 1; i < nodes.size(); ++i)
    options.streets[std::string(nodes.substr(i - 1, 2))] = spec;
}

AsciiOptions town_options() {
  AsciiOptions o{.metres_per_column = 100, .metres_per_row = 250};
  const LinkSpec lane{.free_speed_mps = 30 / 3.6F, .footway = Footway::informal, .friction = 0.1F};
  const auto named = [&](LinkSpec spec, const char* name) {
    spec.street = name;
    return spec;
  };
  add_street(o, "ABCDEFG", named(lane, "North Road"));
  add_street(o, "HIJK123", named(lane, "Market Street"));
  add_street(o, "TUWXYZ4", named(lane, "South Road"));
  const std::string_view avenues[] = {"AHLT", "BIMU", "CJNW", "E1QY", "F2RZ", "G3S4"};
  const char* names[] = {"First Avenue", "Second Avenue", "Third Avenue",
                         "Fifth Avenue", "Sixth Avenue",  "Seventh Avenue"};
  for (std::size_t i = 0; i < 6; ++i) add_street(o, avenues[i], named(lane, names[i]));
  const LinkSpec wide{.lanes = 2,
                      .free_speed_mps = 50 / 3.6F,
                      .road_class = RoadClass::primary,
                      .footway = Footway::sidewalk,
                      .street = "Main Street"};
  const LinkSpec hill{.free_speed_mps = 40 / 3.6F,
                      .road_class = RoadClass::tertiary,
                      .footway = Footway::sidewalk,
                      .grade = 0.02F,
                      .street = "Hill Road"};
  add_street(o, "LMNPQRS", wide);
  add_street(o, "DKPX", hill);
  for (const char* n : {"N", "P", "R"}) o.controls[n] = JunctionControl::signal;
  o.infer_priority = true;
  return o;
}

const AsciiCity& city() {
  static const AsciiCity kCity(kDrawing, town_options());
  return kCity;
}

std::vector<NodeId> course(std::string_view names) {
  std::vector<NodeId> nodes;
  for (const char c : names) nodes.push_back(city().node(c));
  for (std::size_t i = 1; i < names.size(); ++i)
    (void)city().link(names.substr(i - 1, 2));  // throws where no street is drawn
  return nodes;
}

// A zone at each node; most jobs are at the east end of Main Street.
void add_zones(World& world, const std::map<std::string, NodeId>& nodes) {
  Zones& z = world.zones;
  for (const auto& [name, node] : nodes) {
    z.name.push_back(name);
    z.centroid.push_back(world.network.node.position[node]);
    z.population.push_back(500);
    z.jobs.push_back(name == "R" || name == "S" ? 1500 : 100);
    z.school_places.push_back(100);
    z.radius_m.push_back(150);
    z.income_index.push_back(1);
    z.assumed.push_back(1);
    z.nodes.append(std::vector<ZoneNode>{{node, 1, 1}});
  }
}

// One direction and the other.
void add_lines(SmallWorld& world, LineSpec spec, std::string_view nodes) {
  spec.nodes = course(nodes);
  const LineId there = add_line(world, spec);
  spec.nodes = course(std::string(nodes.rbegin(), nodes.rend()));
  const LineId back = add_line(world, spec);
  world.transit.line.opposite[there] = back;
  world.transit.line.opposite[back] = there;
}

}  // namespace

Town::Town(const std::vector<Measure>& measures) : rows(read_demand_table(kDemand)) {
  SmallWorld made;
  made.figures = make_small_world({.size = 6}).figures;
  made.network = city().net;
  made.network.name = "town";
  made.network.crs = "EPSG:32637";  // on the equator: places for measures that ask for them
  for (const char c : kDrawing)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) nodes[{c}] = city().node(c);
  add_zones(made, nodes);
  add_lines(made, {.name = "1", .headway_s = 240}, "LMNPQRS");
  add_lines(made, {.name = "2", .headway_s = 360}, "ABCDKPQRZ4");
  add_lines(made, {.name = "3", .mode = Mode::bus, .headway_s = 600, .capacity = 60}, "GF2RQPNMLT");
  static_cast<World&>(base) = made;
  Problems problems;
  world = apply(base, measures, problems);
  problems.throw_if_any();
}

Measure Town::brt() {
  return BrtCorridorMeasure{.name = "Main BRT",
                            .waypoints = {place_on("LM"), place('P'), place_on("RS")},
                            .station_spacing_m = 600,
                            .peak_headway_s = 180,
                            .offpeak_headway_s = 300,
                            .competing = Competing::unchanged};
}

LonLat Town::place_on(std::string_view street) {
  const LonLat p = place(street[0]);
  const LonLat q = place(street[1]);
  return {(p.lon + q.lon) / 2, (p.lat + q.lat) / 2};
}

Measure Town::cycle_track() { return CycleTrackMeasure{.streets = {.names = {"Main Street"}}}; }

LonLat Town::place(char node) {
  return Projection("EPSG:32637").to_degrees(city().net.node.position[city().node(node)]);
}

}  // namespace mwendo::testing
