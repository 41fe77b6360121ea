// The two directions of a route, tied.
#pragma once

#include <vector>

#include "scenarios/formats/gtfs/city_lines.h"

namespace mwendo::gtfs {

// Of the lines of a route in different directions, those whose ends lie nearest to each other are
// tied first. Ends farther apart than 1,500 m together are no two directions of one line, unless
// the route has one line in each direction.
void tie_opposites(const Feed& feed, const std::vector<FeedLine>& lines,
                   const std::vector<Point>& stops, CityLines& made);

}  // namespace mwendo::gtfs
