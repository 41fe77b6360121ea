#include <fmt/format.h>

#include <cmath>

#include "network/network_file.h"
#include "network/osm/osm_import.h"
#include "network/projection.h"
#include "scenarios/cities/city.h"
#include "scenarios/cities/imported_city.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/files/sha256.h"
#include "sim/learning/simulate.h"

namespace mwendo {
namespace {

// The box of a city's street nodes with a margin.
LonLatBox box_of(const Network& net) {
  constexpr double kMargin = 1500;
  Point low = net.node.position[NodeId{0}];
  Point high = low;
  for (const Point& p : net.node.position) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const Projection projection(net.crs);
  const LonLat west_south = projection.to_degrees({low.x - kMargin, low.y - kMargin});
  const LonLat east_north = projection.to_degrees({high.x + kMargin, high.y + kMargin});
  return {west_south.lon, west_south.lat, east_north.lon, east_north.lat};
}

LonLatBox parse_box(const std::string& text) {
  double v[4] = {};
  int end = 0;
  const bool read =
      std::sscanf(text.c_str(), "%lf,%lf,%lf,%lf%n", &v[0], &v[1], &v[2], &v[3], &end) == 4 &&
      static_cast<std::size_t>(end) == text.size();
  if (!read || !(v[0] < v[2]) || !(v[1] < v[3]) || std::abs(v[0]) > 180 || std::abs(v[2]) > 180 ||
      std::abs(v[1]) > 90 || std::abs(v[3]) > 90)
    wrong(fmt::format("--bbox '{}' is not a box", text),
          "give W,S,E,N in degrees, as 36.78,-1.31,36.84,-1.27");
  return {v[0], v[1], v[2], v[3]};
}

// East Africa south of Ethiopia drives on the left; --city gives the side of other countries.
DrivingSide side_at(const LonLatBox& box) {
  const double lon = (box.west + box.east) / 2;
  const double lat = (box.south + box.north) / 2;
  const bool left = lon > 29.5 && lon < 42 && lat > -12 && lat < 4.7;
  return left ? DrivingSide::left : DrivingSide::right;
}

OsmOptions options_for(const Options& options) {
  OsmOptions o;
  if (!options.bbox.empty()) o.box = parse_box(options.bbox);
  if (!options.city.empty()) {
    const Network city = load_city(options.city, threads_of(options)).network;
    o.crs = city.crs;
    o.driving_side = city.driving_side;
    if (!o.box) o.box = box_of(city);
  } else {
    o.driving_side = side_at(*o.box);
  }
  o.name = options.city;
  return o;
}

void check_no_gtfs_options(const Options& options) {
  if (!options.day.empty() || !options.shape_stops.empty())
    wrong("--day and --shape-stops belong to a GTFS feed", "leave them out");
}

void check_osm_use(const Options& options) {
  if (options.names[0] != "osm")
    wrong(fmt::format("cannot import '{}'", options.names[0]),
          "use mwendo import osm FILE, mwendo import gtfs FEED or mwendo import sumo --net FILE");
  check_no_gtfs_options(options);
  if (options.city.empty() && options.bbox.empty())
    wrong("no part to import is given", "add --city NAME (see mwendo list) or --bbox W,S,E,N");
  if (options.out.empty()) wrong("--out is missing", "name the folder to write");
}

}  // namespace

int import_command(const Options& options) {
  if (options.names[0] == "sumo") return import_sumo_command(options);
  if (options.names[0] == "gtfs") return import_gtfs_command(options);
  check_osm_use(options);
  ResultsFolder::check(options.out, options.force);
  const OsmImport got = import_osm(options.names[1], options_for(options));
  ResultsFolder folder(options.out, options.force);
  save_network(got.network, folder.path().string());
  write_imported_city(folder.path(), {.city = options.city,
                                      .source = std::filesystem::path(options.names[1]).filename(),
                                      .sha256 = sha256_of_file(options.names[1])});
  if (interrupted()) throw Interrupted{};
  folder.commit();
  if (options.quiet) return kDone;
  fmt::print("{}\n{} links, {} junctions; {:.1f} % of the length was connected\n{}\n",
             got.report.text(), got.network.links().size(), got.network.nodes().size(),
             100 * got.largest_part_share, folder.target().string());
  if (!options.city.empty())
    fmt::print("run it with: mwendo run {}/base.toml\n", folder.target().string());
  return kDone;
}

}  // namespace mwendo
