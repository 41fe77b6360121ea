#include "network/osm/street_tags.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "network/assembly/class_defaults.h"

namespace mwendo {
namespace {

using Text = std::string_view;

bool one_of(Text value, std::initializer_list<Text> list) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// The number at the start of a text and what follows it.
std::optional<float> number(Text text, Text* rest = nullptr) {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  if (rest != nullptr) {
    *rest = text.substr(static_cast<std::size_t>(end - text.data()));
    while (rest->starts_with(' ')) rest->remove_prefix(1);
  }
  return value;
}

int count(Text text) {
  const auto value = number(text);
  return value && *value >= 1 && *value <= 16 ? static_cast<int>(*value) : 0;
}

struct ClassRow {
  Text highway;
  RoadClass road_class;
  bool path;
};

constexpr std::array kClasses = {
    ClassRow{"motorway", RoadClass::motorway, false},
    ClassRow{"motorway_link", RoadClass::motorway, false},
    ClassRow{"trunk", RoadClass::trunk, false},
    ClassRow{"trunk_link", RoadClass::trunk, false},
    ClassRow{"primary", RoadClass::primary, false},
    ClassRow{"primary_link", RoadClass::primary, false},
    ClassRow{"secondary", RoadClass::secondary, false},
    ClassRow{"secondary_link", RoadClass::secondary, false},
    ClassRow{"tertiary", RoadClass::tertiary, false},
    ClassRow{"tertiary_link", RoadClass::tertiary, false},
    ClassRow{"unclassified", RoadClass::residential, false},
    ClassRow{"residential", RoadClass::residential, false},
    ClassRow{"living_street", RoadClass::residential, false},
    ClassRow{"road", RoadClass::residential, false},
    ClassRow{"service", RoadClass::service, false},
    ClassRow{"track", RoadClass::unpaved, false},
    ClassRow{"busway", RoadClass::busway, false},
    ClassRow{"bus_guideway", RoadClass::busway, false},
    ClassRow{"cycleway", RoadClass::cycleway, true},
    ClassRow{"footway", RoadClass::footway, true},
    ClassRow{"pedestrian", RoadClass::footway, true},
    ClassRow{"path", RoadClass::footway, true},
    ClassRow{"steps", RoadClass::footway, true},
};

// Who may use the way at all: the more special tag wins over the more general one.
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
  void apply(Text key, unsigned who) {
    const Text value = tags_.get(key);
    if (one_of(value, {"no", "private", "military", "agricultural", "forestry", "use_sidepath"}))
      allowed_ = static_cast<Permissions>(allowed_ & ~who);
    // A general yes opens nothing that the class itself keeps closed, such as BRT lanes.
    if (one_of(value, {"yes", "designated", "permissive", "official", "destination", "customers"}))
      allowed_ = static_cast<Permissions>(allowed_ | (who & ~unsigned{kBrt} & opened(key)));
  }

  [[nodiscard]] unsigned opened(Text key) const { return key == "access" ? allowed_ : 0xFFFFU; }

  const OsmTags& tags_;
  Permissions allowed_;
};

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

bool unpaved(const OsmTags& tags) {
  const Text surface = tags.get("surface");
  const Text track = tags.get("tracktype");
  return one_of(surface, {"unpaved", "gravel", "fine_gravel", "compacted", "dirt", "earth",
                          "ground", "mud", "sand", "grass", "pebblestone", "rock"}) ||
         (track.size() == 6 && track > "grade1") ||
         one_of(tags.get("smoothness"), {"very_bad", "horrible", "very_horrible"}) ||
         (surface.empty() && track.empty() && tags.get("highway") == "track");
}

bool yes(Text value) { return !value.empty() && value != "no"; }

class Reader {
 public:
  Reader(const OsmTags& tags, DrivingSide side) : tags_(tags), side_(side) {}

  std::optional<StreetTags> run() {
    if (!read_class()) return std::nullopt;
    allowed_ = Access(tags_, usual_permissions(street_.road_class, tags_.get("highway"))).run();
    if (allowed_ == 0 || (!street_.path && (allowed_ & (kMotor | kBicycle)) == 0))
      return std::nullopt;
    read_flags();
    read_directions();
    read_lanes();
    read_speeds();
    read_sides();
    street_.name = tags_.first_of({"name", "ref", "name:en"});
    return street_;
  }

