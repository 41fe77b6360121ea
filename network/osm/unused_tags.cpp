#include "network/osm/unused_tags.h"

#include <fmt/format.h>

#include <array>

#include "network/osm/street_tags.h"
#include "network/osm/tag_values.h"

namespace mwendo::osm {
namespace {

struct Unused {
  Text key;  // also with a direction or another suffix
  const char* what;
};

constexpr std::array kUnused = {
    Unused{"turn:lanes", "ways with turn:lanes, not used"},
    Unused{"change:lanes", "ways with limits of lane changes, not used"},
    Unused{"width:lanes", "ways with widths by lane, not used"},
    Unused{"maxspeed:lanes", "ways with speed limits by lane, not used"},
    Unused{"maxheight", "ways with limits of size or weight, not used"},
    Unused{"maxwidth", "ways with limits of size or weight, not used"},
    Unused{"maxlength", "ways with limits of size or weight, not used"},
    Unused{"maxweight", "ways with limits of size or weight, not used"},
    Unused{"maxaxleload", "ways with limits of size or weight, not used"},
    Unused{"hov", "ways with lanes for full cars, open to all"},
    Unused{"traffic_calming", "ways with traffic calming, not used"},
};

const char* unused(Text key, Text value) {
  if (key.ends_with(":conditional")) return "ways with conditional tags, not used";
  if (key == "oneway" && one_of(value, {"reversible", "alternating"}))
    return "ways whose direction changes with time, open both ways";
  if ((key == "maxspeed" || key == "maxspeed:forward" || key == "maxspeed:backward") &&
      !(parse_speed(value) > 0))
    return "speed limits that are not understood, not used";
  for (const Unused& row : kUnused)
    if (key == row.key || (key.starts_with(row.key) && key[row.key.size()] == ':')) return row.what;
  return nullptr;
}

}  // namespace

void note_unused_tags(const OsmTags& tags, TagNotes& notes) {
  for (const auto& [key, value] : tags.all)
    if (const char* what = unused(key, value))
      notes.push_back({what, fmt::format("{}={}", key, value)});
}

}  // namespace mwendo::osm
