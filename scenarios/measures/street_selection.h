// The links that a measure changes.
//
//   const std::vector<LinkId> links = select_links(world, selection, kCar, problems);
//   const ThereAndBack way = find_way(world, waypoints, kBus, problems);   // along streets
#pragma once

#include <vector>

#include "network/conflate/link_ways.h"
#include "scenarios/measures/streets.h"
#include "sim/world/world.h"

namespace mwendo {

// Both directions, sorted, each once. Nothing found is a problem.
[[nodiscard]] std::vector<LinkId> select_links(const World& world, const StreetSelection& streets,
                                               Permissions who, Problems& problems);

// A corridor as a course to follow: there and back.
struct ThereAndBack {
  conflate::LinkMatch there, back;
  [[nodiscard]] bool found() const { return there.found() && back.found(); }
};
[[nodiscard]] ThereAndBack follow_line(const World& world, const conflate::Line& line,
                                       Permissions who, Problems& problems,
                                       const std::string& what);
[[nodiscard]] ThereAndBack follow_waypoints(const World& world,
                                            const std::vector<LonLat>& waypoints, Permissions who,
                                            Problems& problems, const std::string& what);

// Places in metres; a place outside the world is a problem.
[[nodiscard]] conflate::Line to_metres(const World& world, const std::vector<LonLat>& places,
                                       Problems& problems);
[[nodiscard]] conflate::Line to_metres(const World& world, const std::vector<NamedPlace>& places,
                                       Problems& problems);

}  // namespace mwendo
