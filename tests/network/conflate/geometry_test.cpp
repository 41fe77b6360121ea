#include "network/conflate/geometry.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace mwendo::conflate {
namespace {

TEST(Geometry, TheFootOfAPointLiesBetweenTheEnds) {
  const Foot inside = project({30, 40}, {0, 0}, {100, 0});
  EXPECT_EQ(inside.point, (Point{30, 0}));
  EXPECT_DOUBLE_EQ(inside.share, 0.3);
  EXPECT_DOUBLE_EQ(inside.distance_m, 40);
  const Foot beyond = project({103, 4}, {0, 0}, {100, 0});
  EXPECT_EQ(beyond.point, (Point{100, 0}));
  EXPECT_DOUBLE_EQ(beyond.share, 1);
  EXPECT_DOUBLE_EQ(beyond.distance_m, 5);
  EXPECT_DOUBLE_EQ(project({3, 4}, {0, 0}, {0, 0}).distance_m, 5);
}

// An L: 100 m east, 50 m north.
const Line kCorner = {{0, 0}, {100, 0}, {100, 50}};

TEST(Geometry, TheFootOnALineKnowsItsPlace) {
  const FootOnLine f = project(Point{110, 20}, kCorner);
  EXPECT_EQ(f.point, (Point{100, 20}));
  EXPECT_DOUBLE_EQ(f.distance_m, 10);
  EXPECT_DOUBLE_EQ(f.along_m, 120);
  EXPECT_EQ(f.piece, 1U);
  EXPECT_DOUBLE_EQ(project(Point{3, 4}, Line{{0, 0}}).distance_m, 5);
}

TEST(Geometry, LinesCrossWithTheirEndsButNotAtTheirStart) {
  const auto x = crossing({0, 0}, {10, 0}, {4, -3}, {4, 1});
  ASSERT_TRUE(x);
  EXPECT_EQ(x->point, (Point{4, 0}));
  EXPECT_DOUBLE_EQ(x->share_ab, 0.4);
  EXPECT_DOUBLE_EQ(x->share_cd, 0.75);
  EXPECT_TRUE(crossing({0, 0}, {10, 0}, {10, -1}, {10, 1}));  // at b
  EXPECT_FALSE(crossing({0, 0}, {10, 0}, {0, -1}, {0, 1}));   // at a
  EXPECT_TRUE(crossing({0, 0}, {10, 0}, {5, 0}, {5, 1}));     // at c
  EXPECT_FALSE(crossing({0, 0}, {10, 0}, {5, 0.1}, {5, 1}));  // short of it
  EXPECT_FALSE(crossing({0, 0}, {10, 0}, {0, 1}, {10, 1}));   // parallel
}

TEST(Geometry, PointsAlongALine) {
  EXPECT_DOUBLE_EQ(length_of(kCorner), 150);
  EXPECT_EQ(point_along(kCorner, -5), (Point{0, 0}));
  EXPECT_EQ(point_along(kCorner, 60), (Point{60, 0}));
  EXPECT_EQ(point_along(kCorner, 100), (Point{100, 0}));
  EXPECT_EQ(point_along(kCorner, 130), (Point{100, 30}));
  EXPECT_EQ(point_along(kCorner, 1000), (Point{100, 50}));
}

TEST(Geometry, ASliceKeepsTheCornersInside) {
  EXPECT_EQ(slice(kCorner, 90, 120), (Line{{90, 0}, {100, 0}, {100, 20}}));
  EXPECT_EQ(slice(kCorner, 10, 40), (Line{{10, 0}, {40, 0}}));
  EXPECT_EQ(slice(kCorner, 0, 150), kCorner);
}

TEST(Geometry, ResamplingCutsEachPieceInEqualParts) {
  EXPECT_EQ(resample({{0, 0}, {120, 0}, {120, 10}}, 40),
            (Line{{0, 0}, {40, 0}, {80, 0}, {120, 0}, {120, 10}}));
  EXPECT_EQ(resample({{0, 0}, {96, 0}}, 40).size(), 4U);                      // three of 32 m
  EXPECT_EQ(resample({{0, 0}, {0, 0}, {5, 0}}, 40), (Line{{0, 0}, {5, 0}}));  // a point repeated
}

TEST(Geometry, SimplifyingDropsPointsWithinTheTolerance) {
  const Line bent = {{0, 0}, {50, 2.9}, {100, 0}};
  EXPECT_EQ(simplify(bent, 3), (Line{{0, 0}, {100, 0}}));
  EXPECT_EQ(simplify(bent, 2.8), bent);
  EXPECT_EQ(simplify(kCorner, 3), kCorner);
  const Line two = {{0, 0}, {1, 1}};
  EXPECT_EQ(simplify(two, 100), two);
}

TEST(Geometry, TheMeanDistanceOfParallelsIsTheirDistance) {
  EXPECT_DOUBLE_EQ(mean_distance({{0, 7}, {100, 7}}, {{0, 0}, {100, 0}}), 7);
  // From 0 to 10 m off along the line: 5 m in the mean.
  EXPECT_NEAR(mean_distance({{0, 0}, {100, 10}}, {{0, 0}, {100, 0}}), 5, 1e-9);
}

TEST(Geometry, ShiftedLinesLieToTheLeft) {
  EXPECT_EQ(shifted({{0, 0}, {100, 0}}, 3), (Line{{0, 3}, {100, 3}}));
  EXPECT_EQ(shifted({{0, 0}, {0, 100}}, -3), (Line{{3, 0}, {3, 100}}));
  const Line corner = shifted(kCorner, 2);  // the corner moves along its bisector
  EXPECT_NEAR(corner[1].x, 100 - std::sqrt(2), 1e-12);
  EXPECT_NEAR(corner[1].y, std::sqrt(2), 1e-12);
}

TEST(Geometry, TheUnitOfNothingIsNothing) {
  EXPECT_EQ(unit({0, 0}), (Point{0, 0}));
  EXPECT_DOUBLE_EQ(unit({3, 4}).x, 0.6);
  EXPECT_DOUBLE_EQ(unit({3, 4}).y, 0.8);
}

rc::Gen<Line> lines() {
  const auto coordinate = rc::gen::inRange(-50, 50);
  return rc::gen::map(
      rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(coordinate, coordinate)),
      [](const std::vector<std::pair<int, int>>& drawn) {
        Line line{{0, 0}, {60, 0}};
        for (const auto& [x, y] : drawn) line.push_back({10.0 * x, 10.0 * y});
        return line;
      });
}

