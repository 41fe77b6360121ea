// Only what a measure names differs: every type of measure on the town, every column of the world.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "tests/golden/town.h"
#include "tests/support/golden.h"
#include "tests/support/world_table.h"

namespace mwendo {
namespace {

using testing::Difference;
using testing::Town;

const Town& town() {
  static const Town kTown;
  return kTown;
}

std::string letter_of(const std::string& node) {
  for (const auto& [letter, n] : town().nodes)
    if (std::to_string(n.value) == node) return letter;
  return "?";
}

// What a row is about: the junction of a turn or node, the street of a link or lane, else the row.
std::string thing_of(const Difference& d) {
  static const std::regex kLink("(.*?) (\\d+)>(\\d+).*");
  static const std::regex kNode("node (\\d+)");
  std::smatch found;
  static const std::regex kStop("\\d+ (.*)");
  if (d.column.starts_with("zone.")) return "zones";
  if (d.column.starts_with("figure.")) return "the city";
  if (d.column.starts_with("stop.") && std::regex_match(d.row, found, kStop)) return found[1];
  if (std::regex_match(d.row, found, kNode)) return letter_of(found[1]);
  if (!std::regex_match(d.row, found, kLink)) return d.row;
  const bool turn = d.column == "lane.connections" || d.column.starts_with("movement.");
  return turn ? letter_of(found[3]) : found[1].str();
}

std::string kind_of(const std::string& column) { return column.substr(0, column.find('.')); }

// All columns of a kind of thing as "line.*".
std::string columns_text(const std::vector<std::string>& columns) {
  static const testing::WorldTable kAll = testing::table_of(town().base);
  const std::string kind = kind_of(columns.front());
  const auto of_kind = std::count_if(kAll.begin(), kAll.end(),
                                     [&](const auto& c) { return kind_of(c.first) == kind; });
  const bool all = of_kind > 1 && of_kind == static_cast<std::ptrdiff_t>(columns.size());
  return all ? kind + ".*" : fmt::format("{}", fmt::join(columns, ", "));
}

// "link.cycleway: Main Street (12)": columns, things and rows of each column.
std::string summary_of(const std::vector<Difference>& list) {
  std::map<std::string, std::set<std::string>> things;
  std::map<std::string, int> rows;
  for (const Difference& d : list) {
    if (d.column == "assumptions") continue;  // each measure says what it did
    things[d.column].insert(thing_of(d));
    ++rows[d.column];
  }
  std::map<std::string, std::vector<std::string>> columns;  // by kind and things
  for (const auto& [column, names] : things)
    columns[fmt::format("{}: {} ({})", kind_of(column), fmt::join(names, ", "), rows[column])]
        .push_back(column);
  std::string summary = "\n";
  for (const auto& [key, names] : columns)
    summary += columns_text(names) + key.substr(key.find(':')) + "\n";
  return summary;
}

// Besides its own links, a changed lane changes the turns at both ends of its link: connections of
// lanes and, with the place of the lanes, the speeds of turns.
struct Case {
  Measure measure;
  std::string differs;
};

// One for each type; a new type of measure does not compile without.
struct Cases {
  Case operator()(const BrtCorridorMeasure&) const {
    return {Town::brt(), R"(
lane.connections: L, M, N, P, Q, R, S (23)
lane.permissions, lane.width_m: Main Street (10)
line.*: Main BRT Main BRT 1 - Main BRT 5, Main BRT Main BRT 5 - Main BRT 1 (2)
movement.speed_mps: L, M, N, P, Q, R, S (26)
node.signal_plan: N, P, R (3)
stop.*: Main BRT 1, Main BRT 2, Main BRT 3, Main BRT 4, Main BRT 5 (10)
)"};
  }
  Case operator()(const BusLaneMeasure&) const {
    return {BusLaneMeasure{.streets = {.names = {"Main Street"}}}, R"(
lane.connections: L, M, N, P, Q, R, S (24)
lane.permissions: Main Street (12)
movement.speed_mps: L, M, N, P, Q, R, S (14)
)"};
  }
  Case operator()(const CycleTrackMeasure&) const {
    return {Town::cycle_track(), R"(
link.cycleway: Main Street (12)
)"};
  }
  Case operator()(const WalkwayMeasure&) const {
    return {WalkwayMeasure{.streets = {.names = {"Market Street"}}, .separate = true}, R"(
link.footway, link.friction: Market Street (11)
)"};
  }
  Case operator()(const CrossingMeasure&) const {
    return {CrossingMeasure{.places = {{"school", Town::place_on("MN")}}}, R"(
link.flags: Main Street (2)
)"};
  }
  Case operator()(const OpenStreetMeasure&) const {
    return {OpenStreetMeasure{.streets = {.names = {"Hill Road"}}}, R"(
lane.permissions: Hill Road (6)
lane.connections: P (4)
line.path, line.stops: 2 2 (1)
link.footway: Hill Road (6)
movement.speed_mps: P (6)
)"};
  }
  Case operator()(const PriceChangeMeasure&) const {
    return {PriceChangeMeasure{.fuel_percent = 20,
                               .parking = 50,
                               .transit_fare_percent = -10,
                               .motorcycle_taxi_fare_percent = 10},
            R"(
figure.car_cost_km, figure.car_cost_trip, figure.motorcycle_cost_km, figure.motorcycle_taxi_fare_base, figure.motorcycle_taxi_fare_km: the city (1)
line.fare: 1 1, 2 2, 3 3 (3)
)"};
  }
  Case operator()(const FleetChangeMeasure&) const {
    return {FleetChangeMeasure{.modes = {Mode::bus}, .capacity = 80}, R"(
line.capacity, line.powertrain: 3 3 (1)
)"};
  }
  Case operator()(const RouteChangeMeasure&) const {
    return {RouteChangeMeasure{.lines = {"2"}, .peak_headway_s = 120}, R"(
line.peak_headway_s: 2 2 (1)
)"};
  }
  Case operator()(const SignalChangeMeasure&) const {
    return {SignalChangeMeasure{.junctions = {{"Q", Town::place('Q')}}, .cycle_s = 90}, R"(
movement.rank: Q (6)
node.control, node.signal_plan: Q (1)
)"};
  }
  Case operator()(const GrowthMeasure&) const {
    return {GrowthMeasure{}, R"(
figure.car_ownership, figure.motorcycle_ownership: the city (1)
zone.jobs, zone.population, zone.school_places: zones (28)
)"};
  }
};

template <std::size_t... I>
std::vector<Case> all_cases(std::index_sequence<I...>) {
  return {Cases{}(std::variant_alternative_t<I, Measure>{})...};
}

TEST(OnlyWhatAMeasureNamesDiffers, EveryType) {
  for (const Case& c : all_cases(std::make_index_sequence<std::variant_size_v<Measure>>())) {
    SCOPED_TRACE(c.measure.index());
    const Town changed({c.measure});
    const std::string found = summary_of(testing::differences(town().base, changed.world));
    EXPECT_TRUE(found == c.differs) << testing::text_difference(c.differs, found);
  }
}

TEST(OnlyWhatAMeasureNamesDiffers, NothingWithoutMeasures) {
  EXPECT_TRUE(testing::differences(town().base, Town().world).empty());
}

}  // namespace
}  // namespace mwendo
