#include "scenarios/measures/street_selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <stdexcept>

#include "scenarios/cities/corridors.h"

namespace mwendo {
namespace {

std::string lower(std::string s) {
  for (char& c : s) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return s;
}

void add_named(const Network& net, const std::string& name, std::set<LinkId>& found,
               Problems& problems) {
  const std::string wanted = lower(name);
  std::vector<char> street(net.street_names.size(), 0);
  bool any = false;
  for (const bool whole : {true, false}) {
    for (std::size_t s = 1; s < net.street_names.size(); ++s) {
      const std::string candidate = lower(net.street_names[s]);
      const bool fits = whole ? candidate == wanted : candidate.find(wanted) != std::string::npos;
      if (!fits) continue;
      street[s] = 1;
      any = true;
    }
    if (any) break;
  }
  if (!any || wanted.empty()) {
    std::vector<std::string> names(net.street_names.begin() + 1, net.street_names.end());
    const std::string near = nearest_name(name, names);
    problems.add({.file = {},
                  .what = "unknown street '" + name + "'",
                  .what_to_do = near.empty() ? "use the name of a street of the network"
                                             : "did you mean '" + near + "'?"});
    return;
  }
  for (const LinkId l : net.links()) {
    if (street[net.link.street[l]] != 0) found.insert(l);
  }
}

void add_way(const Network& net, const ThereAndBack& way, std::set<LinkId>& found) {
  for (const conflate::LinkMatch* m : {&way.there, &way.back}) {
    for (const LinkId l : m->path) {
      found.insert(l);
      if (net.link.reverse[l].valid()) found.insert(net.link.reverse[l]);
    }
  }
}

}  // namespace

conflate::Line to_metres(const World& world, const std::vector<LonLat>& places,
                         Problems& problems) {
  const Projection projection(world.network.crs);
  conflate::Line points;
  for (const LonLat& p : places) {
    try {
      points.push_back(projection.to_metres(p));
    } catch (const std::domain_error&) {
      problems.add({.file = {},
                    .what = fmt::format("({}, {}) is not a place on Earth", p.lon, p.lat),
                    .what_to_do = "give longitude, then latitude, in degrees"});
    }
  }
  return points;
}

conflate::Line to_metres(const World& world, const std::vector<NamedPlace>& places,
                         Problems& problems) {
  std::vector<LonLat> at;
  for (const NamedPlace& p : places) at.push_back(p.place);
  return to_metres(world, at, problems);
}

ThereAndBack follow_line(const World& world, const conflate::Line& line, Permissions who,
                         Problems& problems, const std::string& what) {
  conflate::LineMatcher matcher(conflate::LinkWays(world.network, who));
  conflate::Line reversed(line.rbegin(), line.rend());
  ThereAndBack way{matcher.match(line), matcher.match(reversed)};
  if (!way.found()) {
    problems.add({.file = {},
                  .what = what + ": " + (way.there.found() ? way.back : way.there).failure,
                  .what_to_do = "give waypoints on streets that vehicles may use"});
  }
  return way;
}

ThereAndBack follow_waypoints(const World& world, const std::vector<LonLat>& waypoints,
                              Permissions who, Problems& problems, const std::string& what) {
  const conflate::Line points = to_metres(world, waypoints, problems);
  if (points.size() != waypoints.size()) return {};
  if (points.size() < 2) {
    problems.add({.file = {},
                  .what = what + ": fewer than two waypoints",
                  .what_to_do = "give at least a start and an end"});
    return {};
  }
  conflate::LineMatcher matcher(conflate::LinkWays(world.network, who));
  ThereAndBack way{matcher.connect(points), {}};
  // Back along the same streets, so that both directions are one corridor.
  if (way.there.found()) {
    conflate::Line line = conflate::line_along(matcher.ways(), way.there);
    std::reverse(line.begin(), line.end());
    way.back = matcher.match(line);
  }
  if (way.found()) return way;
  const conflate::LinkMatch& failed = way.there.found() ? way.back : way.there;
  if (failed.far_waypoint) {
    const LonLat& p = waypoints[*failed.far_waypoint];
    problems.add({.file = {},
                  .what = fmt::format("{}: waypoint {} ({:.5f}, {:.5f}) is farther than 300 m from "
                                      "every street",
                                      what, *failed.far_waypoint + 1, p.lon, p.lat),
                  .what_to_do = "move it onto a street; longitude comes first"});
  } else {
    problems.add({.file = {},
                  .what = what + ": " + failed.failure,
                  .what_to_do = "add waypoints along connected streets"});
  }
  return way;
}

std::vector<LinkId> select_links(const World& world, const StreetSelection& streets,
                                 Permissions who, Problems& problems) {
  std::set<LinkId> found;
  const int given = (streets.names.empty() ? 0 : 1) + (streets.waypoints.empty() ? 0 : 1) +
                    (streets.corridor.empty() ? 0 : 1);
  if (given != 1) {
    problems.add({.file = {},
                  .what = "streets need exactly one of streets, waypoints and corridor",
                  .what_to_do = "give either names, or waypoints, or a corridor"});
    return {};
  }
  for (const std::string& name : streets.names) add_named(world.network, name, found, problems);
  if (!streets.waypoints.empty()) {
    add_way(world.network, follow_waypoints(world, streets.waypoints, who, problems, "streets"),
            found);
  }
  if (!streets.corridor.empty()) {
    if (const auto c = find_corridor(world.figures.name, streets.corridor, problems)) {
      add_way(world.network, follow_line(world, c->geometry, who, problems, c->id), found);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace mwendo
