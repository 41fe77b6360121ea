#include "network/osm/osm_import.h"

#include <fmt/format.h>

#include <algorithm>

#include "network/assembly/auxiliary_lanes.h"
#include "network/assembly/continued_lanes.h"
#include "network/assembly/ring_lanes.h"
#include "network/base/input_error.h"
#include "network/components.h"
#include "network/osm/cut_pieces.h"
#include "network/osm/osm_data.h"
#include "network/osm/street_pieces.h"
#include "network/routing/csr_graph.h"
#include "network/spatial_index.h"

namespace mwendo {
namespace {

LonLat middle(const OsmData& data, const OsmOptions& options) {
  if (options.box)
    return {(options.box->west + options.box->east) / 2,
            (options.box->south + options.box->north) / 2};
  LonLat low{180, 90};
  LonLat high{-180, -90};
  for (const OsmNode& n : data.nodes) {
    low = {std::min(low.lon, n.place.lon), std::min(low.lat, n.place.lat)};
    high = {std::max(high.lon, n.place.lon), std::max(high.lat, n.place.lat)};
  }
  return {(low.lon + high.lon) / 2, (low.lat + high.lat) / 2};
}

void clean(StreetPieces& streets, BuildReport& report) {
  contract_chains(streets, report);
  // Merging makes new short pieces between merged junctions; the second pass takes those.
  for (int pass = 0; pass < 2; ++pass) {
    merge_clusters(streets, report);
    drop_twins(streets, report);
    contract_chains(streets, report);
  }
}

// Links for cars between nodes that reach each other if one may turn round anywhere. Dropping the
// others first saves streets whose far end leads into a one-way street that leads nowhere.
Column<LinkId, char> between_connected_nodes(const Network& net) {
  CsrGraph graph;
  const auto usable = [&](LinkId l) { return (net.permissions_of(l) & kCar) != 0; };
  for (const NodeId n : net.nodes()) {
    for (const LinkId l : net.outgoing(n))
      if (usable(l)) graph.head.push_back(net.link.to[l].value);
    graph.first_out.push_back(graph.arc_count());
  }
  const auto part = strong_components(graph.first_out, graph.head);
  std::vector<double> metres(part.size(), 0);
  for (const LinkId l : net.links())
    if (usable(l))
      metres[part[net.link.from[l].value]] += static_cast<double>(net.link.length_m[l]);
  const auto largest = std::max_element(metres.begin(), metres.end()) - metres.begin();
  Column<LinkId, char> keep(net.links().size(), 0);
  for (const LinkId l : net.links())
    keep[l] = part[net.link.from[l].value] == largest && part[net.link.to[l].value] == largest;
  return keep;
}

// Closes what cars may use but cannot both reach and leave; false if there is no such street.
bool drop_unconnected(StreetPieces& streets, const BuiltPieces& built, const Network& net,
                      const Column<LinkId, char>& keep, BuildReport& report) {
  std::size_t dropped = 0;
  double metres = 0;
  for (const LinkId l : net.links()) {
    if (keep[l] != 0 || (net.permissions_of(l) & kCar) == 0) continue;
    const std::uint32_t directed = built.piece_of_link[l.value];
    StreetPiece& piece = streets.pieces[directed / 2];
    (directed % 2 == 0 ? piece.tags.forward : piece.tags.backward).lanes.clear();
    metres += static_cast<double>(net.link.length_m[l]);
    ++dropped;
  }
  for (StreetPiece& piece : streets.pieces)
    if (!piece.open(0) && !piece.open(1)) piece.dead = true;
  if (dropped > 0) {
    report.add("links dropped that cars cannot both reach and leave", {}, dropped);
    report.add("metres of such links", {}, static_cast<std::size_t>(metres));
  }
  return dropped > 0;
}

double metres_for_cars(const Network& net) {
  double sum = 0;
  for (const LinkId l : net.links())
    if ((net.permissions_of(l) & kCar) != 0) sum += static_cast<double>(net.link.length_m[l]);
  return sum;
}

// One-way links of one street that have an opposite one within some 40 to 140 m (one grid cell).
void mark_dual_carriageways(NetworkBuilder& builder) {
  constexpr double kApart = 40;
  struct Entry {
    Point mid;
    Point way;
    LinkId link;
  };
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < builder.link_count(); ++i) {
    const LinkSpec& l = builder.link(LinkId{i});
    const bool main = l.road_class <= RoadClass::tertiary && (l.flags & kRoundaboutRing) == 0;
    if (l.reverse.valid() || !main) continue;
    const Point a = builder.node(l.from).position;
    const Point b = builder.node(l.to).position;
    const double size = std::max(distance(a, b), 1e-6);
    entries.push_back(
        {l.geometry[l.geometry.size() / 2], {(b.x - a.x) / size, (b.y - a.y) / size}, LinkId{i}});
  }
  if (entries.empty()) return;
  Point low = entries.front().mid;
  Point high = low;
  for (const Entry& e : entries) {
    low = {std::min(low.x, e.mid.x), std::min(low.y, e.mid.y)};
    high = {std::max(high.x, e.mid.x), std::max(high.y, e.mid.y)};
  }
  CellGrid grid(low, high, 100);
  for (std::uint32_t i = 0; i < entries.size(); ++i)
    for (const Point p : builder.link(entries[i].link).geometry) grid.add(p, p, i);
  grid.finish();
  for (const Entry& e : entries) {
    LinkSpec& mine = builder.link(e.link);
    grid.visit(
        {e.mid.x - kApart, e.mid.y - kApart}, {e.mid.x + kApart, e.mid.y + kApart},
        [&](std::uint32_t i) {
          const Entry& other = entries[i];
          const LinkSpec& theirs = builder.link(other.link);
          const bool opposite = e.way.x * other.way.x + e.way.y * other.way.y < -0.9;
          if (!opposite || theirs.road_class != mine.road_class || theirs.street != mine.street)
            return;
          mine.flags = static_cast<LinkFlags>(mine.flags | kDualCarriageway);
        });
  }
}

[[noreturn]] void fail_empty(const std::string& path, const OsmOptions& options) {
  throw InputError(Problem{
      .file = path,
      .line = 0,
      .column = 0,
      .what = options.box ? "holds no street inside the box" : "holds no street for traffic",
      .what_to_do = options.box ? "check the order W,S,E,N of the box and that it is in the extract"
                                : "take an extract that was not filtered"});
}

bool any_alive(const StreetPieces& streets) {
  return std::any_of(streets.pieces.begin(), streets.pieces.end(),
                     [](const StreetPiece& p) { return !p.dead; });
}

BuildOptions build_options(const OsmOptions& options, std::string crs) {
  return {.name = options.name,
          .crs = std::move(crs),
          .driving_side = options.driving_side,
          .infer_priority = true};
}

}  // namespace

