// Junction types, stop signs, permissions of connections, and what a net holds that is not read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "network/base/input_error.h"
#include "network/permissions.h"
#include "network/sumo/routes.h"
#include "network/sumo/words.h"
#include "network/sumo/write.h"
#include "tests/support/sumo_crossing.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using ::testing::HasSubstr;
using testing::sumo_crossing;
using testing::sumo_trips;
using testing::SumoCrossing;
using testing::TemporaryFolder;

SumoNet net_of(const SumoCrossing& crossing) {
  const TemporaryFolder folder;
  return read_sumo_net(folder.write("x.net.xml", sumo_crossing(crossing)));
}

std::string nodes_of(const SumoNet& s) {
  const TemporaryFolder folder;
  const SumoFiles files = write_sumo_net(s.net, folder / "x", sumo_names(s));
  std::ifstream in(files.nodes);
  return {std::istreambuf_iterator<char>(in), {}};
}

class JunctionTypes : public ::testing::TestWithParam<const char*> {};

TEST_P(JunctionTypes, AreWrittenAsTheyWereRead) {
  const std::string type = GetParam();
  EXPECT_THAT(nodes_of(net_of({.type = type})),
              HasSubstr("id=\"X\" x=\"0.00\" y=\"0.00\" type=\"" + type + "\""));
}

INSTANTIATE_TEST_SUITE_P(Sumo, JunctionTypes,
                         ::testing::Values("priority", "priority_stop", "allway_stop",
                                           "right_before_left", "left_before_right", "unregulated",
                                           "zipper", "rail_crossing", "rail_signal", "dead_end"));

TEST(JunctionType, OfSignalsIsKeptWithTheirProgram) {
  const char* const signal =
      R"(<tlLogic id="X" type="static" programID="0" offset="0">
<phase duration="40" state="GGgrrrGGgrrr"/><phase duration="40" state="rrrGGgrrrGGg"/></tlLogic>)";
  for (const std::string type :
       {"traffic_light", "traffic_light_unregulated", "traffic_light_right_on_red"}) {
    EXPECT_THAT(nodes_of(net_of({.type = type, .signal = signal})),
                HasSubstr("type=\"" + type + "\""));
    EXPECT_THAT(nodes_of(net_of({.type = type})),
                HasSubstr("id=\"X\" x=\"0.00\" y=\"0.00\" type=\"priority\""));
  }
  EXPECT_THAT(nodes_of(net_of({.signal = signal})), HasSubstr("type=\"traffic_light\""));
}

TEST(JunctionType, ThatIsUnknownIsRefused) {
  EXPECT_THROW((void)net_of({.type = "roundabout"}), InputError);
  EXPECT_THROW((void)net_of({.type = "Priority"}), InputError);
}

TEST(JunctionType, OfZippersHasNoSlowApproach) {
  EXPECT_EQ(sumo::control_of("zipper"), JunctionControl::priority);
  const SumoNet s = net_of({.type = "zipper"});
  for (const MovementId m : s.net.movements()) EXPECT_EQ(s.net.movement.rank[m], 0);
}

TEST(StopSigns, StandWhereNoMovementHasPriority) {
  const SumoNet stop = net_of({.type = "priority_stop"});
  for (const char* edge : {"n_in", "s_in"})
    EXPECT_NE(stop.net.link.flags[stop.find_link(edge)] & kStopSign, 0) << edge;
  for (const char* edge : {"e_in", "w_in", "n_out", "e_out"})
    EXPECT_EQ(stop.net.link.flags[stop.find_link(edge)] & kStopSign, 0) << edge;
  const SumoNet priority = net_of({});
  for (const LinkId l : priority.net.links()) EXPECT_EQ(priority.net.link.flags[l] & kStopSign, 0);
}

MovementId movement(const SumoNet& s, const char* from, const char* to) {
  for (const MovementId m : s.net.movements_of(s.find_link(from)))
    if (s.edge_of(s.net.movement.to[m]) == to) return m;
  return {};
}

