// Turn restrictions, signs and barriers of small files.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "network/osm/osm_import.h"
#include "network/permissions.h"
#include "network/sumo/write.h"
#include "network/validate.h"
#include "tests/support/osm_text.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

OsmImport import(const OsmText& osm, bool keep_unconnected = true) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder / "a.osm") << osm.text();
  OsmImport got = import_osm((folder / "a.osm").string(), {.keep_unconnected = keep_unconnected});
  EXPECT_TRUE(validate(got.network).empty());
  return got;
}

// Streets that a kind of vehicle can reach from a street through a crossing.
std::multiset<std::string> turns(const Network& net, const std::string& from,
                                 Permissions kind = kCar) {
  const auto allowed = movement_permissions(net);
  std::multiset<std::string> names;
  for (const MovementId m : net.movements()) {
    const LinkId in = net.movement.from[m];
    const LinkId out = net.movement.to[m];
    if (net.street_names[net.link.street[in]] != from || net.incoming(net.link.to[in]).size() < 3)
      continue;
    if ((allowed[m] & kind) != 0) names.insert(net.street_names[net.link.street[out]]);
  }
  return names;
}

using Names = std::multiset<std::string>;

// Ranks of the straight movements of a crossing, by street.
std::map<std::string, int> ranks(const Network& net) {
  std::map<std::string, int> found;
  for (const MovementId m : net.movements())
    if (net.movement.direction[m] == TurnDirection::straight &&
        net.incoming(net.link.to[net.movement.from[m]]).size() == 4)
      found[net.street_names[net.link.street[net.movement.from[m]]]] = net.movement.rank[m];
  return found;
}

using Ranks = std::map<std::string, int>;

JunctionControl control(const Network& net) {
  for (const NodeId n : net.nodes())
    if (net.incoming(n).size() == 4) return net.node.control[n];
  ADD_FAILURE() << "no crossing";
  return JunctionControl::uncontrolled;
}

// Each only_* permits its turn; netconvert 1.15 reads two from one street in the same way.
TEST(OsmRestrictions, SeveralOnlyOfOneStreet) {
  OsmText osm = crossing_of_four();
  osm.restriction(900, "only_straight_on", 10, 2, 11)
      .restriction(901, "only_right_turn", 10, 2, 13);
  const OsmImport got = import(osm, false);
  EXPECT_EQ(turns(got.network, "West"), (Names{"East", "South"}));
  EXPECT_EQ(turns(got.network, "North"), (Names{"East", "South", "West"}));
  EXPECT_EQ(got.report.count_of("turn restrictions applied"), 2U);
}

TEST(OsmRestrictions, OnlyAndNoTogether) {
  OsmText osm = crossing_of_four();
  osm.restriction(900, "only_straight_on", 10, 2, 11).restriction(901, "no_left_turn", 12, 2, 11);
  const OsmImport got = import(osm);
  EXPECT_EQ(turns(got.network, "West"), Names{"East"});
  EXPECT_EQ(turns(got.network, "North"), (Names{"South", "West"}));
}

TEST(OsmRestrictions, OnlyIntoAStreetThatIsNotThere) {
  OsmText osm = crossing_of_four();
  osm.restriction(900, "only_straight_on", 10, 2, 99);
  const OsmImport got = import(osm);
  EXPECT_EQ(turns(got.network, "West").size(), 3U);
  EXPECT_EQ(got.report.count_of("turn restrictions that concern no turn of the network"), 1U);
}

struct Bound {
  const char* kind;
  const char* tags;
  std::vector<Permissions> may_not;
  std::vector<Permissions> may;
};

// Whom a restriction binds: all but the exceptions, or the vehicles of its key.
TEST(OsmRestrictions, BindSomeVehicles) {
  const std::vector<Bound> cases = {
      {"no_right_turn", "", {kCar, kBus, kMinibus, kTruck, kBicycle}, {}},
      {"no_right_turn", "except=psv", {kCar, kTruck, kBicycle}, {kBus, kMinibus}},
      {"no_right_turn", "except=bus;bicycle", {kCar, kMinibus}, {kBus, kBicycle}},
      {"no_right_turn", "except=motorcar", {kBus, kTruck}, {kCar}},
      {"only_straight_on", "except=psv", {}, {kBus, kMinibus}},
      {"restriction:hgv=no_right_turn", "", {kTruck}, {kCar, kBus}},
      {"restriction:bus=no_right_turn", "", {kBus}, {kCar, kMinibus}}};
  for (const Bound& c : cases) {
    OsmText osm = crossing_of_four();
    osm.restriction(900, c.kind, 10, 2, 13, c.tags);
    const OsmImport got = import(osm);
    for (const Permissions kind : c.may)
      EXPECT_TRUE(turns(got.network, "West", kind).contains("South")) << c.kind << c.tags << kind;
    for (const Permissions kind : c.may_not)
      EXPECT_FALSE(turns(got.network, "West", kind).contains("South")) << c.kind << c.tags << kind;
  }
}