OsmImport import_osm(const std::string& path, const OsmOptions& options) {
  return import_streets(read_osm(path), options, path);
}

OsmImport import_streets(const OsmData& data, const OsmOptions& options, const std::string& path) {
  if (data.nodes.empty()) fail_empty(path, options);
  const std::string crs = options.crs.empty() ? utm_crs(middle(data, options)) : options.crs;
  OsmImport result;
  BuildReport& report = result.report;
  report = data.report;
  StreetPieces streets = cut_into_pieces(data, options, Projection(crs), report);
  if (!any_alive(streets)) fail_empty(path, options);
  move_signals(streets, report);
  move_signs(streets, report);
  close_barriers(streets, report);
  contract_chains(streets, report);
  apply_restrictions(streets, data.restrictions, report);
  clean(streets, report);
  settle_signs(streets, report);
  double metres_before = 0;
  for (int round = 0;; ++round) {
    cut_long(streets, options.longest_m);
    BuiltPieces built = to_builder(streets, build_options(options, crs));
    mark_dual_carriageways(built.builder);
    BuildReport of_build;
    const Network& net = result.network = built.builder.build(of_build);
    const Components parts = strong_components(net, kCar);
    if (round == 0) {
      metres_before = metres_for_cars(net);
      const std::size_t others = parts.length_m.empty() ? 0 : parts.length_m.size() - 1;
      if (others > 0) report.add("unconnected parts", describe_unconnected(net, parts), others);
    }
    const auto keep = round == 0 ? between_connected_nodes(net) : largest_part(net, kCar);
    const bool changed =
        !options.keep_unconnected && drop_unconnected(streets, built, net, keep, report);
    if (!changed && (round > 0 || options.keep_unconnected)) {
      const double share = parts.length_share(parts.largest);
      const double kept = share * metres_for_cars(net);
      result.largest_part_share = metres_before > 0 ? kept / metres_before : 0;
      const std::size_t continued =
          continue_lanes(built.builder, links_with(built.builder, kAssumedLanes));
      if (continued > 0)
        report.add("links without lanes: as many as the street they go on from", {}, continued);
      if (const std::size_t wider = set_ring_lanes(built.builder); wider > 0)
        report.add("links of roundabouts without lanes: as wide as their widest entry", {}, wider);
      add_auxiliary_lanes(built.builder, report);
      of_build = {};
      result.network = built.builder.build(of_build);
      result.builder = std::move(built.builder);
      report.entries.insert(report.entries.end(), of_build.entries.begin(), of_build.entries.end());
      return result;
    }
    if (!any_alive(streets)) fail_empty(path, options);
    contract_chains(streets, report);
  }
}

}  // namespace mwendo
