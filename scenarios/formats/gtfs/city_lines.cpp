#include "scenarios/formats/gtfs/city_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "network/spatial_index.h"
#include "scenarios/cities/line_maker.h"
#include "scenarios/formats/gtfs/courses.h"
#include "scenarios/formats/gtfs/opposites.h"
#include "scenarios/formats/gtfs/stops_on_way.h"
#include "scenarios/formats/gtfs/vehicles.h"

namespace mwendo::gtfs {
namespace {

constexpr double kFarFromShape = 100;    // m between a stop and its line's shape
constexpr double kStationReach = 3000;   // m from a station off the streets to a street
constexpr double kRailSpeed = 20 / 3.6;  // m/s, where the feed gives no times (assumption)
constexpr double kSlowest = 2;           // m/s; times of rail below and above are errors
constexpr double kFastest = 60;

class LinesOnStreets {
 public:
  LinesOnStreets(const Feed& feed, const std::vector<FeedLine>& lines, const CityStreets& city,
                 int threads, Defects& defects)
      : feed_(feed), lines_(lines), defects_(defects), vehicles_(*city.transit) {
    courses_ = match_feed(feed, lines, *city.network, threads);
    open_streets(*city.network);
    streets_.centre = city.centre;
  }

  CityLines make() {
    StopPlaces places({}, streets_);
    LineMaker maker(streets_, places, made_.supply);
    for (std::size_t i = 0; i < lines_.size(); ++i) add_line(i, places, maker);
    made_.courses = std::move(courses_.lines);
    tie_opposites(feed_, lines_, courses_.stops, made_);
    made_.network = std::move(streets_.network);
    return std::move(made_);
  }

 private:
  void open_streets(const Network& net) {
    NetworkBuilder builder = NetworkBuilder::from_network(net);
    std::vector<const conflate::TraceMatch*> traces;
    for (const MatchedCourse& m : courses_.matched)
      if (m.trace != nullptr) traces.push_back(m.trace);
    const OpenedStreets opened = open_against(net, traces, builder);
    std::vector<const LinkPath*> paths;
    for (MatchedCourse& m : courses_.matched) {
      if (m.trace != nullptr) m.path = path_of(*m.trace, opened);
      paths.push_back(&m.path);
    }
    made_.against_m = opened.length_m;
    made_.turns = allow_missing_turns(net, paths, builder);
    streets_.network = opened.links.empty() && made_.turns == 0 ? net : builder.build();
  }

  void add_line(std::size_t i, StopPlaces& places, LineMaker& maker) {
    CourseOnStreets& course = courses_.lines[i];
    const FeedLine& line = lines_[i];
    const Route& route = feed_.routes[line.route];
    bool same_name = false;
    LineDraft draft = draft_of_line(line, same_name);
    switch (track_of(route.type)) {
      case Track::street: add_on_streets(i, draft, places, maker); break;
      case Track::rail:
        if (course.failure.empty()) add_on_rail(course, line, draft);
        break;
      case Track::other:
        course.failure = fmt::format("route_type {} does not run on streets or rails", route.type);
    }
    if (course.line.valid() && same_name) ++made_.same_name;
    if (!course.line.valid())
      defects_.add({"routes.txt", 0, 0}, "lines that are not on the streets of the city",
                   route.name() + ": " + course.failure);
  }

  LineDraft draft_of_line(const FeedLine& line, bool& same_name) const {
    LineDraft d = vehicles_.draft_for(feed_.routes[line.route], same_name);
    d.peak_headway_s = static_cast<float>(line.service.peak_s);
    d.offpeak_headway_s = static_cast<float>(line.service.offpeak_s);
    d.first_departure_s = static_cast<float>(line.service.first_s);
    d.last_departure_s = static_cast<float>(line.service.last_s);
    d.assumed_headway = line.placeholder ? 1 : 0;
    return d;
  }

  void add_on_streets(std::size_t i, const LineDraft& draft, StopPlaces& places, LineMaker& maker) {
    CourseOnStreets& course = courses_.lines[i];
    const LinkPath& path = courses_.matched[i].path;
    if (path.links.empty()) return;
    const auto visits = visits_of(i, path, places);
    const auto line = maker.add_at(path, visits, draft);
    if (!line) {
      course.failure = "fewer than two of its stops lie on the way";
      return;
    }
    course.line = *line;
    const std::size_t behind = visits.size() - made_.supply.stops_of(*line).size();
    for (std::size_t k = 0; k < behind; ++k)
      defects_.add({"stop_times.txt", 0, 0},
                   "stops at the same place of a street as the one before, left out", draft.name);
    course.stops_left_out += behind;
  }

