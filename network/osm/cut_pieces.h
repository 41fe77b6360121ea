// Ways to pieces: understood, clipped and cut at junctions.
//
//   StreetPieces streets = cut_into_pieces(data, options, projection, report);
#pragma once

#include "network/osm/osm_data.h"
#include "network/osm/osm_import.h"
#include "network/osm/street_pieces.h"

namespace mwendo {

[[nodiscard]] StreetPieces cut_into_pieces(const OsmData& data, const OsmOptions& options,
                                           const Projection& projection, BuildReport& report);

}  // namespace mwendo
