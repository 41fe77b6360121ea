#include "scenarios/cities/city_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "network/assembly/continued_lanes.h"
#include "network/assembly/ring_lanes.h"
#include "network/osm/osm_import.h"
#include "scenarios/cities/interchanges.h"
#include "scenarios/cities/named_roads.h"
#include "scenarios/cities/route_match.h"

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kLongestLink = 500;  // m; people can enter between

class Maker {
 public:
  Maker(const CityTables& tables, Point centre, int threads)
      : tables_(tables), threads_(threads), origins_(tables) {
    city_.centre = centre;
  }

  CityNetwork make() {
    const CitySheet sheet = assemble_streets(tables_);
    read_like_osm(sheet.sheet);
    const NamedLinks named = find_named_roads(tables_, city_.network);
    const std::vector<LinkId> silent = links_with(builder_, kAssumedLanes);
    set_named_roads(tables_, origins_, named, builder_);
    (void)continue_lanes(builder_, silent);
    ramps_ = add_interchanges(tables_, named, builder_);
    set_ring_lanes(builder_);
    city_.network = builder_.build();
    set_junctions(tables_, origins_, city_.network, city_.centre, builder_);
    set_kerbs(city_.centre, builder_);
    const auto matched = match_routes(tables_, city_.network, threads_);
    open_streets(matched);
    for (const MatchedRoute& m : matched) add_paths(m);
    allow_turns();
    city_.network = builder_.build();
    measure();
    note(sheet);
    return std::move(city_);
  }

 private:
  void read_like_osm(const StreetSheet& sheet) {
    const Projection projection(tables_.profile.crs);
    OsmImport got = import_streets(sheet.to_osm(projection),
                                   {.name = tables_.slug,
                                    .driving_side = tables_.profile.side,
                                    .crs = tables_.profile.crs,
                                    .longest_m = kLongestLink},
                                   tables_.folder);
    city_.network = std::move(got.network);
    builder_ = std::move(got.builder);
    city_.connected_share = got.largest_part_share;
  }

  // One-way streets that routes run against are opened that way to public transport.
  void open_streets(const std::vector<MatchedRoute>& matched) {
    std::vector<const TraceMatch*> good;
    for (const MatchedRoute& m : matched) {
      if (m.good()) good.push_back(&m.way);
      if (m.good_back()) good.push_back(&m.back);
    }
    opened_ = open_against(city_.network, good, builder_);
  }

  LinkPath good_path(const TraceMatch& match, bool good) const {
    return good ? path_of(match, opened_) : LinkPath{};
  }

  void add_paths(const MatchedRoute& m) {
    city_.routes.push_back({good_path(m.way, m.good()), good_path(m.back, m.good_back())});
    matched_routes_ += m.good() ? 1 : 0;
    deviation_m_ += m.good() ? m.way.deviation_m : 0;
  }

  // Turns that routes make though the reader forbade them or they look too sharp.
  void allow_turns() {
    std::vector<const LinkPath*> paths;
    for (const RoutePaths& r : city_.routes) paths.insert(paths.end(), {&r.there, &r.back});
    allowed_ = allow_missing_turns(city_.network, paths, builder_);
  }

  void measure();
  void note(const CitySheet& sheet);

  const CityTables& tables_;
  int threads_;
  WayOrigins origins_;
  CityNetwork city_;
  NetworkBuilder builder_;
  OpenedStreets opened_;
  std::size_t ramps_ = 0;
  std::size_t allowed_ = 0;
  std::size_t matched_routes_ = 0;
  double deviation_m_ = 0;
};

void Maker::measure() {
  const Network& net = city_.network;
  city_.street_m = Column<NodeId, double>(net.nodes().size(), 0);
  std::map<std::string, StreetLengths> lengths;
  for (const LinkId l : net.links()) {
    const auto length = static_cast<double>(net.link.length_m[l]);
    const LinkId back = net.link.reverse[l];
    const double share = back.valid() ? 0.5 : 1;  // each street once
    StreetLengths& of = lengths[origins_.name(net.link.source_id[l])];
    of.metres[static_cast<std::size_t>(net.link.road_class[l])] += share * length;
    if (net.link.road_class[l] == RoadClass::motorway || (net.permissions_of(l) & kCar) == 0)
      continue;
    city_.street_m[net.link.from[l]] += share * length / 2;
    city_.street_m[net.link.to[l]] += share * length / 2;
  }
  for (auto& [origin, of] : lengths) {
    of.origin = origin;
    city_.lengths.push_back(of);
  }
}

