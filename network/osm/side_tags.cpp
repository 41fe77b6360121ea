#include "network/osm/side_tags.h"

#include "network/osm/tag_values.h"

namespace mwendo::osm {

Footway footway_of(const OsmTags& tags, const StreetTags& street, const std::string& which,
                   const char* other) {
  if (street.path) return Footway::separate;
  const bool closed =
      street.road_class == RoadClass::motorway || street.road_class == RoadClass::busway;
  Footway best = closed ? Footway::none : Footway::informal;
  const auto look = [&](const std::string& where) {
    const Text all = tags.first_of({"sidewalk", "sidewalk:both"});
    const Text own = tags.get("sidewalk:" + where);
    if (all == "separate" || own == "separate") best = Footway::separate;
    if (one_of(all, {"both", "yes", Text(where)}) || own == "yes") best = Footway::sidewalk;
  };
  look(which);
  if (other != nullptr) look(other);
  return best;
}

Cycleway cycleway_of(const OsmTags& tags, const StreetTags& street, const std::string& which,
                     const char* other) {
  if (street.road_class == RoadClass::cycleway) return Cycleway::track;
  Cycleway best = Cycleway::none;
  const auto look = [&](const std::string& where) {
    for (const Text value :
         {tags.get("cycleway"), tags.get("cycleway:both"), tags.get("cycleway:" + where)}) {
      if (one_of(value, {"track", "separate", "opposite_track"})) best = Cycleway::track;
      if (best == Cycleway::none && one_of(value, {"lane", "opposite_lane"})) best = Cycleway::lane;
    }
  };
  look(which);
  if (other != nullptr) look(other);
  return best;
}

}  // namespace mwendo::osm
