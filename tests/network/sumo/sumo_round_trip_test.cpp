// SUMO's net as ours and back: made by SUMO's netgenerate, read, written, joined again by
// netconvert, read, compared by the ids of edges and junctions.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "network/assembly/turn_speeds.h"
#include "network/sumo/write.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

int run_quietly(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str());
}

// A lane connection by ids, "A0B0_1>B0C0_0".
std::string name_of(const SumoNet& s, LaneId a) {
  const LinkId l = s.net.lane.link[a];
  return std::string(s.edge_of(l)) + "_" + std::to_string(a.value - s.net.link.first_lane[l]);
}

std::string name_of(const SumoNet& s, MovementId m) {
  return std::string(s.edge_of(s.net.movement.from[m])) + ">" +
         std::string(s.edge_of(s.net.movement.to[m]));
}

std::vector<std::string> connections_of(const SumoNet& s) {
  std::vector<std::string> all;
  for (const LaneId a : s.net.lanes())
    for (const Connection& c : s.net.connections_of(a))
      all.push_back(name_of(s, a) + ">" + name_of(s, c.to));
  std::sort(all.begin(), all.end());
  return all;
}

// False for movements that a signal never opens together: who goes first of them means nothing.
bool meet(const SumoNet& s, MovementId a, MovementId b) {
  const NodeId n = s.net.link.to[s.net.movement.from[a]];
  if (s.net.node.signal_plan[n] == kNoSignalPlan) return true;
  for (const SignalPhase& p : s.net.signal_plans[s.net.node.signal_plan[n]].phases) {
    const auto open = [&](MovementId m) {
      return std::find(p.movements.begin(), p.movements.end(), m) != p.movements.end();
    };
    if (open(a) && open(b)) return true;
  }
  return false;
}

// "first", "second" or "none": who goes first of two movements that conflict.
std::map<std::string, std::string> right_of_way_of(const SumoNet& s) {
  std::map<std::string, std::string> all;
  for (const MovementId m : s.net.movements())
    for (const MovementId other : s.net.conflicts_of(m)) {
      const int difference = s.net.movement.rank[m] - s.net.movement.rank[other];
      all[name_of(s, m) + " | " + name_of(s, other)] = !meet(s, m, other) ? "never meet"
                                                       : difference < 0   ? "first"
                                                       : difference > 0   ? "second"
                                                                          : "none";
    }
  return all;
}

// One line for each phase: seconds of green and clearance and the movements.
std::vector<std::string> phases_of(const SumoNet& s, NodeId n) {
  std::vector<std::string> all;
  if (s.net.node.signal_plan[n] == kNoSignalPlan) return all;
  for (const SignalPhase& p : s.net.signal_plans[s.net.node.signal_plan[n]].phases) {
    std::vector<std::string> names;
    for (const MovementId m : p.movements) names.push_back(name_of(s, m));
    std::sort(names.begin(), names.end());
    std::string line = std::to_string(p.green_s) + "/" + std::to_string(p.clearance_s);
    for (const std::string& name : names) line += " " + name;
    all.push_back(line);
  }
  return all;
}

void expect_equal(const SumoNet& was, const SumoNet& is) {
  ASSERT_EQ(is.net.links().size(), was.net.links().size());
  EXPECT_EQ(is.net.driving_side, was.net.driving_side);
  EXPECT_EQ(connections_of(is), connections_of(was));
  for (const LinkId l : was.net.links()) {
    const LinkId back = is.find_link(was.edge_of(l));
    ASSERT_TRUE(back.valid()) << was.edge_of(l);
    ASSERT_EQ(is.net.lanes_of(back).size(), was.net.lanes_of(l).size());
    for (std::size_t i = 0; i < was.net.lanes_of(l).size(); ++i) {
      EXPECT_EQ(is.net.lane.permissions[is.net.lanes_of(back)[i]],
                was.net.lane.permissions[was.net.lanes_of(l)[i]]);
      EXPECT_NEAR(is.net.lane.width_m[is.net.lanes_of(back)[i]],
                  was.net.lane.width_m[was.net.lanes_of(l)[i]], 0.01F);
    }
    EXPECT_NEAR(is.net.link.free_speed_mps[back], was.net.link.free_speed_mps[l], 0.01F);
    EXPECT_NEAR(is.net.link.length_m[back], was.net.link.length_m[l],
                std::max(8.0F, 0.1F * was.net.link.length_m[l]))
        << was.edge_of(l);
  }
  for (const NodeId n : was.net.nodes()) {
    const NodeId back{is.node_names.find(was.node_names.name(n.value))};
    ASSERT_TRUE(back.valid());
    EXPECT_EQ(is.net.node.control[back], was.net.node.control[n]) << was.node_names.name(n.value);
    EXPECT_EQ(phases_of(is, back), phases_of(was, n)) << was.node_names.name(n.value);
  }
  const auto ranks = right_of_way_of(was);
  const auto back = right_of_way_of(is);
  for (const auto& [pair, who] : ranks) {
    const auto found = back.find(pair);
    EXPECT_EQ(found == back.end() ? "no conflict" : found->second, who) << pair;
  }
  EXPECT_EQ(back.size(), ranks.size());
}

