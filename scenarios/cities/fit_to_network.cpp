#include "scenarios/cities/fit_to_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "network/base/input_error.h"
#include "network/components.h"
#include "network/routing/router.h"
#include "network/spatial_index.h"
#include "sim/world/supply_edit.h"

namespace mwendo {
namespace {

constexpr double kDetour = 2.5;        // a longer way between two stops cuts the line
constexpr double kDetourFree = 400;    // m, allowed besides
constexpr double kMetrePenalty = 0.3;  // s of way that a metre between stop and street is worth
constexpr std::size_t kCandidates = 5;

// A stop of the old line on the new network.
struct PlacedStop {
  StopId old;
  NearLink at;
  std::vector<LinkId> way;  // from the link of the stop before to this link, both included
};

class LineFitter {
 public:
  LineFitter(const World& city, const Network& net)
      : city_(city), net_(net), index_(net), router_(net, kBus), search_(router_) {}

  // The longest piece of the line that fits.
  std::vector<PlacedStop> fit(LineId l) {
    std::vector<PlacedStop> best;
    std::vector<PlacedStop> piece;
    for (const LineStop& s : city_.transit.stops_of(l)) {
      if (!append(piece, s.stop)) {
        if (piece.size() > best.size()) best = std::move(piece);
        piece.clear();
        append(piece, s.stop);
      }
    }
    if (piece.size() > best.size()) best = std::move(piece);
    return best;
  }

 private:
  bool append(std::vector<PlacedStop>& piece, StopId stop) {
    auto near = index_.within(city_.transit.stop.position[stop], kStopReach,
                              [&](LinkId l) { return router_.usable(l); });
    if (near.size() > kCandidates) near.resize(kCandidates);
    PlacedStop best{stop, {}, {}};
    double best_cost = std::numeric_limits<double>::max();
    for (const NearLink& n : near) {
      PlacedStop candidate{stop, n, {n.link}};
      double cost = n.distance_m * kMetrePenalty;
      if (!piece.empty() && !reach(piece.back(), candidate, cost)) continue;
      if (cost >= best_cost) continue;
      best_cost = cost;
      best = std::move(candidate);
    }
    if (best_cost == std::numeric_limits<double>::max()) return false;
    piece.push_back(std::move(best));
    return true;
  }

  // Finds the way from the stop before; false if there is none or it is a detour.
  bool reach(const PlacedStop& from, PlacedStop& to, double& cost) {
    if (from.at.link == to.at.link && to.at.position_m > from.at.position_m + 20) return true;
    if (from.at.link == to.at.link) return false;
    Route route = search_.route(from.at.link, to.at.link);
    if (route.links.empty()) return false;
    double metres = to.at.position_m - from.at.position_m;
    for (std::size_t i = 0; i + 1 < route.links.size(); ++i)
      metres += net_.link.length_m[route.links[i]];
    if (metres > kDetour * distance(from.at.point, to.at.point) + kDetourFree) return false;
    cost += route.seconds;
    to.way = std::move(route.links);
    return true;
  }

  const World& city_;
  const Network& net_;
  LinkIndex index_;
  RoadRouter router_;
  RoadRouter::Search search_;
};

class SupplyFitter {
 public:
  SupplyFitter(const World& city, const Network& net) : city_(city), net_(net) {}

  void add(LineId old, const std::vector<PlacedStop>& placed) {
    std::vector<LinkId> path;
    std::vector<LineStop> stops;
    for (const PlacedStop& p : placed) {
      const bool joined = !path.empty() && path.back() == p.way.front();
      path.insert(path.end(), p.way.begin() + (joined ? 1 : 0), p.way.end());
      stops.push_back({stop_at(p), static_cast<std::uint32_t>(path.size() - 1)});
    }
    LineDraft line = draft_of(city_.transit, old);
    line.fill_and_go = 0;  // the terminal is elsewhere
    line.opposite = {};
    line.path = std::move(path);
    line.stops = std::move(stops);
    new_of_.emplace_back(old, append(result, line));
  }
  void tie_opposites() {
    for (const auto& [old, made] : new_of_)
      for (const auto& [other, other_made] : new_of_)
        if (city_.transit.line.opposite[old] == other) result.line.opposite[made] = other_made;
  }
  TransitSupply result;

 private:
  StopId stop_at(const PlacedStop& p) {
    for (const auto& [key, id] : stops_)
      if (key.first == p.old && key.second == p.at.link) return id;
    const auto& from = city_.transit.stop;
    auto& to = result.stop;
    const StopId id = to.name.push_back(from.name[p.old]);
    to.position.push_back(p.at.point);
    to.link.push_back(p.at.link);
    to.position_m.push_back(static_cast<float>(p.at.position_m));
    to.access_node.push_back(p.at.position_m * 2 > net_.link.length_m[p.at.link]
                                 ? net_.link.to[p.at.link]
                                 : net_.link.from[p.at.link]);
    to.kind.push_back(from.kind[p.old]);
    to.docking_bays.push_back(from.docking_bays[p.old]);
    to.passing_lane.push_back(from.passing_lane[p.old]);
    to.platform_walk_m.push_back(from.platform_walk_m[p.old]);
    stops_.push_back({{p.old, p.at.link}, id});
    return id;
  }