// The engine has gaps by rank: 1 for turns across from the major street, 2 and more for the minor
// one.
TEST(SumoRanks, OfMinorStreetsAreTwoAtLeast) {
  const SumoNet s = net_of({});
  const auto rank = [&](const char* from, const char* to) {
    return static_cast<int>(s.net.movement.rank[movement(s, from, to)]);
  };
  EXPECT_EQ(rank("e_in", "w_out"), 0);
  EXPECT_EQ(rank("e_in", "n_out"), 0);
  EXPECT_EQ(rank("e_in", "s_out"), 1);
  EXPECT_EQ(rank("n_in", "w_out"), 2);  // turns at the kerb yield to one stream only
  EXPECT_EQ(rank("n_in", "s_out"), 2);
  EXPECT_EQ(rank("n_in", "e_out"), 3);
  const SumoNet equals = net_of({.type = "allway_stop"});
  for (const MovementId m : equals.net.movements()) EXPECT_EQ(equals.net.movement.rank[m], 0);
}

// Link 1: from the north straight on.
Permissions open_to(const std::string& attributes) {
  SumoCrossing c;
  c.attributes[1] = attributes;
  const SumoNet s = net_of(c);
  EXPECT_NE(movement_permissions(s.net)[movement(s, "n_in", "w_out")] & kCar, 0);
  return movement_permissions(s.net)[movement(s, "n_in", "s_out")];
}

TEST(ConnectionPermissions, ShutVehiclesOut) {
  const Permissions all = open_to("");
  EXPECT_EQ(open_to("disallow=\"passenger\""), all & ~kCar);
  EXPECT_EQ(open_to("disallow=\"passenger truck\""), all & ~(kCar | kTruck));
  EXPECT_EQ(open_to("allow=\"bus\""), kBus | kBrt);
  EXPECT_EQ(open_to("allow=\"bus bicycle\""), kBus | kBrt | kBicycle);
  EXPECT_EQ(open_to("disallow=\"all\""), 0);
  EXPECT_EQ(open_to("disallow=\"ship\""), all);
}

// netconvert also writes them at the lane of the path across the junction.
TEST(ConnectionPermissions, OfTheLaneInsideTheJunctionHold) {
  SumoCrossing c;
  c.location +=
      "<edge id=\":X_1\" function=\"internal\"><lane id=\":X_1_0\" index=\"0\" "
      "disallow=\"passenger\" speed=\"13.9\" length=\"10\" shape=\"0,0 0,1\"/></edge>";
  c.attributes[1] = "via=\":X_1_0\"";
  const SumoNet s = net_of(c);
  EXPECT_EQ(movement_permissions(s.net)[movement(s, "n_in", "s_out")] & (kCar | kBus), kBus);
}

TEST(ConnectionPermissions, CostNothingWhereNobodyIsShutOut) {
  SumoCrossing c;
  c.attributes[1] = "allow=\"passenger motorcycle taxi bus truck bicycle\"";
  EXPECT_TRUE(net_of(c).net.connection_permissions.empty());
}

TEST(ConnectionPermissions, OfAnUnknownClassAreRefused) {
  SumoCrossing c;
  c.attributes[1] = "disallow=\"passneger\"";
  try {
    (void)net_of(c);
    FAIL();
  } catch (const InputError& e) {
    EXPECT_THAT(e.what(), HasSubstr("'disallow' of <connection> names the vehicle class "
                                    "'passneger', which is not known"));
  }
}

// A measure edits a net by a builder.
TEST(ConnectionPermissions, OutliveAnEdit) {
  SumoCrossing c;
  c.attributes[1] = "allow=\"bus\"";
  const SumoNet s = net_of(c);
  const Network edited = NetworkBuilder::from_network(s.net).build();
  const auto allowed = movement_permissions(edited);
  for (const MovementId m : edited.movements_of(s.find_link("n_in")))
    EXPECT_EQ((allowed[m] & kCar) == 0, edited.movement.to[m] == s.find_link("s_out"));
}

TEST(SumoNetNotes, NameWhatIsNotRead) {
  SumoCrossing c;
  c.attributes[1] = "indirect=\"1\"";
  c.attributes[4] = "indirect=\"1\"";
  c.elements = "<prohibition prohibitor=\"a\" prohibited=\"b\"/>";
  const SumoNet s = net_of(c);
  EXPECT_EQ(s.report.count_of("'indirect' of <connection>, not read"), 2U);
  EXPECT_EQ(s.report.count_of("<prohibition> elements, not read"), 1U);
  EXPECT_THAT(s.report.text(), HasSubstr("'indirect' of <connection>, not read: 2 ("));
  const SumoNet plain = net_of({});
  for (const auto& entry : plain.report.entries)
    EXPECT_EQ(entry.what.find("not read"), std::string::npos);
}

}  // namespace
}  // namespace mwendo
