// The BRT of Dar es Salaam as planned: trunk, both branches and the services on them.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "network/validate.h"
#include "network/walking/active_graph.h"
#include "scenarios/experiments/scenario.h"
#include "scenarios/measures/measure.h"
#include "sim/world/supply_edit.h"
#include "tests/scenarios/support/loaded_city.h"

namespace mwendo {
namespace {

constexpr const char* kCity = "dar-es-salaam";

CityWorld world_of(const std::string& scenario) {
  Problems problems;
  const Scenario read = load_scenario(scenario, problems);
  const std::vector<Measure> measures = read_measures(read.measures, problems);
  CityWorld world = apply(loaded_city(kCity), measures, problems);
  for (const Problem& p : problems.all()) ADD_FAILURE() << p.text();
  return world;
}

const CityWorld& after() {
  static const CityWorld kWorld = world_of("dar-es-salaam/brt-phase-1");
  return kWorld;
}

std::vector<LineId> brt_lines(const CityWorld& w) {
  std::vector<LineId> lines;
  for (const LineId l : w.transit.lines())
    if (w.transit.line.mode[l] == Mode::brt) lines.push_back(l);
  return lines;
}

TEST(DarEsSalaam, BaseHasNoBrtAndItsTrackIsClosedToAll) {
  const CityWorld w = world_of("dar-es-salaam/base");
  EXPECT_TRUE(brt_lines(w).empty());
  double track_m = 0;
  for (const LinkId l : w.network.links()) {
    if (w.network.link.road_class[l] != RoadClass::busway) continue;
    EXPECT_EQ(w.network.permissions_of(l), kBrt);
    EXPECT_TRUE(walkable(w.network, l)) << "stations are reached on foot";
    track_m += static_cast<double>(w.network.link.length_m[l]) / 2;
  }
  EXPECT_NEAR(track_m, 2600, 300);
}

TEST(DarEsSalaam, BrtHasItsServicesInBothDirections) {
  EXPECT_EQ(validate(after().network), std::vector<std::string>{});
  EXPECT_EQ(validate(after().network, after().transit), std::vector<std::string>{});
  EXPECT_EQ(brt_lines(after()).size(), 12U);
}

// Lengths of the pack: trunk 15.9 km; the others are joined from trunk and branches.
TEST(DarEsSalaam, ServicesAreAsLongAsTheirCourse) {
  const std::map<std::string, double> km{
      {"DART Phase 1 trunk", 15.9},           {"DART Phase 1 Kimara-Kariakoo", 14.3},
      {"DART Phase 1 Kimara-Morocco", 14.2},  {"DART Phase 1 Morocco-Kariakoo", 7.2},
      {"DART Phase 1 Morocco-Kivukoni", 8.7}, {"DART Phase 1 Ubungo-Kivukoni express", 10.6}};
  std::set<std::string> seen;
  for (const LineId l : brt_lines(after())) {
    const std::string& name = after().transit.line.name[l];
    seen.insert(name);
    ASSERT_TRUE(km.contains(name)) << name;
    const double most = name == "DART Phase 1 trunk" ? 0.05 : 0.08;
    EXPECT_NEAR(line_length(after().network, after().transit, l) / 1000, km.at(name),
                most * km.at(name))
        << name << ", " << after().transit.line.description[l];
  }
  EXPECT_EQ(seen.size(), km.size());
}

TEST(DarEsSalaam, Has33StationsThatServicesShare) {
  std::map<std::string, std::set<StopId>> platforms;
  for (const LineId l : brt_lines(after()))
    for (const LineStop& s : after().transit.stops_of(l))
      platforms[after().transit.stop.name[s.stop]].insert(s.stop);
  EXPECT_EQ(platforms.size(), 33U);
  for (const auto& [name, stops] : platforms) EXPECT_LE(stops.size(), 2U) << name;
}

TEST(DarEsSalaam, TrunkStationsLieAsFarApartAsPlanned) {
  for (const LineId l : brt_lines(after())) {
    if (after().transit.line.name[l] != "DART Phase 1 trunk") continue;
    const auto stops = after().transit.stops_of(l);
    ASSERT_EQ(stops.size(), 24U);
    for (std::size_t i = 1; i < stops.size(); ++i) {
      const double metres = distance(after().transit.stop.position[stops[i - 1].stop],
                                     after().transit.stop.position[stops[i].stop]);
      EXPECT_GT(metres, 280);
      EXPECT_LT(metres, 1300);
    }
  }
}

TEST(DarEsSalaam, CompetingDaladalasAreShortened) {
  const TransitSupply& before = loaded_city(kCity).transit;
  std::map<std::string, double> length;
  for (const LineId l : before.lines())
    length[before.line.name[l] + before.line.description[l]] =
        line_length(loaded_city(kCity).network, before, l);
  int shortened = 0;
  std::size_t daladalas = 0;
  for (const LineId l : after().transit.lines()) {
    if (after().transit.line.mode[l] != Mode::minibus) continue;
    ++daladalas;
    const auto old =
        length.find(after().transit.line.name[l] + after().transit.line.description[l]);
    if (old == length.end()) continue;
    if (line_length(after().network, after().transit, l) < 0.9 * old->second) ++shortened;
  }
  EXPECT_GE(shortened, 25);
  EXPECT_LT(daladalas, before.lines().size()) << "lines with nothing left go";
  EXPECT_GT(daladalas, before.lines().size() * 9 / 10);
}

}  // namespace
}  // namespace mwendo
