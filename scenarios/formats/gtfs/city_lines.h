// The lines of a feed on the streets of a city.
//
//   CityStreets base{world.network, centre, &world.transit, title};
//   const CityLines made = make_city_lines(feed, lines, base, threads, defects);
//   made.network; made.supply;                  // a world's
//   for (const CourseOnStreets& c : made.courses) if (!c.line.valid()) print(c.failure);
//
// How: the course of a line is its shape, else the way through its stops. The matcher of the
// embedded cities (scenarios/cities/route_match.h) puts it on the streets; streets against the
// direction and turns that courses show are opened (route_paths.h). The stops of the feed lie on
// the way in their order (stops_on_way.h).
// Vehicles, places, fares and filling at the terminal: those of the city's line of the same name,
// else the usual ones of the city; a flat fare of the feed counts. Rail runs on its own track from
// stop to stop.
// Guarantees: validate(network, supply) finds nothing; ids of nodes and links of the city stay.
// Limits: ferries, cable cars, planes and the like are left out and counted.
#pragma once

#include <string>
#include <vector>

#include "scenarios/formats/gtfs/feed_lines.h"
#include "sim/world/supply.h"

namespace mwendo::gtfs {

struct CityStreets {
  const Network* network = nullptr;
  Point centre;
  const TransitSupply* transit = nullptr;  // of the city, for its vehicles and fares
};

struct CourseOnStreets {
  std::size_t feed_line = 0;
  std::vector<Point> course;  // of the shape or through the stops, metres
  bool by_stops = false;
  double course_m = 0, way_m = 0;  // way_m with the spurs that were left out
  std::size_t stops_left_out = 0;
  LineId line;          // none: not matched
  std::string failure;  // why not
};

struct CityLines {
  Network network;
  TransitSupply supply;
  std::vector<CourseOnStreets> courses;  // by line of the feed
  double against_m = 0;                  // one-way streets opened
  std::size_t turns = 0;                 // turns allowed
  std::size_t same_name = 0;             // lines with the vehicles of a line of that name
};

[[nodiscard]] CityLines make_city_lines(const Feed& feed, const std::vector<FeedLine>& lines,
                                        const CityStreets& city, int threads, Defects& defects);

}  // namespace mwendo::gtfs
