// OpenStreetMap extract to network.
//
//   const OsmImport got = import_osm("nairobi.osm.pbf",
//                                    {.driving_side = DrivingSide::left,
//                                     .box = LonLatBox{36.60, -1.48, 37.13, -1.10}});
//   got.network; got.report.text();
//   const OsmImport same = import_streets(data, options, "a table");   // ways that are read
//   already
//
// How a way becomes links: its tags are understood (street_tags.h). It is cut at junctions and at
// the box. Signals move to their junction. Pieces without a junction between them are joined. Turn
// restrictions are applied. Junctions closer than 15 m become one, carriageways at a junction up to
// 30 m. Streets that cars cannot both reach and leave are dropped. The builder makes lanes,
// movements and signals.
// Guarantees: every repair and guess is counted in the report; the largest strongly connected part
// (by car) holds everything that cars may use, unless keep_unconnected is set.
// Errors: InputError for what cannot be read, an extract without streets, a box without streets.
// Limits: paths for walkers and riders alone are left out unless `paths` is set (walkers use the
// streets); heights are not read; see also street_tags.h.
#pragma once

#include <optional>
#include <string>

#include "network/assembly/builder.h"
#include "network/osm/osm_data.h"

namespace mwendo {

struct LonLatBox {
  double west = 0;
  double south = 0;
  double east = 0;
  double north = 0;
};

struct OsmOptions {
  std::string name = {};
  DrivingSide driving_side = DrivingSide::left;
  std::optional<LonLatBox> box = {};
  std::string crs = {};  // empty: UTM zone of the middle
  bool paths = false;    // with footways, paths and cycleways apart from streets
  bool keep_unconnected = false;
  double longest_m = 0;  // streets longer than this are cut, so that people can enter; 0: never
};

struct OsmImport {
  Network network;
  NetworkBuilder builder;  // of `network`, with its ids: to add what tags do not say
  BuildReport report;
  double largest_part_share = 0;  // of the length for cars: what is connected both ways
};

[[nodiscard]] OsmImport import_osm(const std::string& path, const OsmOptions& options);
// The same for ways that were not read from an extract; `name` is the file in messages.
[[nodiscard]] OsmImport import_streets(const OsmData& data, const OsmOptions& options,
                                       const std::string& name);

}  // namespace mwendo