void expect_equal_speeds(const SumoNet& was, const SumoNet& is) {
  std::map<std::string, float> speeds;
  for (const MovementId m : is.net.movements())
    speeds[name_of(is, m)] = is.net.movement.speed_mps[m];
  for (const MovementId m : was.net.movements())
    EXPECT_NEAR(speeds[name_of(was, m)], was.net.movement.speed_mps[m], 0.011F) << name_of(was, m);
}

// Speeds from the geometry of the links beside those of SUMO, which knows the shapes of lanes and
// junctions. Worst are spiders: near-side turns between legs at 45 to 75 degrees, 1.7 m/s too fast.
void expect_speeds_from_geometry(const SumoNet& s, double worst) {
  double sum = 0;
  double distance = 0;
  int turns = 0;
  for (const MovementId m : s.net.movements()) {
    if (s.net.movement.direction[m] == TurnDirection::straight) continue;
    const auto theirs = static_cast<double>(s.net.movement.speed_mps[m]);
    const auto ours = static_cast<double>(build::turn_speed(s.net, m));
    sum += ours - theirs;
    distance += std::abs(ours - theirs);
    ++turns;
  }
  EXPECT_LT(distance / turns, worst) << "mean too fast by " << sum / turns;
}

class SumoRoundTrip : public ::testing::TestWithParam<const char*> {};

TEST_P(SumoRoundTrip, KeepsTheNet) {
  if (run_quietly("netgenerate --version") != 0)
    GTEST_SKIP() << "netgenerate (Debian package sumo) is not installed";
  std::string name = (fs::temp_directory_path() / "mwendo-round-XXXXXX").string();
  const fs::path folder = mkdtemp(name.data());
  ASSERT_EQ(run_quietly(std::string("netgenerate --seed 5 --no-turnarounds ") + GetParam() +
                        " -o " + (folder / "a.net.xml").string()),
            0);
  const SumoNet was = read_sumo_net(folder / "a.net.xml");
  const SumoFiles files = write_sumo_net(was.net, folder / "b", sumo_names(was));
  ASSERT_EQ(run_quietly("netconvert -c " + files.configuration.string()), 0);
  const SumoNet is = read_sumo_net(folder / "b.net.xml");
  expect_equal(was, is);
  expect_equal_speeds(was, is);
  const bool spider = std::string_view(GetParam()).starts_with("--spider");
  expect_speeds_from_geometry(was, spider ? 1.2 : 0.6);
  fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(
    Nets, SumoRoundTrip,
    ::testing::Values(
        "--grid --grid.number 4 --grid.length 150 --default.lanenumber 2 --default-junction-type "
        "traffic_light",
        "--grid --grid.number 4 --grid.length 150 --default-junction-type priority",
        "--grid --grid.number 4 --grid.length 150 --default-junction-type allway_stop",
        "--grid --grid.number 4 --grid.length 120 --lefthand --default.lanenumber 3 "
        "--default-junction-type traffic_light",
        "--spider --spider.arm-number 5 --spider.circle-number 3 --default-junction-type "
        "right_before_left",
        "--rand --rand.iterations 60 --default-junction-type priority --default.lanenumber 2"));

}  // namespace
}  // namespace mwendo
