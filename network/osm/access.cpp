#include "network/osm/access.h"

#include "network/assembly/builder.h"
#include "network/osm/tag_values.h"

namespace mwendo::osm {
namespace {

class Access {
 public:
  Access(const OsmTags& tags, Permissions start) : tags_(tags), allowed_(start) {}

  Permissions run() {
    apply("access", kMotor | kBicycle | kFoot);
    apply("vehicle", kMotor | kBicycle);
    apply("motor_vehicle", kMotor);
    apply("motorcar", kCar);
    apply("motorcycle", kMotorcycle);
    apply("hgv", kTruck);
    apply("psv", kBus | kMinibus);
    apply("bus", kBus);
    apply("minibus", kMinibus);
    apply("bicycle", kBicycle);
    apply("foot", kFoot);
    return allowed_;
  }

 private:
  void apply(Text key, unsigned users) {
    const Text value = tags_.get(key);
    if (one_of(value, {"no", "private", "military", "agricultural", "forestry", "use_sidepath"}))
      allowed_ = static_cast<Permissions>(allowed_ & ~users);
    // A general yes opens nothing that the class itself keeps closed, such as BRT lanes.
    if (one_of(value, {"yes", "designated", "permissive", "official", "destination", "customers"}))
      allowed_ = static_cast<Permissions>(allowed_ | (users & ~unsigned{kBrt} & opened(key)));
  }

  [[nodiscard]] unsigned opened(Text key) const { return key == "access" ? allowed_ : 0xFFFFU; }

  const OsmTags& tags_;
  Permissions allowed_;
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

Permissions permissions_of(const OsmTags& tags, Permissions usual) {
  return Access(tags, usual).run();
}

}  // namespace mwendo::osm
