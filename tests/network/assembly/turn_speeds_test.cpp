// Speeds of turns against radii measured by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/support/ascii_city.h"

namespace mwendo {
namespace {

constexpr double kWidth = 3.25;
constexpr double kCorner = 4;
constexpr double kSquare = std::numbers::pi / 2;
constexpr double kFree = std::numbers::pi / 12;  // 15 degrees

constexpr const char* kCross = R"(
      N
      |
      |
  W---X---E
      |
      |
      S
)";

double speed_on(double length, double angle) {
  return std::sqrt(5.5 * (length / (angle - kFree) + kWidth / 4));
}
// A square turn whose lanes meet so far behind the stop line and before the exit line.
double square(double before, double behind) {
  return speed_on(std::min(before, behind) * kSquare + std::abs(before - behind), kSquare);
}

double speed(const AsciiCity& city, const char* turn) {
  return static_cast<double>(city.net.movement.speed_mps[city.turn(turn)]);
}

TEST(TurnSpeeds, SquareTurnsOfOneLane) {
  for (const DrivingSide side : {DrivingSide::left, DrivingSide::right}) {
    const AsciiCity city(kCross, {.driving_side = side});
    const bool left = side == DrivingSide::left;
    const double near = square(kCorner + kWidth / 2, kCorner + kWidth / 2);
    const double far = square(kCorner + 1.5 * kWidth, kCorner + 1.5 * kWidth);
    EXPECT_NEAR(speed(city, left ? "WXN" : "WXS"), near, 0.01);  // 6.4 m/s
    EXPECT_NEAR(speed(city, left ? "WXS" : "WXN"), far, 0.01);   // 8.0 m/s
    EXPECT_NEAR(speed(city, "WXE"), 50 / 3.6, 0.001) << "straight on as fast as the street";
    EXPECT_NEAR(speed(city, "XEX"), 4, 0.001) << "back";
    EXPECT_EQ(speed(city, "NXE"), speed(city, "SXW")) << "the same from all sides";
  }
}

// From the median lane of three the turn leads into any of three lanes; it has the mean speed.
TEST(TurnSpeeds, WideStreetsAreTurnedIntoFasterFromTheMedian) {
  const AsciiCity city(kCross, {.streets = {{"WX", {.lanes = 3}},
                                            {"XE", {.lanes = 3}},
                                            {"NX", {.lanes = 3}},
                                            {"XS", {.lanes = 3}}}});
  const double line = kCorner + 3 * kWidth;
  double mean = 0;
  for (int lane = 0; lane < 3; ++lane)
    mean += square(line + (0.5 + lane) * kWidth, line + kWidth / 2) / 3;
  EXPECT_NEAR(speed(city, "WXS"), mean, 0.01);
  EXPECT_GT(mean, 10);
}

TEST(TurnSpeeds, NeverAboveTheFreeSpeedOfEitherStreet) {
  const AsciiCity city(kCross, {.streets = {{"XN", {.free_speed_mps = 5}},
                                            {"XE", {.free_speed_mps = 9}},
                                            {"SX", {.free_speed_mps = 3}}}});
  EXPECT_FLOAT_EQ(static_cast<float>(speed(city, "WXN")), 5);
  EXPECT_FLOAT_EQ(static_cast<float>(speed(city, "WXE")), 9);
  EXPECT_FLOAT_EQ(static_cast<float>(speed(city, "SXW")), 3) << "below the least speed of a turn";
}

// Two links of one lane that meet at an angle.
double speed_of_bend(double degrees) {
  const double angle = degrees / 180 * std::numbers::pi;
  NetworkBuilder builder;
  const NodeId a = builder.add_node({0, 0});
  const NodeId b = builder.add_node({300, 0});
  const NodeId c = builder.add_node({300 + 300 * std::cos(angle), 300 * std::sin(angle)});
  builder.add_link({.from = a, .to = b, .free_speed_mps = 30});
  builder.add_link({.from = b, .to = c, .free_speed_mps = 30});
  return static_cast<double>(builder.build().movement.speed_mps[MovementId{0}]);
}

TEST(TurnSpeeds, OnlySharpBendsSlowWhoGoesStraightOn) {
  EXPECT_FLOAT_EQ(static_cast<float>(speed_of_bend(0)), 30);
  EXPECT_FLOAT_EQ(static_cast<float>(speed_of_bend(14)), 30);
  const double angle = std::numbers::pi / 6;
  const double radius = 12 * std::cos(angle) / std::tan(angle / 2);
  EXPECT_NEAR(speed_of_bend(30), speed_on(radius * angle, angle), 0.02);  // 20.8 m/s
  EXPECT_NEAR(speed_of_bend(-30), speed_of_bend(30), 0.001);
  for (double degrees = 20; degrees < 175; degrees += 5) {
    EXPECT_LE(speed_of_bend(degrees), speed_of_bend(degrees - 5)) << degrees;
    EXPECT_GE(speed_of_bend(degrees), 4) << degrees;
  }
}

}  // namespace
}  // namespace mwendo
