// Coordinates of charts and maps against the scale of their axes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/report/charts.h"
#include "scenarios/report/city_map.h"
#include "scenarios/report/parts.h"
#include "scenarios/report/report.h"
#include "tests/scenarios/results/hand_run.h"

namespace mwendo {
namespace {

using testing::HandRun;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Ticks, AreStepsOfOneTwoOrFive) {
  const std::pair<double, std::vector<double>> kCases[] = {{10, {0, 2, 4, 6, 8, 10}},
                                                           {9.1, {0, 2, 4, 6, 8, 10}},
                                                           {1300, {0, 500, 1000, 1500}},
                                                           {5, {0, 1, 2, 3, 4, 5}},
                                                           {0.04, {0, 0.01, 0.02, 0.03, 0.04}}};
  for (const auto& [high, expected] : kCases) {
    const auto ticks = nice_ticks(high, 5);
    ASSERT_EQ(ticks.size(), expected.size()) << high;
    for (std::size_t i = 0; i < ticks.size(); ++i) EXPECT_NEAR(ticks[i], expected[i], 1e-9);
  }
  EXPECT_EQ(nice_ticks(0, 5), (std::vector<double>{0, 1}));
}

// The axis ends at 50 per cent, 480 units from its start at 150.
TEST(Bars, AreAsLongAsTheirValue) {
  const std::string svg =
      paired_bars("Shares & more", {{"walk", 50.0, 25.0, 40.0}, {"bus", 10.0, {}, {}}}, "%");
  EXPECT_THAT(svg, HasSubstr("<title>Shares &amp; more</title>"));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"bar base\" x=\"150.0\" y=\"12.0\" width=\"480.0\""));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"bar alt\" x=\"150.0\" y=\"26.0\" width=\"240.0\""));
  EXPECT_THAT(svg, HasSubstr("<line class=\"observed\" x1=\"534.0\""));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"bar base\" x=\"150.0\" y=\"56.0\" width=\"96.0\""));
  EXPECT_THAT(svg, HasSubstr(">50 %</text>"));
}

// x from 58 to 638; y from 204 (zero) to 14 (the last tick, 20).
TEST(Lines, GoThroughTheirPoints) {
  LineChart chart{.title = "Speed",
                  .y_label = "km/h",
                  .x = {0, 900, 1800},
                  .x_ticks = {{900, "06:15"}},
                  .series = {{"a", "base", {0, 10, 20}}, {"b", "alt", {20, std::nan(""), 5}}},
                  .logarithmic = false};
  const std::string svg = line_chart(chart);
  EXPECT_THAT(svg,
              HasSubstr("<path class=\"line base\" d=\"M58.0 204.0L348.0 109.0L638.0 14.0\"/>"));
  EXPECT_THAT(svg, HasSubstr("<path class=\"line alt\" d=\"M58.0 14.0M638.0 156.5\"/>")) << "a gap";
  EXPECT_THAT(svg, HasSubstr("x=\"348.0\" y=\"222.0\" text-anchor=\"middle\">06:15</text>"));
  // From 0.1 to 10: 1 stands in the middle of two decades; what is not above zero is left out.
  chart.series = {{"a", "base", {10, 1, 0.1}}, {"b", "alt", {0, 1, 1}}};
  chart.logarithmic = true;
  const std::string log = line_chart(chart);
  EXPECT_THAT(log,
              HasSubstr("<path class=\"line base\" d=\"M58.0 14.0L348.0 109.0L638.0 204.0\"/>"));
  EXPECT_THAT(log, HasSubstr("<path class=\"line alt\" d=\"M348.0 109.0L638.0 109.0\"/>"));
}

