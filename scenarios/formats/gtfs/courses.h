// Courses of lines: from shapes, or through stops, matched to streets.
#pragma once

#include <vector>

#include "network/projection.h"
#include "scenarios/cities/route_match.h"
#include "scenarios/cities/route_paths.h"
#include "scenarios/formats/gtfs/city_lines.h"

namespace mwendo::gtfs {

// What a line of the feed has become; an empty path where there is none.
struct MatchedCourse {
  const conflate::TraceMatch* trace = nullptr;  // by shape
  LinkPath path;                                // through stops
};

struct Courses {
  std::vector<CourseOnStreets> lines;  // by line of the feed
  std::vector<MatchedRoute> by_shape;  // each shape once
  std::vector<MatchedCourse> matched;  // by line of the feed
  std::vector<Point> stops;            // of the feed, metres
};

// The shape of each street line is matched once. Lines without one, or whose shape is no course
// (fewer than two points), follow the streets through their stops.
[[nodiscard]] Courses match_feed(const Feed& feed, const std::vector<FeedLine>& lines,
                                 const Network& net, int threads);

}  // namespace mwendo::gtfs
