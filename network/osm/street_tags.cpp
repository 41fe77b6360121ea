#include "network/osm/street_tags.h"

#include <algorithm>

#include "network/assembly/class_defaults.h"
#include "network/osm/access.h"
#include "network/osm/highway_classes.h"
#include "network/osm/lane_tags.h"
#include "network/osm/side_tags.h"
#include "network/osm/tag_values.h"
#include "network/osm/unused_tags.h"

namespace mwendo {
namespace {

using osm::number;
using osm::one_of;
using osm::Text;
using osm::yes;

bool unpaved(const OsmTags& tags) {
  const Text surface = tags.get("surface");
  const Text track = tags.get("tracktype");
  return one_of(surface, {"unpaved", "gravel", "fine_gravel", "compacted", "dirt", "earth",
                          "ground", "mud", "sand", "grass", "pebblestone", "rock"}) ||
         (track.size() == 6 && track > "grade1") ||
         one_of(tags.get("smoothness"), {"very_bad", "horrible", "very_horrible"}) ||
         (surface.empty() && track.empty() && tags.get("highway") == "track");
}

class Reader {
 public:
  Reader(const OsmTags& tags, DrivingSide side, TagNotes& notes) : tags_(tags), notes_(notes) {
    shape_.side = side;
  }

  std::optional<StreetTags> run() {
    if (!read_class()) return std::nullopt;
    shape_.allowed = osm::permissions_of(
        tags_, osm::usual_permissions(street_.road_class, tags_.get("highway")), notes_);
    if (shape_.allowed == 0 || (!street_.path && (shape_.allowed & (kMotor | kBicycle)) == 0))
      return std::nullopt;
    read_flags();
    read_directions();
    osm::read_lanes(tags_, shape_, street_, notes_);
    read_speeds();
    read_sides();
    if (!street_.path) osm::note_unused_tags(tags_, notes_);
    street_.name = tags_.first_of({"name", "ref", "name:en"});
    return street_;
  }

 private:
  bool read_class() {
    const Text highway = tags_.get("highway");
    const osm::HighwayClass* row = osm::class_of(highway);
    if (row == nullptr || tags_.get("area") == "yes") return false;
    if (one_of(tags_.get("service"), {"driveway", "parking_aisle", "drive-through"})) return false;
    street_.road_class = row->road_class;
    street_.path = row->path;
    if (highway == "path" && tags_.get("bicycle") == "designated")
      street_.road_class = RoadClass::cycleway;
    shape_.is_link = highway.ends_with("_link");
    if (shape_.is_link) set(kRampLink);
    if (highway == "road" || tags_.get("class:inferred").starts_with("yes")) set(kAssumedClass);
    if (yes(tags_.get("course:inferred"))) set(kSyntheticGeometry);
    return true;
  }

  void set(LinkFlags flag) { street_.flags = static_cast<LinkFlags>(street_.flags | flag); }

  void read_flags() {
    if (yes(tags_.get("bridge"))) set(kBridge);
    if (yes(tags_.get("tunnel")) && tags_.get("tunnel") != "building_passage") set(kTunnel);
    if (one_of(tags_.get("junction"), {"roundabout", "circular"})) set(kRoundaboutRing);
    if (unpaved(tags_)) set(kUnpaved);
    if (yes(tags_.get("toll"))) set(kToll);
    if (tags_.get("dual_carriageway") == "yes") set(kDualCarriageway);
    if (const auto layer = number(tags_.get("layer"))) street_.layer = static_cast<int>(*layer);
    Text rest;
    if (const auto incline = number(tags_.get("incline"), &rest); incline && rest == "%")
      street_.grade = std::clamp(*incline / 100, -0.3F, 0.3F);
  }

  void read_directions() {
    const Text oneway = tags_.get("oneway");
    const bool implied = (street_.flags & kRoundaboutRing) != 0 ||
                         (street_.road_class == RoadClass::motorway && !shape_.is_link);
    shape_.forward = !one_of(oneway, {"-1", "reverse"});
    shape_.one_way =
        one_of(oneway, {"yes", "true", "1", "-1", "reverse"}) || (implied && oneway != "no");
    if (street_.path && !one_of(oneway, {"yes", "true", "1", "-1", "reverse"}))
      shape_.one_way = false;
  }

  // The limit of the class. A bad surface is flagged; it lowers what is driven, not the limit.
  float assumed_speed() const {
    float speed = defaults_of(street_.road_class).free_speed_mps;
    if ((street_.flags & kRoundaboutRing) != 0 || shape_.is_link)
      speed = std::min(speed, 40 / 3.6F);
    if (tags_.get("highway") == "living_street") speed = std::min(speed, 15 / 3.6F);
    return speed;
  }

  void read_speeds() {
    const float both = parse_speed(tags_.get("maxspeed"));
    const float forward = parse_speed(tags_.get("maxspeed:forward"));
    const float backward = parse_speed(tags_.get("maxspeed:backward"));
    street_.forward.speed_mps = forward > 0 ? forward : both;
    street_.backward.speed_mps = backward > 0 ? backward : both;
    for (StreetDirection* d : {&street_.forward, &street_.backward}) {
      if (d->speed_mps > 0) continue;
      d->speed_mps = assumed_speed();
      if (!d->lanes.empty()) set(kAssumedSpeed);
    }
  }

  // left and right are sides of the way; the forward direction has the driving side.
  void read_sides() {
    const bool left = shape_.side == DrivingSide::left;
    const char* near = left ? "left" : "right";
    const char* far = left ? "right" : "left";
    street_.forward.footway = osm::footway_of(tags_, street_, near, shape_.one_way ? far : nullptr);
    street_.backward.footway =
        osm::footway_of(tags_, street_, far, shape_.one_way ? near : nullptr);
    street_.forward.cycleway =
        osm::cycleway_of(tags_, street_, near, shape_.one_way ? far : nullptr);
    street_.backward.cycleway =
        osm::cycleway_of(tags_, street_, far, shape_.one_way ? near : nullptr);
  }

  const OsmTags& tags_;
  TagNotes& notes_;
  osm::WayShape shape_;
  StreetTags street_;
};

}  // namespace

float parse_speed(std::string_view text) {
  constexpr float kKmh = 1 / 3.6F;
  Text unit;
  const auto value = number(text, &unit);
  if (!value) {
    if (text == "walk") return 5 * kKmh;
    if (text == "none") return 110 * kKmh;
    if (text.ends_with(":urban")) return 50 * kKmh;
    if (text.ends_with(":rural")) return 80 * kKmh;
    if (text.ends_with(":motorway")) return 110 * kKmh;
    return 0;
  }
  if (*value <= 0 || *value > 200) return 0;
  if (unit == "mph") return *value * 1.609344F * kKmh;
  if (unit == "knots") return *value * 1.852F * kKmh;
  return unit.empty() || unit.starts_with("km") || unit.starts_with(';') ? *value * kKmh : 0;
}

std::optional<StreetTags> understand(const OsmTags& tags, DrivingSide side, TagNotes& notes) {
  return Reader(tags, side, notes).run();
}

std::optional<StreetTags> understand(const OsmTags& tags, DrivingSide side) {
  TagNotes unread;
  return understand(tags, side, unread);
}

}  // namespace mwendo