// 868 units for 2 km from 112; ticks to 2,000, 190 units high above the axis at 216.
TEST(LoadProfile, StepsAreLoadsOverLengths) {
  LoadProfile p;
  p.title = "Load";
  p.stops = {"A", "B", "C"};
  p.length_km = {0.5, 1.5};
  p.up = {"to C", {1000, 500}, {2000, 2000}};
  const std::string svg = load_profile(p);
  EXPECT_THAT(
      svg, HasSubstr("<path class=\"area alt\" d=\"M112.0 216.0V121.0H329.0V168.5H980.0V216.0Z"));
  EXPECT_THAT(svg, HasSubstr("<path class=\"capacity\" d=\"M112.0 26.0V26.0H329.0V26.0H980.0\"/>"));
  EXPECT_THAT(svg, Not(HasSubstr("alt2")));
  p.down = {"to A", {2000, 0}, {}};
  const std::string both = load_profile(p);  // 125 units a side, axis at 151
  EXPECT_THAT(both,
              HasSubstr("<path class=\"area alt2\" d=\"M112.0 151.0V276.0H329.0V151.0H980.0"));
  EXPECT_THAT(both, HasSubstr("▼ to A"));
}

TEST(Breaks, ClassesEndBelowTheirBreak) {
  const std::vector<double> breaks = {6, 10, 15};
  const std::pair<double, int> kCases[] = {{0, 0}, {5.99, 0}, {6, 1}, {9.99, 1}, {15, 3}, {99, 3}};
  for (const auto& [value, expected] : kCases) EXPECT_EQ(class_of(value, breaks), expected);
}

// Quartiles of 1 .. 100: 26, 51, 76, rounded to 30, 50, 70.
TEST(Breaks, AreRoundQuantiles) {
  std::vector<double> values;
  for (int i = 1; i <= 100; ++i) values.push_back(i);
  EXPECT_EQ(round_breaks(values, 4), (std::vector<double>{30, 50, 70}));
  EXPECT_EQ(round_breaks({4, 4, 4}, 4), (std::vector<double>{3}));
  EXPECT_EQ(round_breaks({}, 4), (std::vector<double>{1}));
}

TEST(Legend, NamesTheRangesOfTheClasses) {
  EXPECT_EQ(map_legend("speed", {6, 10}, "km/h", false),
            "<div class=\"legend speed\"><span><i class=\"c0\"></i>below 6</span><span><i "
            "class=\"c1\"></i>6 to 10</span><span><i class=\"c2\"></i>above 10</span><span "
            "class=\"unit\">km/h</span></div>");
  EXPECT_THAT(map_legend("up", {-2, 2}, "km/h", true), HasSubstr("−2 to +2"));
}

TEST(SpeedClasses, FewVehiclesAreBackground) {
  HandRun run;
  const LinkId slow = run.east(0, 2);
  const LinkId quick = run.east(1, 2);
  const LinkId few = run.east(2, 2);
  run.traffic(slow, 0, VehicleClass::car, 500, 360).vehicles = 10;    // 5 km/h
  run.traffic(quick, 0, VehicleClass::car, 2500, 360).vehicles = 10;  // 25 km/h
  run.traffic(few, 0, VehicleClass::car, 2500, 360).vehicles = 9;
  const auto classes = speed_classes(run.summary().links);
  EXPECT_EQ(classes[slow], 0);
  EXPECT_EQ(classes[quick], 4);
  EXPECT_EQ(classes[few], CityMap::kBackground);
  EXPECT_EQ(classes[run.east(3, 3)], CityMap::kBackground);
}

// 2 kg on a link of 400 m: 5 kg per km.
TEST(Co2eClasses, AreByLengthOfStreet) {
  HandRun run;
  const LinkId l = run.east(0, 2);
  run.emit(l, 0, VehicleClass::car, {{Emission::co2e, 2000}});
  const auto kg = co2e_kg_per_km(run.world.network, run.summary().links);
  EXPECT_DOUBLE_EQ(kg[l], 5);
  const auto classes = co2e_classes(kg, {1, 5, 10});
  EXPECT_EQ(classes[l], 2);
  EXPECT_EQ(classes[run.east(1, 2)], CityMap::kBackground);
  EXPECT_EQ(co2e_breaks(kg), (std::vector<double>{5}));
}

