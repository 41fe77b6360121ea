// Elements of a SUMO net as the rows of raw_net.h. Internal to network/sumo.
// Errors are noted at the place of the element; units are those of the file: metres, m/s.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "network/sumo/raw_net.h"
#include "network/sumo/xml.h"

namespace mwendo::sumo {

// Whether a name is of an edge or lane inside a junction.
[[nodiscard]] inline bool is_internal(std::string_view name) {
  return !name.empty() && name.front() == ':';
}

// "x,y x,y" or "x,y,z x,y,z".
[[nodiscard]] std::vector<Point> parse_shape(std::string_view shape);

// A <lane> of a street.
[[nodiscard]] RawLane read_lane(const XmlElement& e);

// What `allow` and `disallow` of a connection or of a lane inside a junction leave open: kAnybody
// without them.
[[nodiscard]] Permissions restriction_of(const XmlElement& e);

// The lane "edge_index" of the edges read so far; NameIndex::kNone if there is no such lane.
[[nodiscard]] std::uint32_t find_lane(const RawNet& net, std::string_view id);

// A connection between two lanes of the edges read so far. None if it leads into a junction's
// inside or if a problem was noted: no such edge or lane.
[[nodiscard]] std::optional<RawConnection> read_connection(const XmlElement& e, const RawNet& net);

}  // namespace mwendo::sumo
