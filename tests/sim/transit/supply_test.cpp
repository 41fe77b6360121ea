#include "sim/world/supply.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/world/prices.h"
#include "sim/world/supply_edit.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Supply, PeaksAreSixToNineAndSixteenToNineteen) {
  for (int hour = 0; hour < 24; ++hour) {
    const bool peak = (hour >= 6 && hour < 9) || (hour >= 16 && hour < 19);
    EXPECT_EQ(in_peak(static_cast<float>(hour) * 3600), peak) << hour;
    EXPECT_EQ(in_peak(static_cast<float>(hour) * 3600 + 3599), peak) << hour;
  }
  SmallWorld w = make_small_world();
  const LineId line = add_line(w, {.nodes = row_nodes(w, 2), .headway_s = 300});
  EXPECT_EQ(w.transit.headway_at(line, 8.99F * 3600), 300);
  EXPECT_EQ(w.transit.headway_at(line, 9 * 3600), 600);
  EXPECT_EQ(w.transit.headway_at(line, 16 * 3600), 300);
}

TEST(SupplyEdit, ALineSurvivesDraftAndAppend) {
  SmallWorld w = make_small_world();
  const LineId first = add_line(w, {.name = "7",
                                    .mode = Mode::bus,
                                    .nodes = row_nodes(w, 2),
                                    .headway_s = 240,
                                    .fare = 55,
                                    .fare_per_km = 3,
                                    .capacity = 33});
  LineDraft draft = draft_of(w.transit, first);
  draft.opposite = first;
  draft.powertrain = Powertrain::battery_electric;
  draft.control = HeadwayControl::headway;
  draft.fleet = 12;
  const LineId second = append(w.transit, draft);
  const LineDraft read = draft_of(w.transit, second);
  EXPECT_EQ(read.name, "7");
  EXPECT_EQ(read.mode, Mode::bus);
  EXPECT_EQ(read.vehicle, VehicleClass::bus);
  EXPECT_EQ(read.capacity, 33);
  EXPECT_EQ(read.peak_headway_s, 240);
  EXPECT_EQ(read.offpeak_headway_s, 480);
  EXPECT_EQ(read.first_departure_s, 5 * 3600);
  EXPECT_EQ(read.last_departure_s, 22 * 3600);
  EXPECT_EQ(read.fare, 55);
  EXPECT_EQ(read.fare_per_km, 3);
  EXPECT_EQ(read.opposite, first);
  EXPECT_EQ(read.powertrain, Powertrain::battery_electric);
  EXPECT_EQ(read.control, HeadwayControl::headway);
  EXPECT_EQ(read.fleet, 12);
  EXPECT_EQ(read.path, draft.path);
  ASSERT_EQ(read.stops.size(), 14U);
  EXPECT_EQ(read.stops[5].stop, w.transit.stops_of(first)[5].stop);
  EXPECT_EQ(read.stops[5].path_index, 5U);
}

TEST(SupplyEdit, CopiesTieOppositeLinesByTheirNewIds) {
  SmallWorld w = make_small_world();
  for (const std::uint32_t row : {1U, 2U, 3U, 4U})
    add_line(w, {.name = std::to_string(row), .nodes = row_nodes(w, row)});
  LineColumns& line = w.transit.line;
  line.opposite[LineId{0}] = LineId{2};
  line.opposite[LineId{2}] = LineId{0};
  line.opposite[LineId{3}] = LineId{1};
  const SupplyCopy copy = copy_lines(w.transit, [](LineId l, LineDraft& d) {
    d.fare += 1;
    return l != LineId{1};
  });
  EXPECT_THAT(copy.new_id, ElementsAre(LineId{0}, LineId{}, LineId{1}, LineId{2}));
  EXPECT_EQ(copy.supply.stops().size(), w.transit.stops().size());
  EXPECT_EQ(copy.supply.line.opposite[LineId{0}], LineId{1});
  EXPECT_EQ(copy.supply.line.opposite[LineId{1}], LineId{0});
  EXPECT_FALSE(copy.supply.line.opposite[LineId{2}].valid());  // its opposite is gone
  EXPECT_EQ(copy.supply.line.fare[LineId{2}], 41);
  EXPECT_EQ(copy.supply.line.name[LineId{2}], "4");
}

// 13 blocks of 400 m, less 100 m at the first stop's link and 150 m at the last one's.
TEST(SupplyEdit, LengthRunsFromTheFirstStopToTheLast) {
  SmallWorld w = make_small_world();
  const LineId line = add_line(w, {.nodes = row_nodes(w, 2)});
  EXPECT_DOUBLE_EQ(line_length(w.network, w.transit, line), 13 * 400);
  const auto stops = w.transit.stops_of(line);
  w.transit.stop.position_m[stops.front().stop] = 300;
  w.transit.stop.position_m[stops.back().stop] = 250;
  EXPECT_DOUBLE_EQ(line_length(w.network, w.transit, line), 13 * 400 + 100 - 150);
  LineDraft rail = draft_of(w.transit, line);
  rail.path.clear();
  rail.stops = {stops[0], stops[3], stops[1]};  // straight from stop to stop
  EXPECT_DOUBLE_EQ(line_length(w.network, w.transit, append(w.transit, rail)), 1200 + 800);
}

