// The time-distance diagram: coordinates, count of vehicles, size.
#include "scenarios/report/time_distance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/report/brt_sections.h"
#include "tests/scenarios/results/hand_run.h"

namespace mwendo {
namespace {

using testing::HandRun;
using ::testing::HasSubstr;

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

// Time from x = 64 to 800, distance from y = 392 up to 12.
TEST(TimeDistance, DrawsEachVehicleThroughItsCalls) {
  TimeDistance d{.title = "Line & more", .from_s = 25200, .to_s = 28800};
  d.stations = {{"Market", 0}, {"Hill", 1}, {"Lake", 4}};
  d.vehicles = {{{25200, 0}, {27000, 2}, {28800, 4}}, {{27000, 0}, {27000, 0}}};
  const std::string svg = time_distance(d);
  EXPECT_EQ(count_of(svg, "<polyline "), 2U);
  EXPECT_THAT(svg, HasSubstr("points=\"64.0,392.0 432.0,202.0 800.0,12.0\""));
  EXPECT_THAT(svg, HasSubstr("<title>Line &amp; more</title>"));
  EXPECT_THAT(svg, HasSubstr(">07:30</text>"));
  EXPECT_THAT(svg, HasSubstr("time of day, h:min"));
  EXPECT_THAT(svg, HasSubstr("distance along the line, km"));
  for (const auto& s : d.stations) EXPECT_THAT(svg, HasSubstr(">" + s.name + "</text>"));
  EXPECT_EQ(svg.find("style="), std::string::npos) << "colours are classes, for light and dark";
}

TEST(TimeDistance, StaysSmallWithManyVehicles) {
  TimeDistance d{.title = "Line", .from_s = 0, .to_s = 7200};
  for (int s = 0; s < 60; ++s)
    d.stations.push_back({"A station with a name of some length", 0.5 * s});
  for (int v = 0; v < 400; ++v) {
    d.vehicles.emplace_back();
    for (int s = 0; s < 60; ++s)
      for (const int dwell : {0, 20}) d.vehicles.back().push_back({18.0 * v + dwell, 0.5 * s});
  }
  const std::string svg = time_distance(d);
  EXPECT_EQ(count_of(svg, "<polyline "), 400U);
  EXPECT_LE(svg.size(), TimeDistance::kMostBytes);
}

TEST(TimeDistance, PartShowsBothDirectionsOfTheFirstBrtLine) {
  HandRun run(1);
  EXPECT_EQ(brt_course_section(run.world, run.summary()), "");
  run.add_line_of(Mode::brt, 2);
  run.add_line_of(Mode::brt, 2);
  run.world.transit.line.opposite[LineId{0}] = LineId{1};
  const float from = run.results.from_s;
  for (std::uint32_t line = 0; line < 2; ++line)
    for (std::uint32_t v = 0; v < 3 + line; ++v)
      for (std::uint32_t stop = 0; stop < 3; ++stop) {
        const float at = from + 300 * static_cast<float>(v) + 60 * static_cast<float>(stop);
        run.results.service.brt_calls.push_back({LineId{line}, 10 * line + v, stop, at, at + 20});
      }
  const std::string part = brt_course_section(run.world, run.summary());
  EXPECT_EQ(count_of(part, "<svg "), 2U);
  EXPECT_EQ(count_of(part, "<polyline "), 3U + 4U);
}

}  // namespace
}  // namespace mwendo
