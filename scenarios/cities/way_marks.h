// Writes what was found about stretches of ways into a table of streets.
//
//   marks[{from, to}] = "primary";  // a step of a way in the direction of traffic
//   write_marks(table, marks, [](OsmTags& tags, const std::string& mark) { ... });
//
// Ways are cut where they enter or leave marked steps; the parts keep the id. Marked parts run in
// the direction of the marks and are one-way. The function sets further tags of such a part, of
// which it gets the first mark. Ways with a `junction` tag are left.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "scenarios/cities/street_table.h"

namespace mwendo {

using WayMarks = std::map<std::pair<std::uint32_t, std::uint32_t>, std::string>;
using TagPart = std::function<void(OsmTags&, const std::string&)>;

void write_marks(StreetTable& table, const WayMarks& marks, const TagPart& tag);

// Replaces a tag.
void set_tag(OsmTags& tags, const std::string& key, const std::string& value);

// Set where the direction of a one-way street is a conclusion and not of the table.
inline constexpr const char* kInferredDirection = "oneway:inferred";

}  // namespace mwendo