TEST(BrtStations, PlatformsOfBothDirectionsAreOne) {
  HandRun run;
  run.add_line_of(Mode::brt, 2);
  run.add_line_of(Mode::minibus, 4);
  auto back = testing::row_nodes(run.world, 2);
  std::reverse(back.begin(), back.end());
  testing::add_line(run.world, {.mode = Mode::brt, .nodes = back});
  // Stops at nodes 1 to 5 and, back, at nodes 4 to 0.
  EXPECT_EQ(brt_stations(run.world).size(), 6U);
}

// One street of 400 m in the middle of a map of 2,000 m: 1,000 units wide, north up.
TEST(CityMap, DrawsLinksInUnitsOfThePage) {
  HandRun run;
  const Network& net = run.world.network;
  CityMap map(net, {0, 0, 2000, 2000});
  Column<LinkId, int> classes(net.links().size(), CityMap::kHidden);
  classes[run.east(1, 1)] = 3;  // (400, 400) to (800, 400)
  classes[run.east(2, 2)] = CityMap::kBackground;
  map.set_links("speed", classes, {0, 1, 2, 3});
  map.add_stations({{1000, 500}});
  const std::string svg = map.svg("Speed");
  EXPECT_THAT(svg, HasSubstr("<svg class=\"map speed\" viewBox=\"0 0 1000 1000\""));
  EXPECT_THAT(svg, HasSubstr("<path class=\"c3 minor\" d=\"M200 800l200 0\"/>"));
  EXPECT_THAT(svg, HasSubstr("<path class=\"none main\" d=\"M400 600l200 0\"/>"));
  EXPECT_THAT(svg, HasSubstr("cx=\"500\" cy=\"750\""));
  EXPECT_THAT(svg, HasSubstr("h100v-12")) << "a bar of 200 m: no more than a fifth of the map";
  EXPECT_THAT(svg, HasSubstr(">200 m</text>"));
}

TEST(CityMap, ExtentHoldsTheTraffic) {
  HandRun run;
  Column<LinkId, double> weight(run.world.network.links().size(), 0);
  weight[run.east(1, 1)] = 5;  // starts at (400, 400)
  weight[run.east(3, 3)] = 5;  // starts at (1200, 1200)
  const MapExtent e = extent_of(run.world.network, weight);
  EXPECT_DOUBLE_EQ(e.min_x, 400 - 24);  // a margin of 3 per cent of 800 m
  EXPECT_DOUBLE_EQ(e.max_x, 1200 + 24);
  EXPECT_DOUBLE_EQ(e.min_y, 400 - 24);
  EXPECT_DOUBLE_EQ(e.max_y, 1200 + 24);
}

// The difference map, the third of the speed maps, of one link with traffic on both sides.
class DifferenceMap : public ::testing::Test {
 protected:
  static std::string of(HandRun& base, HandRun& alternative) {
    const std::vector<RunSummary> b = {base.summary()};
    const std::vector<RunSummary> a = {alternative.summary()};
    const std::string html = comparison_report(compare(base.world, b, alternative.world, a));
    const auto at = html.find("<svg class=\"map up\"");
    return html.substr(at, html.find("</svg>", at) - at);
  }
  static void drive(HandRun& run, float metres) {
    run.traffic(run.east(0, 2), 0, VehicleClass::car, metres, 3600).vehicles = 30;
  }
};

TEST_F(DifferenceMap, ShowsWhatGotQuicker) {
  HandRun base;
  HandRun quicker;
  drive(base, 20000);
  drive(quicker, 23000);
  EXPECT_THAT(of(base, quicker), HasSubstr("class=\"c5 main\"")) << "2 to 5 km/h";
  EXPECT_THAT(of(quicker, base), HasSubstr("class=\"c1 main\""));
}

// A street that is closed to cars, or opened to them, did not get slower or quicker.
TEST_F(DifferenceMap, WithoutTrafficOnBothSidesThereIsNoDifferenceOfSpeed) {
  HandRun base;
  HandRun empty;
  drive(base, 20000);
  for (const std::string& svg : {of(base, empty), of(empty, base)})
    for (const char* colour : {"c0 ", "c1 ", "c5 ", "c6 "})
      EXPECT_THAT(svg, Not(HasSubstr(std::string("class=\"") + colour)));
}

}  // namespace
}  // namespace mwendo
