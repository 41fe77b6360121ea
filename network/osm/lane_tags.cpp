#include "network/osm/lane_tags.h"

#include <algorithm>
#include <string>

#include "network/assembly/class_defaults.h"
#include "network/osm/tag_values.h"

namespace mwendo::osm {
namespace {

class LaneReader {
 public:
  LaneReader(const OsmTags& tags, const WayShape& shape, StreetTags& street)
      : tags_(tags), shape_(shape), street_(street) {}

  void run() {
    const int total = count(tags_.get("lanes"));
    int forward = count(tags_.get("lanes:forward"));
    int backward = count(tags_.get("lanes:backward"));
    const bool guessed = total == 0 && forward == 0 && backward == 0;
    if (guessed && !street_.path)
      street_.flags = static_cast<LinkFlags>(street_.flags | kAssumedLanes);
    if (shape_.one_way) {
      const int n = std::max({total, forward, backward, guessed ? default_lanes(true) : 1});
      StreetDirection& open = shape_.forward ? street_.forward : street_.backward;
      open.lanes = make_lanes(n, "", one_way_bus_lanes());
      add_contraflow(shape_.forward ? street_.backward : street_.forward);
      return;
    }
    if (forward == 0 && backward == 0 && total > 1) forward = (total + 1) / 2;
    if (forward == 0 && total > backward && backward > 0) forward = total - backward;
    if (backward == 0 && total > forward && forward > 0) backward = total - forward;
    const bool left = shape_.side == DrivingSide::left;
    street_.forward.lanes = make_lanes(
        std::max(forward, 1), ":forward",
        std::max(bus_lanes(":forward"), busway_on(left ? "busway:left" : "busway:right") ? 1 : 0));
    street_.backward.lanes = make_lanes(
        std::max(backward, 1), ":backward",
        std::max(bus_lanes(":backward"), busway_on(left ? "busway:right" : "busway:left") ? 1 : 0));
  }

 private:
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
        if (mark == "designated")
          marks[shape_.side == DrivingSide::left ? i : lanes - 1 - i] = true;
        list.remove_prefix(std::min(list.size(), mark.size() + 1));
      }
    }
    return marks;
  }

  int default_lanes(bool one_way) const {
    const int usual = defaults_of(street_.road_class).lanes;
    // Dual carriageways are two one-way streets; what carries both directions is narrower.
    return shape_.is_link || !one_way ? 1 : usual;
  }

  int one_way_bus_lanes() const {
    const bool busway = busway_on("busway:left") || busway_on("busway:right");
    return std::max({bus_lanes(""), bus_lanes(":forward"), busway ? 1 : 0});
  }

  std::vector<LaneSpec> make_lanes(int n, const std::string& suffix, int bus) const {
    const auto no_walkers = static_cast<Permissions>(shape_.allowed & ~kFoot);
    const Permissions riders = street_.path ? shape_.allowed : no_walkers;
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
    const int all = shape_.one_way ? n : 2 * n;
    if (width && *width / static_cast<float>(all) >= 2.2F)
      return std::min(*width / static_cast<float>(all), 4.5F);
    return defaults_of(street_.road_class).lane_width_m;
  }

  // Buses or bicycles that may go against a one-way street have a lane of their own there.
  void add_contraflow(StreetDirection& closed) const {
    Permissions users = 0;
    if (tags_.get("oneway:bicycle") == "no" ||
        one_of(tags_.get("cycleway"), {"opposite", "opposite_lane", "opposite_track"}))
      users = static_cast<Permissions>(users | kBicycle);
    if (one_of("no", {tags_.get("oneway:bus"), tags_.get("oneway:psv")}) ||
        tags_.get("busway") == "opposite_lane")
      users = static_cast<Permissions>(users | kBus | kMinibus);
    if (users != 0) closed.lanes = {{users, (users & kBus) != 0 ? 3.25F : 1.5F}};
  }

  const OsmTags& tags_;
  const WayShape& shape_;
  StreetTags& street_;
};

}  // namespace

void read_lanes(const OsmTags& tags, const WayShape& shape, StreetTags& street) {
  LaneReader(tags, shape, street).run();
}

}  // namespace mwendo::osm
