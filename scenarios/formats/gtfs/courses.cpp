#include "scenarios/formats/gtfs/courses.h"

#include <cmath>
#include <map>

#include "network/conflate/link_ways.h"
#include "scenarios/formats/gtfs/vehicles.h"

namespace mwendo::gtfs {
namespace {

using conflate::Line;
using conflate::LinkWays;
using conflate::operator+;  // NOLINT(misc-unused-using-decls)
using conflate::operator*;  // NOLINT(misc-unused-using-decls)

constexpr double kDetour = 2.5;      // a way this many times the distance between stops is none
constexpr double kDetourFree = 400;  // m, allowed besides
constexpr double kNearStop = 90;     // m to the street of a stop
constexpr std::size_t kLeastPoints = 2;
constexpr double kFarDegrees = 3;
constexpr Point kNowhere{-1e9, -1e9};

class FeedMatcher {
 public:
  FeedMatcher(const Feed& feed, const std::vector<FeedLine>& lines, const Network& net, int threads)
      : feed_(feed), lines_(lines), net_(net), threads_(threads), projection_(net.crs) {}

  Courses match() {
    set_middle();
    for (const Stop& s : feed_.stops)
      got_.stops.push_back(near_city(s.place) ? projection_.to_metres(s.place) : kNowhere);
    got_.lines.resize(lines_.size());
    got_.matched.resize(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) set_course(i);
    got_.by_shape = match_courses(shapes_, net_, threads_);
    for (const auto& [line, shape] : shape_of_line_) take_shape(line, got_.by_shape[shape]);
    match_through_stops();
    return std::move(got_);
  }

 private:
  // UTM coordinates hold near the city alone.
  void set_middle() {
    Point sum;
    for (const Point& p : net_.node.position) sum = sum + p;
    middle_ = projection_.to_degrees(sum * (1 / static_cast<double>(net_.nodes().size())));
  }
  [[nodiscard]] bool near_city(LonLat p) const {
    return std::abs(p.lon - middle_.lon) < kFarDegrees &&
           std::abs(p.lat - middle_.lat) < kFarDegrees;
  }
  [[nodiscard]] std::vector<LonLat> places_of(const FeedLine& line, bool drawn) const {
    if (drawn) return feed_.shapes[line.shape].points;
    std::vector<LonLat> places;
    for (const std::uint32_t s : line.stops) places.push_back(feed_.stops[s].place);
    return places;
  }

  void set_course(std::size_t i) {
    const FeedLine& line = lines_[i];
    CourseOnStreets& course = got_.lines[i];
    course.feed_line = i;
    const Track track = track_of(feed_.routes[line.route].type);
    const bool drawn =
        line.shape != kNone && feed_.shapes[line.shape].points.size() >= kLeastPoints;
    const auto places = places_of(line, drawn);
    for (const LonLat& p : places)
      if (near_city(p)) course.course.push_back(projection_.to_metres(p));
    course.course_m = conflate::length_of(course.course);
    course.by_stops = !drawn;
    if (course.course.size() < places.size()) {
      course.failure = "it leads far from the city";
      return;
    }
    if (track != Track::street) return;
    if (!drawn) return by_stops_.push_back(i);
    const auto [known, is_new] = known_.try_emplace(line.shape, shapes_.size());
    if (is_new) shapes_.push_back(course.course);
    shape_of_line_.emplace_back(i, known->second);
  }

  void take_shape(std::size_t i, const MatchedRoute& m) {
    CourseOnStreets& course = got_.lines[i];
    course.way_m = m.way.length_m + m.way.dropped_m;
    if (m.good()) {
      got_.matched[i].trace = &m.way;
    } else if (!m.way.found()) {
      course.failure = m.way.failure;
    } else {
      course.failure = "the streets along it are not as long within 15 %, or it is below 600 m";
    }
  }

  // Stops that have no street in reach are left out one by one.
  void through_stops(conflate::LineMatcher<LinkWays>& matcher, std::size_t i) {
    CourseOnStreets& course = got_.lines[i];
    Line points = course.course;
    auto found = matcher.connect(points);
    while (!found.found() && found.far_waypoint && points.size() > 2) {
      points.erase(points.begin() + static_cast<std::ptrdiff_t>(*found.far_waypoint));
      found = matcher.connect(points);
    }
    if (!found.found()) {
      course.failure = found.failure;
      return;
    }
    course.way_m = found.length_m + found.dropped_m;
    if (course.way_m > kDetour * conflate::length_of(points) + kDetourFree) {
      course.failure = "the way through its stops is a detour";
      return;
    }
    got_.matched[i].path = {found.path, found.start_m, found.end_m, found.length_m};
  }

  void match_through_stops() {
    if (by_stops_.empty()) return;
    const LinkWays ways(net_, kBus, true);
    conflate::MatchRule rule = LinkWays::default_rule();
    rule.end_reach_m = kNearStop;
#pragma omp parallel num_threads(threads_)
    {
      conflate::LineMatcher matcher(ways, rule);
#pragma omp for schedule(dynamic, 8)
      for (std::size_t k = 0; k < by_stops_.size(); ++k) through_stops(matcher, by_stops_[k]);
    }
  }

  const Feed& feed_;
  const std::vector<FeedLine>& lines_;
  const Network& net_;
  int threads_;
  Projection projection_;
  LonLat middle_;
  Courses got_;
  std::vector<Line> shapes_;
  std::map<std::uint32_t, std::size_t> known_;  // shape of the feed to that in shapes_
  std::vector<std::pair<std::size_t, std::size_t>> shape_of_line_;
  std::vector<std::size_t> by_stops_;
};

}  // namespace

Courses match_feed(const Feed& feed, const std::vector<FeedLine>& lines, const Network& net,
                   int threads) {
  return FeedMatcher(feed, lines, net, threads).match();
}

}  // namespace mwendo::gtfs
