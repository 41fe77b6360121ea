#include "network/osm/access.h"

#include "network/osm/tag_values.h"
#include "network/osm/vehicle_words.h"

namespace mwendo::osm {
namespace {

class Access {
 public:
  Access(const OsmTags& tags, Permissions start, TagNotes& notes)
      : tags_(tags), allowed_(start), notes_(notes) {}

  Permissions run() {
    for (const VehicleWord& row : kVehicleWords) apply(row.word, row.vehicles);
    return allowed_;
  }

 private:
  void apply(Text key, unsigned users) {
    const Text value = tags_.get(key);
    if (value.empty()) return;
    // A general yes opens nothing that the class itself keeps closed, such as BRT lanes.
    if (closes_access(value))
      allowed_ = static_cast<Permissions>(allowed_ & ~users);
    else if (opens_access(value))
      allowed_ = static_cast<Permissions>(allowed_ | (users & ~unsigned{kBrt} & opened(key)));
    else if (!one_of(value, {"dismount", "unknown"}))
      notes_.push_back({"access tags with an unknown value, not used",
                        std::string(key) + "=" + std::string(value)});
  }

  [[nodiscard]] unsigned opened(Text key) const { return key == "access" ? allowed_ : 0xFFFFU; }

  const OsmTags& tags_;
  Permissions allowed_;
  TagNotes& notes_;
};

}  // namespace

Permissions usual_permissions(RoadClass c, Text highway) {
  switch (c) {
    case RoadClass::motorway: return kGeneralTraffic;
    case RoadClass::busway: return kBus | kBrt;
    case RoadClass::cycleway: return kBicycle | kFoot;
    case RoadClass::footway:
      return static_cast<Permissions>(highway == "path" ? kFoot | kBicycle : int{kFoot});
    default: return kStreetTraffic | kFoot;
  }
}

Permissions permissions_of(const OsmTags& tags, Permissions usual, TagNotes& notes) {
  return Access(tags, usual, notes).run();
}

bool closes_access(Text value) {
  return one_of(value, {"no", "private", "military", "agricultural", "forestry", "use_sidepath",
                        "emergency", "permit", "employees", "staff"});
}

bool opens_access(Text value) {
  return one_of(
      value, {"yes", "designated", "permissive", "official", "destination", "customers", "public"});
}

}  // namespace mwendo::osm