  const World& city_;
  const Network& net_;
  std::vector<std::pair<std::pair<StopId, LinkId>, StopId>> stops_;
  std::vector<std::pair<LineId, LineId>> new_of_;
};

// Nodes where people may start and end: in the largest part that cars can drive.
std::vector<char> reachable_nodes(const Network& net) {
  std::vector<char> in(net.nodes().size(), 0);
  std::vector<char> out(net.nodes().size(), 0);
  const auto mask = largest_part(net, kCar);
  for (const LinkId l : net.links()) {
    if (mask[l] == 0) continue;
    const bool street = net.link.road_class[l] != RoadClass::motorway;
    in[net.link.to[l].value] |= static_cast<char>(street);
    out[net.link.from[l].value] |= static_cast<char>(street);
  }
  for (std::size_t i = 0; i < in.size(); ++i) in[i] = static_cast<char>(in[i] & out[i]);
  return in;
}

ZoneId nearest_zone(const Zones& zones, Point p) {
  ZoneId best;
  double best_m = kZoneReach;
  for (const ZoneId z : zones.zones()) {
    const double m = distance(zones.centroid[z], p);
    if (m < best_m) {
      best_m = m;
      best = z;
    }
  }
  return best;
}

// Share of a zone that the new network covers, weighted by a member of ZoneNode.
float coverage(const World& city, ZoneId z, float ZoneNode::* weight,
               const std::vector<char>& near) {
  float covered = 0;
  float all = 0;
  for (std::size_t i = 0; i < city.zones.nodes.count_of(z); ++i) {
    const ZoneNode& n = city.zones.nodes.begin_of(z)[i];
    all += n.*weight;
    covered += near[n.node.value] != 0 ? n.*weight : 0;
  }
  return all > 0 ? covered / all : 0;
}

Zones fit_zones(const World& city, const Network& net) {
  const std::vector<char> usable = reachable_nodes(net);
  const NodeIndex index(net);
  std::vector<char> near(city.network.nodes().size(), 0);
  for (const NodeId n : city.network.nodes())
    near[n.value] = index
                        .nearest(city.network.node.position[n], kNodeReach,
                                 [&](NodeId k) { return usable[k.value] != 0; })
                        .has_value();
  std::vector<std::vector<ZoneNode>> nodes(city.zones.zones().size());
  for (const NodeId n : net.nodes()) {
    if (usable[n.value] == 0) continue;
    const ZoneId z = nearest_zone(city.zones, net.node.position[n]);
    if (z.valid()) nodes[z.value].push_back({n, 0, 0});
  }
  Zones zones;
  for (const ZoneId z : city.zones.zones()) {
    const float homes = coverage(city, z, &ZoneNode::home_weight, near);
    const float jobs = coverage(city, z, &ZoneNode::job_weight, near);
    auto& own = nodes[z.value];
    if (own.empty() || (homes <= 0 && jobs <= 0)) continue;
    for (ZoneNode& n : own) n.home_weight = n.job_weight = 1 / static_cast<float>(own.size());
    zones.name.push_back(city.zones.name[z]);
    zones.centroid.push_back(city.zones.centroid[z]);
    zones.population.push_back(city.zones.population[z] * homes);
    zones.jobs.push_back(city.zones.jobs[z] * jobs);
    zones.school_places.push_back(city.zones.school_places[z] * homes);
    zones.radius_m.push_back(std::min(city.zones.radius_m[z], 400.0F));
    zones.income_index.push_back(city.zones.income_index[z]);
    zones.assumed.push_back(1);
    zones.nodes.append(own);
  }
  return zones;
}

template <class Column>
double total(const Column& c) {
  double sum = 0;
  for (const float v : c) sum += v;
  return sum;
}

void note_fit(const CityWorld& city, CityWorld& world, std::size_t cut) {
  world.assumptions.push_back(
      {"people",
       fmt::format("of {:.0f} inhabitants {:.0f} live in reach of the network; the others "
                   "and trips beyond it are left out",
                   total(city.zones.population), total(world.zones.population)),
       total(world.zones.population), "derived from the network"});
  world.assumptions.push_back(
      {"lines",
       fmt::format("of {} lines {} run on the network, {} of them cut at its border",
                   city.transit.lines().size(), world.transit.lines().size(), cut),
       static_cast<double>(world.transit.lines().size()), "derived from the network"});
}

}  // namespace

CityWorld fit_to_network(const CityWorld& city, Network network) {
  if (network.crs != city.network.crs)
    throw InputError(
        {.file = network.name,
         .what = "its coordinate system is " + network.crs + ", the city's is " + city.network.crs,
         .what_to_do = "import the extract with the right --city"});
  CityWorld world;
  world.network = std::move(network);
  world.figures = city.figures;
  world.assumptions = city.assumptions;
  world.sources = city.sources;
  world.counts = city.counts;
  world.zones = fit_zones(city, world.network);
  if (world.zones.zones().empty())
    throw InputError({.file = world.network.name,
                      .what = "no zone of " + city.figures.title + " lies on this network",
                      .what_to_do = "import an extract of the city, or choose another --city"});
  LineFitter fitter(city, world.network);
  SupplyFitter maker(city, world.network);
  std::size_t cut = 0;
  for (const LineId l : city.transit.lines()) {
    if (city.transit.path_of(l).empty()) continue;
    const auto placed = fitter.fit(l);
    if (placed.size() < kLeastStops) continue;
    cut += placed.size() < city.transit.stops_of(l).size() ? 1 : 0;
    maker.add(l, placed);
  }
  maker.tie_opposites();
  world.transit = std::move(maker.result);
  note_fit(city, world, cut);
  return world;
}

}  // namespace mwendo