TEST(OsmRestrictions, WhatIsNotUsedIsCounted) {
  OsmText osm = crossing_of_four();
  osm.restriction(900, "no_right_turn", 10, 2, 13, "hour_on=07:00 hour_off=09:00");
  osm.restriction(901, "no_right_turn", 10, 2, 13, "restriction:conditional=x");
  osm.restriction(902, "right_turn_banned", 10, 2, 13);
  osm.restriction(903, "no_right_turn", 10, 2, 13, "except=emergency");
  const OsmImport got = import(osm);
  EXPECT_EQ(got.report.count_of("turn restrictions with conditions, not used"), 2U);
  EXPECT_EQ(got.report.count_of("turn restrictions of an unknown kind, not used"), 1U);
  EXPECT_EQ(got.report.count_of("exceptions from turn restrictions that no vehicle here can use"),
            1U);
}

// North gives way, South stops: both yield to West and East.
TEST(OsmSigns, SignsBeforeTheJunction) {
  OsmText osm;
  osm.node(1, -4, 0).node(2, 0, 0).node(3, 4, 0).node(4, 0, 4).node(5, 0, -4);
  osm.node(100, 0, 0.3, "highway=give_way direction=forward");
  osm.node(101, 0, -0.3, "highway=stop direction=backward");
  const std::string tags = "highway=secondary name=";
  osm.way(10, {1, 2}, tags + "West").way(11, {2, 3}, tags + "East");
  osm.way(12, {4, 100, 2}, tags + "North").way(13, {2, 101, 5}, tags + "South");
  const OsmImport got = import(osm);
  EXPECT_EQ(got.network.nodes().size(), 5U);
  EXPECT_EQ(control(got.network), JunctionControl::priority);
  EXPECT_EQ(ranks(got.network), (Ranks{{"East", 0}, {"North", 2}, {"South", 2}, {"West", 0}}));
  EXPECT_EQ(got.report.count_of("signs to give way or stop"), 2U);
}

struct SignCase {
  const char* north;  // tags of the sign on North, 33 m before the junction
  bool yields;
  const char* counted;
};

TEST(OsmSigns, DirectionsAndDistances) {
  for (const auto& [sign, yields, counted] :
       {SignCase{"highway=give_way", true, "signs to give way or stop"},
        SignCase{"highway=stop direction=both", true, "signs to give way or stop"},
        SignCase{"highway=stop stop=minor direction=forward", true, "signs to give way or stop"},
        SignCase{"highway=give_way direction=backward", false,
                 "signs without a junction within 40 m, not used"}}) {
    OsmText osm;
    osm.node(1, -4, 0).node(2, 0, 0).node(3, 4, 0).node(4, 0, 4).node(5, 0, -4);
    osm.node(100, 0, 0.3, sign);
    const std::string tags = "highway=secondary name=";
    osm.way(10, {1, 2}, tags + "West").way(11, {2, 3}, tags + "East");
    osm.way(12, {4, 100, 2}, tags + "North").way(13, {2, 5}, tags + "South");
    const OsmImport got = import(osm);
    EXPECT_EQ(ranks(got.network)["North"], yields ? 2 : 0) << sign;
    EXPECT_EQ(got.report.count_of(counted), 1U) << sign;
  }
}

// A sign wins over the class: the primary road gives way.
TEST(OsmSigns, SignsWinOverClasses) {
  OsmText osm;
  osm.node(1, -4, 0).node(2, 0, 0).node(3, 4, 0).node(4, 0, 4).node(5, 0, -4);
  osm.node(100, -0.2, 0, "highway=stop").node(101, 0.2, 0, "highway=stop");
  osm.way(10, {1, 100, 2}, "highway=primary name=West")
      .way(11, {2, 101, 3}, "highway=primary name=East");
  osm.way(12, {4, 2}, "highway=tertiary name=North").way(13, {2, 5}, "highway=tertiary name=South");
  EXPECT_EQ(ranks(import(osm).network),
            (Ranks{{"East", 2}, {"North", 0}, {"South", 0}, {"West", 2}}));
}

TEST(OsmSigns, WhereAllStopAllStop) {
  OsmText osm;
  osm.node(1, -4, 0).node(2, 0, 0).node(3, 4, 0).node(4, 0, 4).node(5, 0, -4);
  osm.node(100, -0.2, 0, "highway=stop").node(101, 0.2, 0, "highway=stop");
  osm.node(102, 0, 0.2, "highway=stop").node(103, 0, -0.2, "highway=stop");
  const std::string tags = "highway=secondary name=";
  osm.way(10, {1, 100, 2}, tags + "West").way(11, {2, 101, 3}, tags + "East");
  osm.way(12, {4, 102, 2}, tags + "North").way(13, {2, 103, 5}, tags + "South");
  EXPECT_EQ(control(import(osm).network), JunctionControl::all_way_stop);
}