 private:
  bool read_class() {
    const Text highway = tags_.get("highway");
    const auto row = std::find_if(kClasses.begin(), kClasses.end(),
                                  [&](const ClassRow& r) { return r.highway == highway; });
    if (row == kClasses.end() || tags_.get("area") == "yes") return false;
    if (one_of(tags_.get("service"), {"driveway", "parking_aisle", "drive-through"})) return false;
    street_.road_class = row->road_class;
    street_.path = row->path;
    if (highway == "path" && tags_.get("bicycle") == "designated")
      street_.road_class = RoadClass::cycleway;
    is_link_ = highway.ends_with("_link");
    if (highway == "road") set(kAssumedClass);
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
                         (street_.road_class == RoadClass::motorway && !is_link_);
    forward_ = !one_of(oneway, {"-1", "reverse"});
    one_way_ = one_of(oneway, {"yes", "true", "1", "-1", "reverse"}) || (implied && oneway != "no");
    if (street_.path && !one_of(oneway, {"yes", "true", "1", "-1", "reverse"})) one_way_ = false;
  }

  // Number of bus lanes of a direction; suffix ":forward", ":backward" or none.
  int bus_lanes(const std::string& suffix) const {
    for (const char* key : {"lanes:psv", "lanes:bus"})
      if (const int n = count(tags_.get(key + suffix))) return n;
    return 0;
  }

  bool busway_on(Text which) const {
    return one_of(tags_.get("busway"), {"lane"}) || tags_.get("busway:both") == "lane" ||
           tags_.get(which) == "lane";
  }

  static int lanes_in(Text list) {
    return list.empty() ? 0 : 1 + static_cast<int>(std::count(list.begin(), list.end(), '|'));
  }

  // psv:lanes=designated|yes|yes counts lanes from the left; kerb first for us.
  std::vector<bool> reserved(const std::string& suffix, std::size_t lanes) const {
    std::vector<bool> marks(lanes, false);
    for (const char* key : {"psv:lanes", "bus:lanes"}) {
      Text list = tags_.get(key + suffix);
      if (list.empty() || lanes_in(list) != static_cast<int>(lanes)) continue;
      for (std::size_t i = 0; i < lanes; ++i) {
        const Text mark = list.substr(0, list.find('|'));
        if (mark == "designated") marks[side_ == DrivingSide::left ? i : lanes - 1 - i] = true;
        list.remove_prefix(std::min(list.size(), mark.size() + 1));
      }
    }
    return marks;
  }

  int default_lanes(bool one_way) const {
    const int usual = defaults_of(street_.road_class).lanes;
    // Dual carriageways are two one-way streets; what carries both directions is narrower.
    return is_link_ || !one_way ? 1 : usual;
  }

  void read_lanes() {
    const int total = count(tags_.get("lanes"));
    int forward = count(tags_.get("lanes:forward"));
    int backward = count(tags_.get("lanes:backward"));
    const bool guessed = total == 0 && forward == 0 && backward == 0;
    if (guessed && !street_.path) set(kAssumedLanes);
    if (one_way_) {
      const int n = std::max({total, forward, backward, guessed ? default_lanes(true) : 1});
      StreetDirection& open = forward_ ? street_.forward : street_.backward;
      open.lanes = make_lanes(n, "", one_way_bus_lanes());
      add_contraflow(forward_ ? street_.backward : street_.forward);
      return;
    }
    if (forward == 0 && backward == 0 && total > 1) forward = (total + 1) / 2;
    if (forward == 0 && total > backward && backward > 0) forward = total - backward;
    if (backward == 0 && total > forward && forward > 0) backward = total - forward;
    const bool left = side_ == DrivingSide::left;
    street_.forward.lanes = make_lanes(
        std::max(forward, 1), ":forward",
        std::max(bus_lanes(":forward"), busway_on(left ? "busway:left" : "busway:right") ? 1 : 0));
    street_.backward.lanes = make_lanes(
        std::max(backward, 1), ":backward",
        std::max(bus_lanes(":backward"), busway_on(left ? "busway:right" : "busway:left") ? 1 : 0));
  }

  int one_way_bus_lanes() const {
    const bool busway = busway_on("busway:left") || busway_on("busway:right");
    return std::max({bus_lanes(""), bus_lanes(":forward"), busway ? 1 : 0});
  }