void Maker::note(const CitySheet& sheet) {
  const Network& net = city_.network;
  const std::string own = "assumption";
  auto& notes = city_.assumptions;
  double all = 0;
  for (const StreetLengths& s : city_.lengths) all += s.total();
  for (const StreetLengths& s : city_.lengths) {
    std::string classes;
    for (std::size_t c = 0; c < kRoadClassCount; ++c)
      if (s.metres[c] >= 50)
        classes += fmt::format("{}{} {:.1f}", classes.empty() ? "" : ", ",
                               name_of(static_cast<RoadClass>(c)), s.metres[c] / 1000);
    notes.push_back({"streets, km",
                     fmt::format("{:.1f} % of the length: {}.", 100 * s.total() / all, classes),
                     s.total() / 1000, s.origin});
  }
  for (std::size_t t = 1; t < sheet.tables.size(); ++t)
    notes.push_back({"streets replaced, km",
                     "Streets left out because a table of more authority has them.",
                     sheet.tables[t].known_m / 1000, tables_.profile.streets[t]});
  notes.push_back({"streets connected, %",
                   "Share of the length that cars can both reach and leave; the rest is dropped.",
                   100 * city_.connected_share, "derived"});
  notes.push_back({"named roads", "Class, lanes and speed of the named roads are unverified.",
                   static_cast<double>(tables_.roads.size()), "(unverified) roads.csv"});
  const auto links_with = [&](LinkFlags flag) {
    return static_cast<double>(std::count_if(net.link.flags.begin(), net.link.flags.end(),
                                             [&](LinkFlags f) { return (f & flag) != 0; }));
  };
  notes.push_back({"links without lanes",
                   "Their lanes are the usual ones of the class, or those that the road has before "
                   "and behind.",
                   links_with(kAssumedLanes), own});
  notes.push_back({"links without class",
                   "Courses of routes, made-up streets, and guesses of the "
                   "tables.",
                   links_with(kAssumedClass), own});
  double rings = 0;
  for (const StreetTable& t : tables_.streets) rings += static_cast<double>(t.roundabouts);
  notes.push_back({"roundabouts recognised", "One-way rings that no tag calls a roundabout.", rings,
                   "derived"});
  FoundCarriageways pairs;
  for (const StreetTable& t : tables_.streets) {
    pairs.one_way_m += t.carriageways.one_way_m;
    pairs.left_m += t.carriageways.left_m;
  }
  notes.push_back(
      {"carriageways recognised, km",
       fmt::format("Lines of dual roads without a direction are one-way by the driving side. "
                   "Another {:.1f} km would leave dead ends and are two-way.",
                   pairs.left_m / 1000),
       pairs.one_way_m / 1000, "derived"});
  notes.push_back({"interchanges",
                   "Ramps with half the lanes join roads of limited access with those they cross.",
                   static_cast<double>(ramps_), own});
  notes.push_back(
      {"routes matched",
       fmt::format("Of {} routes; mean distance to their course {:.0f} m.", tables_.routes.size(),
                   deviation_m_ / static_cast<double>(std::max<std::size_t>(1, matched_routes_))),
       static_cast<double>(matched_routes_), "derived"});
  notes.push_back({"carriageways joined",
                   "One-way streets that end at the edge of a table were joined to the street that "
                   "goes on.",
                   static_cast<double>(sheet.loose_ends), "derived"});
  notes.push_back({"streets joined", "Streets that a route changes between were joined.",
                   static_cast<double>(sheet.routes.joined), "route courses"});
  notes.push_back({"against one-way streets, km",
                   "One-way streets that routes run against are open that way to public transport.",
                   opened_.length_m / 1000, "route courses"});
  notes.push_back({"turns", "Turns that routes make were allowed.", static_cast<double>(allowed_),
                   "route courses"});
  for (const auto control : {JunctionControl::signal, JunctionControl::police,
                             JunctionControl::roundabout, JunctionControl::priority}) {
    notes.push_back(
        {"junction control", std::string("Junctions with control '") + name_of(control) + "'.",
         static_cast<double>(std::count(net.node.control.begin(), net.node.control.end(), control)),
         own});
  }
  notes.push_back({"kerb-side friction and footways",
                   "Set by road class and distance from the centre.",
                   static_cast<double>(net.links().size()), own});
}

}  // namespace

double StreetLengths::total() const {
  double sum = 0;
  for (const double m : metres) sum += m;
  return sum;
}

bool CityNetwork::has_stops(LinkId l) const {
  return (network.permissions_of(l) & kBus) != 0 &&
         network.link.road_class[l] != RoadClass::motorway &&
         (network.link.flags[l] & kRoundaboutRing) == 0;
}

CityNetwork make_network(const CityTables& tables, Point centre, int threads) {
  return Maker(tables, centre, threads).make();
}

}  // namespace mwendo