TEST(OsmSigns, OnTheJunctionItself) {
  EXPECT_EQ(control(import(crossing_of_four("highway=stop stop=all")).network),
            JunctionControl::all_way_stop);
  const OsmImport unclear = import(crossing_of_four("highway=stop"));
  EXPECT_EQ(control(unclear.network), JunctionControl::uncontrolled);
  EXPECT_EQ(unclear.report.count_of("signs on a junction that do not say for whom, not used"), 1U);
  const OsmImport round = import(crossing_of_four("highway=mini_roundabout"));
  EXPECT_EQ(control(round.network), JunctionControl::roundabout);
  EXPECT_EQ(round.report.count_of("mini roundabouts"), 1U);
}

OsmText north_with(const std::string& barrier) {
  OsmText osm;
  osm.node(1, -4, 0).node(2, 0, 0).node(3, 4, 0).node(4, 0, 4).node(5, 0, -4);
  osm.node(6, 0, 2, barrier);
  const std::string tags = "highway=secondary name=";
  osm.way(10, {1, 2}, tags + "West").way(11, {2, 3}, tags + "East");
  osm.way(12, {4, 6, 2}, tags + "North").way(13, {2, 5}, tags + "South");
  return osm;
}

// Whether a kind of vehicle can drive on at the barrier in both directions.
bool passes(const Network& net, Permissions kind) {
  const auto allowed = movement_permissions(net);
  std::size_t through = 0;
  for (const MovementId m : net.movements()) {
    const LinkId in = net.movement.from[m];
    if (net.incoming(net.link.to[in]).size() == 2 && net.link.reverse[in] != net.movement.to[m] &&
        (allowed[m] & kind) != 0)
      ++through;
  }
  return through == 2;
}

TEST(OsmBarriers, CloseStreets) {
  for (const char* tags :
       {"barrier=bollard", "barrier=block", "barrier=chain", "barrier=cycle_barrier",
        "barrier=gate access=private", "barrier=lift_gate motor_vehicle=no",
        "barrier=gate vehicle=no", "barrier=fence"}) {
    const OsmImport got = import(north_with(tags));
    EXPECT_FALSE(passes(got.network, kCar)) << tags;
    EXPECT_FALSE(passes(got.network, kTruck)) << tags;
    EXPECT_EQ(got.report.count_of("barriers that close streets to vehicles"), 1U) << tags;
    EXPECT_EQ(turns(got.network, "North").size(), 3U) << tags;
  }
}

TEST(OsmBarriers, LetSomeVehiclesPass) {
  struct Gap {
    const char* tags;
    Permissions passes;
  };
  for (const auto& [tags, kind] :
       {Gap{"barrier=bus_trap", kBus}, Gap{"barrier=bollard psv=yes", kMinibus},
        Gap{"barrier=bollard", kBicycle}, Gap{"barrier=gate access=no hgv=yes", kTruck},
        Gap{"barrier=bollard motorcycle=yes", kMotorcycle}}) {
    const OsmImport got = import(north_with(tags));
    EXPECT_TRUE(passes(got.network, kind)) << tags;
    EXPECT_FALSE(passes(got.network, kCar)) << tags;
  }
}

TEST(OsmBarriers, ThatAreOpenAreCounted) {
  for (const char* tags : {"barrier=gate", "barrier=toll_booth", "barrier=lift_gate",
                           "barrier=bollard motor_vehicle=yes", "barrier=cattle_grid"}) {
    const OsmImport got = import(north_with(tags));
    EXPECT_EQ(got.network.nodes().size(), 5U) << tags;
    EXPECT_EQ(got.report.count_of("barriers that all vehicles pass"), 1U) << tags;
  }
  EXPECT_EQ(
      import(north_with("barrier=moat")).report.count_of("barriers of unknown kinds, open to all"),
      1U);
  EXPECT_EQ(import(crossing_of_four("barrier=bollard"))
                .report.count_of("barriers on junctions, not used"),
            1U);
}

bool installed(const char* program) {
  return std::system((std::string("command -v ") + program + " >/dev/null 2>&1").c_str()) == 0;
}

// SUMO loads and runs the net of every small file.
TEST(OsmExport, RunsInSumo) {
  if (!installed("sumo") || !installed("netconvert")) GTEST_SKIP() << "no sumo, no netconvert";
  OsmText closed;
  closed.node(1, 0, 0).node(2, 4, 0).node(3, 8, 0);
  closed.way(10, {1, 2},
             "highway=primary name=A oneway=yes lanes=3 lanes:forward=2 lanes:backward=1 "
             "oneway:bus=no vehicle:lanes:forward=no|yes");
  closed.way(11, {2, 3}, "highway=primary name=B");
  OsmText bound = crossing_of_four();
  bound.restriction(900, "no_right_turn", 10, 2, 13, "except=psv");
  for (const OsmText& osm :
       {closed, bound, north_with("barrier=bollard"), north_with("barrier=bus_trap"),
        crossing_of_four("highway=mini_roundabout")}) {
    const testing::TemporaryFolder folder;
    write_sumo_net(import(osm).network, folder / "city");
    const std::string run = "cd " + folder.path().string() +
                            " && netconvert -c city.netccfg >log 2>&1 && sumo -n city.net.xml "
                            "--end 60 >log 2>&1";
    EXPECT_EQ(std::system(run.c_str()), 0) << osm.text();
  }
}

}  // namespace
}  // namespace mwendo