TEST(SupplyEdit, TurnsAreThoseOfTheNetwork) {
  const SmallWorld w = make_small_world();
  const auto link = [&](std::uint32_t x1, std::uint32_t y1, std::uint32_t x2, std::uint32_t y2) {
    return link_between(w.network, node_at(w, x1, y1), node_at(w, x2, y2));
  };
  EXPECT_TRUE(has_turn(w.network, link(1, 1, 2, 1), link(2, 1, 2, 2)));
  EXPECT_FALSE(has_turn(w.network, link(1, 1, 2, 1), link(2, 1, 1, 1)));  // back
  EXPECT_FALSE(has_turn(w.network, link(1, 1, 2, 1), link(3, 1, 4, 1)));  // not adjacent
}

struct Checked : ::testing::Test {
  SmallWorld w = make_small_world();
  LineId line = add_line(w, {.name = "9", .nodes = row_nodes(w, 2)});
  [[nodiscard]] std::vector<std::string> problems() const { return validate(w.network, w.transit); }
};

TEST_F(Checked, ASoundSupplyHasNoProblem) { EXPECT_THAT(problems(), IsEmpty()); }

TEST_F(Checked, StopsMustLieOnTheirLink) {
  w.transit.stop.position_m[StopId{2}] = 401;
  w.transit.stop.link[StopId{5}] = LinkId{};
  w.transit.stop.access_node[StopId{6}] = NodeId{};
  EXPECT_THAT(problems(),
              ElementsAre(HasSubstr("is off its link"), HasSubstr("is on no link"),
                          HasSubstr("has no access node"), "line '9': stop 5 is not on its path"));
}

TEST_F(Checked, StopsMustFollowEachOther) {
  auto& stops = w.transit.line.stops.values;
  std::swap(stops[3], stops[4]);
  EXPECT_THAT(problems(), ElementsAre("line '9': stop 4 lies before the one before it"));
  stops.resize(1);
  w.transit.line.stops.first[1] = 1;
  EXPECT_THAT(problems(), ElementsAre("line '9' has fewer than two stops"));
}

TEST_F(Checked, PathsMustBeConnectedAndOpen) {
  auto& path = w.transit.line.path.values;
  const LinkId closed = path[7];
  for (const LaneId a : w.network.lanes_of(closed)) w.network.lane.permissions[a] = kCar;
  EXPECT_THAT(problems(), ElementsAre("line '9' may not use link " + std::to_string(closed.value)));
  for (const LaneId a : w.network.lanes_of(closed)) w.network.lane.permissions[a] = kBrt;
  w.transit.line.mode[line] = Mode::brt;  // its lane
  EXPECT_THAT(problems(), IsEmpty());
  w.transit.line.peak_headway_s[line] = 0;
  EXPECT_THAT(problems(), ElementsAre("line '9' has no headway"));
}

TEST_F(Checked, ATurnThatIsNotThereIsFound) {
  // The last link of the path from another street: neither its stop nor its turn fit.
  w.transit.line.path.values.back() = link_between(w.network, node_at(w, 0, 0), node_at(w, 1, 0));
  EXPECT_THAT(problems(), ElementsAre("line '9': stop 13 is not on its path",
                                      HasSubstr("line '9': no turn from link")));
}

TEST(Prices, AreBaseAndKilometres) {
  CityFigures f;
  f.car_cost_trip = 100;
  f.car_cost_km = 12;
  f.motorcycle_cost_km = 4;
  f.motorcycle_taxi_fare_base = 30;
  f.motorcycle_taxi_fare_km = 25;
  f.taxi_fare_base = 200;
  f.taxi_fare_km = 60;
  EXPECT_FLOAT_EQ(price_of(f, Mode::car_driver).of(5), 160);
  EXPECT_FLOAT_EQ(price_of(f, Mode::motorcycle_taxi).of(2), 80);
  EXPECT_FLOAT_EQ(price_of(f, Mode::taxi).of(4.5F), 470);
  EXPECT_FLOAT_EQ(price_of(f, Mode::own_motorcycle).of(5), 20);
  for (const Mode m : {Mode::walk, Mode::bicycle, Mode::shared_bicycle, Mode::minibus, Mode::bus,
                       Mode::brt, Mode::lrt, Mode::car_passenger})
    EXPECT_EQ(price_of(f, m).of(10), 0) << name_of(m);
}

}  // namespace
}  // namespace mwendo