RC_GTEST_PROP(Geometry, SlicesPartALine, ()) {
  const Line line = *lines();
  const double at = length_of(line) * *rc::gen::inRange(0, 101) / 100.0;
  const Line first = slice(line, 0, at);
  const Line second = slice(line, at, length_of(line));
  RC_ASSERT(std::abs(length_of(first) + length_of(second) - length_of(line)) < 1e-6);
  RC_ASSERT(distance(first.back(), second.front()) < 1e-9);
}

RC_GTEST_PROP(Geometry, ResamplingKeepsTheLengthAndBoundsTheSteps, ()) {
  const Line line = *lines();
  const double step = *rc::gen::inRange(1, 100);
  const Line points = resample(line, step);
  RC_ASSERT(std::abs(length_of(points) - length_of(line)) < 1e-6);
  for (std::size_t i = 0; i + 1 < points.size(); ++i)
    RC_ASSERT(distance(points[i], points[i + 1]) <= step + 1e-9);
}

RC_GTEST_PROP(Geometry, SimplifiedLinesStayWithinTheToleranceOfEveryPoint, ()) {
  const Line line = *lines();
  const double tolerance = *rc::gen::inRange(1, 60);
  const Line thin = simplify(line, tolerance);
  RC_ASSERT(thin.front() == line.front());
  RC_ASSERT(thin.back() == line.back());
  for (const Point p : line) RC_ASSERT(project(p, thin).distance_m <= tolerance + 1e-9);
}

TEST(BoxOf, HoldsAllPointsAndAMargin) {
  const Box box = box_of({{{10, 20}, {30, -5}}, {{-7, 0}}}, 2);
  EXPECT_EQ(box.low, (Point{-9, -7}));
  EXPECT_EQ(box.high, (Point{32, 22}));
}

TEST(MeasuredLine, GivesThePlacesOfPointAlong) {
  const Line line{{0, 0}, {30, 0}, {30, 0}, {30, 40}, {90, 120}};
  const MeasuredLine measured(line);
  EXPECT_DOUBLE_EQ(measured.length(), 170);
  for (const double at : {-5.0, 0.0, 29.0, 30.0, 31.0, 70.0, 120.0, 170.0, 200.0}) {
    EXPECT_NEAR(distance(measured.at(at), point_along(line, at)), 0, 1e-9) << at;
  }
}

TEST(DistanceTo, IsThatOfTheFoot) {
  const Line line{{0, 0}, {100, 0}, {100, 50}};
  EXPECT_DOUBLE_EQ(distance_to({50, 30}, line), 30);
  EXPECT_DOUBLE_EQ(distance_to({130, 25}, line), 30);
  EXPECT_DOUBLE_EQ(distance_to({-3, -4}, line), 5);
  for (const Point p : {Point{20, 7}, {99, 60}, {140, -10}})
    EXPECT_DOUBLE_EQ(distance_to(p, line), project(p, line).distance_m);
}

}  // namespace
}  // namespace mwendo::conflate