  std::vector<Visit> visits_of(std::size_t i, const LinkPath& path, StopPlaces& places) {
    CourseOnStreets& course = courses_.lines[i];
    std::vector<Point> points;
    for (const std::uint32_t s : lines_[i].stops) points.push_back(courses_.stops[s]);
    const auto spots = stops_on_way(streets_.network, path.links, points);
    std::vector<Visit> visits;
    for (std::size_t k = 0; k < spots.size(); ++k) {
      const std::uint32_t stop = lines_[i].stops[k];
      note_far(course, stop);
      if (spots[k]) {
        const std::uint32_t place = place_of(stop, path.links[spots[k]->leg], *spots[k], places);
        visits.push_back({place, spots[k]->leg, spots[k]->on_leg_m, spots[k]->travelled_m});
        continue;
      }
      ++course.stops_left_out;
      defects_.add({"stops.txt", feed_.stops[stop].line, 0},
                   "stops off the way of their line or out of its order, left out",
                   feed_.routes[lines_[i].route].name());
    }
    return visits;
  }

  void note_far(const CourseOnStreets& course, std::uint32_t stop) {
    if (course.by_stops) return;
    const double m = conflate::distance_to(courses_.stops[stop], course.course);
    if (m <= kFarFromShape) return;
    defects_.add(
        {"stops.txt", feed_.stops[stop].line, 0}, "stops far from the shape of their line",
        fmt::format("{}: {:.0f} m", feed_.routes[lines_[course.feed_line].route].name(), m));
  }

  std::uint32_t place_of(std::uint32_t stop, LinkId link, const SpotOnWay& spot,
                         StopPlaces& places) {
    const auto known = place_of_stop_.find(stop);
    if (known != place_of_stop_.end()) return known->second;
    const std::uint32_t place = places.add(link, spot.on_leg_m, feed_.stops[stop].name);
    place_of_stop_[stop] = place;
    return place;
  }

  StopId station(std::uint32_t stop) {
    const auto known = stations_.find(stop);
    if (known != stations_.end()) return known->second;
    const Network& net = streets_.network;
    if (!nodes_) nodes_.emplace(net);
    const auto near = nodes_->nearest(courses_.stops[stop], kStationReach, [&](NodeId n) {
      const auto out = net.outgoing(n);
      return std::any_of(out.begin(), out.end(), [&](LinkId l) {
        return (net.permissions_of(l) & kCar) != 0 && net.link.road_class[l] != RoadClass::motorway;
      });
    });
    if (!near) return {};
    StopDraft s;
    s.name = feed_.stops[stop].name;
    s.position = courses_.stops[stop];
    s.access_node = near->node;
    s.kind = StopKind::rail_station;
    s.docking_bays = 1;
    return stations_[stop] = append(made_.supply, s);
  }

  void add_on_rail(CourseOnStreets& course, const FeedLine& line, LineDraft draft) {
    for (const std::uint32_t s : line.stops) {
      const StopId at = station(s);
      if (at.valid()) draft.stops.push_back({at, 0});
      course.stops_left_out += at.valid() ? 0 : 1;
    }
    if (draft.stops.size() < 2) {
      course.failure = "fewer than two of its stations lie near streets of the city";
      return;
    }
    double metres = 0;
    for (std::size_t k = 1; k < draft.stops.size(); ++k)
      metres += distance(made_.supply.stop.position[draft.stops[k - 1].stop],
                         made_.supply.stop.position[draft.stops[k].stop]);
    const double speed = line.ride_s > 0 ? metres / line.ride_s : 0;
    if (draft.rail_speed_mps <= 0 || (speed >= kSlowest && speed <= kFastest))
      draft.rail_speed_mps =
          static_cast<float>(speed >= kSlowest && speed <= kFastest ? speed : kRailSpeed);
    course.way_m = course.course_m;
    course.line = append(made_.supply, draft);
  }

  const Feed& feed_;
  const std::vector<FeedLine>& lines_;
  Defects& defects_;
  Vehicles vehicles_;
  Courses courses_;
  CityNetwork streets_;
  CityLines made_;
  std::map<std::uint32_t, std::uint32_t> place_of_stop_;
  std::map<std::uint32_t, StopId> stations_;
  std::optional<NodeIndex> nodes_;
};

}  // namespace

CityLines make_city_lines(const Feed& feed, const std::vector<FeedLine>& lines,
                          const CityStreets& city, int threads, Defects& defects) {
  return LinesOnStreets(feed, lines, city, threads, defects).make();
}

}  // namespace mwendo::gtfs