  std::vector<LaneSpec> make_lanes(int n, const std::string& suffix, int bus) const {
    const Permissions riders = static_cast<Permissions>(
        street_.path ? allowed_ : static_cast<Permissions>(allowed_ & ~kFoot));
    if (riders == 0) return {};
    if (street_.path) return {{riders, defaults_of(street_.road_class).lane_width_m}};
    std::vector<bool> marks = reserved(suffix, static_cast<std::size_t>(n));
    if (std::find(marks.begin(), marks.end(), true) == marks.end()) {
      n = std::max(n, std::min(bus, 2) + 1);  // bus lanes never leave a street without others
      marks.assign(static_cast<std::size_t>(n), false);
      for (int i = 0; i < std::min(bus, 2); ++i) marks[static_cast<std::size_t>(i)] = true;
    }
    std::vector<LaneSpec> lanes;
    for (const bool reserved_lane : marks)
      lanes.push_back({reserved_lane ? bus_permissions() : riders, lane_width(n)});
    return lanes;
  }

  static Permissions bus_permissions() { return kBus | kMinibus | kBicycle; }

  float lane_width(int n) const {
    const auto width = number(tags_.get("width"));
    const int all = one_way_ ? n : 2 * n;
    if (width && *width / static_cast<float>(all) >= 2.2F)
      return std::min(*width / static_cast<float>(all), 4.5F);
    return defaults_of(street_.road_class).lane_width_m;
  }

  // Buses or bicycles that may go against a one-way street have a lane of their own there.
  void add_contraflow(StreetDirection& closed) const {
    Permissions who = 0;
    if (tags_.get("oneway:bicycle") == "no" ||
        one_of(tags_.get("cycleway"), {"opposite", "opposite_lane", "opposite_track"}))
      who = static_cast<Permissions>(who | kBicycle);
    if (one_of("no", {tags_.get("oneway:bus"), tags_.get("oneway:psv")}) ||
        tags_.get("busway") == "opposite_lane")
      who = static_cast<Permissions>(who | kBus | kMinibus);
    if (who != 0) closed.lanes = {{who, (who & kBus) != 0 ? 3.25F : 1.5F}};
  }

  float assumed_speed() const {
    float speed = defaults_of(street_.road_class).free_speed_mps;
    const float cap = (street_.flags & kUnpaved) != 0 ? 20 / 3.6F : speed;
    if ((street_.flags & kRoundaboutRing) != 0 || is_link_) speed = std::min(speed, 40 / 3.6F);
    if (tags_.get("highway") == "living_street") speed = std::min(speed, 15 / 3.6F);
    return std::min(speed, cap);
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
    const bool left = side_ == DrivingSide::left;
    const char* near = left ? "left" : "right";
    const char* far = left ? "right" : "left";
    street_.forward.footway = footway(near, one_way_ ? far : nullptr);
    street_.backward.footway = footway(far, one_way_ ? near : nullptr);
    street_.forward.cycleway = cycleway(near, one_way_ ? far : nullptr);
    street_.backward.cycleway = cycleway(far, one_way_ ? near : nullptr);
  }

  Footway footway(const std::string& which, const char* other) const {
    if (street_.path) return Footway::separate;
    Footway best = street_.road_class == RoadClass::motorway ? Footway::none : Footway::informal;
    const auto look = [&](const std::string& where) {
      const Text all = tags_.first_of({"sidewalk", "sidewalk:both"});
      const Text own = tags_.get("sidewalk:" + where);
      if (all == "separate" || own == "separate") best = Footway::separate;
      if (one_of(all, {"both", "yes", Text(where)}) || own == "yes") best = Footway::sidewalk;
    };
    look(which);
    if (other != nullptr) look(other);
    return best;
  }

  Cycleway cycleway(const std::string& which, const char* other) const {
    if (street_.road_class == RoadClass::cycleway) return Cycleway::track;
    Cycleway best = Cycleway::none;
    const auto look = [&](const std::string& where) {
      for (const Text value :
           {tags_.get("cycleway"), tags_.get("cycleway:both"), tags_.get("cycleway:" + where)}) {
        if (one_of(value, {"track", "separate", "opposite_track"})) best = Cycleway::track;
        if (best == Cycleway::none && one_of(value, {"lane", "opposite_lane"}))
          best = Cycleway::lane;
      }
    };
    look(which);
    if (other != nullptr) look(other);
    return best;
  }

  const OsmTags& tags_;
  DrivingSide side_;
  StreetTags street_;
  Permissions allowed_ = 0;
  bool is_link_ = false;
  bool one_way_ = false;
  bool forward_ = true;
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

std::optional<StreetTags> understand(const OsmTags& tags, DrivingSide side) {
  return Reader(tags, side).run();
}

}  // namespace mwendo
