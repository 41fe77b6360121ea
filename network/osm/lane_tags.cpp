#include "network/osm/lane_tags.h"

#include <algorithm>
#include <string>

#include "network/assembly/class_defaults.h"
#include "network/osm/lane_counts.h"
#include "network/osm/lane_lists.h"
#include "network/osm/tag_values.h"

namespace mwendo::osm {
namespace {

constexpr int kMostBusLanes = 2;        // beside general ones, by a count without a list
constexpr float kBusLaneWidth = 3.25F;  // metres
constexpr float kCycleLaneWidth = 1.5F;

// Bus lanes of a direction that no list places.
struct BusLanes {
  int kerb = 0;
  int median = 0;
  bool counted = false;  // by lanes:bus: they are among the lanes of the direction
};

class LaneReader {
 public:
  LaneReader(const OsmTags& tags, const WayShape& shape, StreetTags& street, TagNotes& notes)
      : tags_(tags), shape_(shape), street_(street), notes_(notes) {}

  void run() {
    const LaneCounts n = count_lanes(tags_, shape_, default_lanes(), notes_);
    if (n.guessed && !street_.path)
      street_.flags = static_cast<LinkFlags>(street_.flags | kAssumedLanes);
    StreetDirection& own = shape_.forward ? street_.forward : street_.backward;
    StreetDirection& other = shape_.forward ? street_.backward : street_.forward;
    across_ = n.own + n.other;
    if (shape_.one_way) {
      own.lanes = make_lanes(n.own, {"", own_suffix(shape_)}, one_way_bus_lanes());
      other.lanes = contraflow_lanes(n.other);
      return;
    }
    note_lists_without_direction();
    own.lanes = make_lanes(n.own, {own_suffix(shape_)}, bus_lanes(own_suffix(shape_), true));
    other.lanes =
        make_lanes(n.other, {other_suffix(shape_)}, bus_lanes(other_suffix(shape_), false));
  }

 private:
  [[nodiscard]] int default_lanes() const {
    // Dual carriageways are two one-way streets; what carries both directions is narrower.
    return shape_.is_link || !shape_.one_way ? 1 : defaults_of(street_.road_class).lanes;
  }

  [[nodiscard]] bool busway_on(Text which) const {
    return tags_.get("busway") == "lane" || tags_.get("busway:both") == "lane" ||
           tags_.get(which) == "lane";
  }

  // The side of the way at the kerb of the traffic that goes along it (or against it).
  [[nodiscard]] const char* kerb_side(bool along) const {
    return (shape_.side == DrivingSide::left) == along ? "busway:left" : "busway:right";
  }

  [[nodiscard]] BusLanes bus_lanes(const char* suffix, bool along) const {
    BusLanes bus;
    bus.kerb = counted_bus_lanes(tags_, suffix);
    if (bus.kerb == 0) bus.kerb = counted_bus_lanes(tags_, "") / 2;  // of both directions
    bus.counted = bus.kerb > 0;
    if (bus.kerb == 0 && busway_on(kerb_side(along))) bus.kerb = 1;
    return bus;
  }

  // Of a one-way street: a busway on one side alone lies there, else at the kerb.
  [[nodiscard]] BusLanes one_way_bus_lanes() const {
    BusLanes bus;
    const int counted =
        std::max(counted_bus_lanes(tags_, ""), counted_bus_lanes(tags_, own_suffix(shape_)));
    bus.counted = counted > 0;
    const bool at_median = tags_.get(kerb_side(!shape_.forward)) == "lane";
    const bool at_kerb = tags_.get(kerb_side(shape_.forward)) == "lane" ||
                         tags_.get("busway:both") == "lane" || tags_.get("busway") == "lane";
    if (at_median || tags_.get("busway:both") == "lane") bus.median = 1;
    if (at_kerb) bus.kerb = 1;
    if (counted > 0 && bus.kerb + bus.median != counted) {
      bus.kerb = at_median && !at_kerb ? 0 : counted;
      bus.median = counted - bus.kerb;
    }
    return bus;
  }

  void note_lists_without_direction() {
    if (lanes_in_lists(tags_, "") > 0)
      notes_.push_back({"lists of lanes without a direction on two-way streets, not used", {}});
    if (counted_bus_lanes(tags_, "") % 2 != 0)
      notes_.push_back({"odd numbers of bus lanes for two directions, rounded down", {}});
  }

  std::vector<LaneSpec> make_lanes(int n, const std::vector<std::string>& suffixes,
                                   const BusLanes& bus) {
    const auto no_walkers = static_cast<Permissions>(shape_.allowed & ~kFoot);
    const Permissions riders = street_.path ? shape_.allowed : no_walkers;
    if (riders == 0) return {};
    if (street_.path) return {{riders, defaults_of(street_.road_class).lane_width_m}};
    auto users =
        LaneLists(tags_, suffixes).permissions(static_cast<std::size_t>(n), riders, notes_);
    if (!users.empty() && shape_.side == DrivingSide::right)
      std::reverse(users.begin(), users.end());  // lists begin at the left, lanes at the kerb
    if (users.empty()) users = with_bus_lanes(n, bus, riders);
    return as_lanes(users);
  }

  // Kerb first. A busway without a number of bus lanes leaves a street its general lane.
  static std::vector<Permissions> with_bus_lanes(int n, BusLanes bus, Permissions riders) {
    bus.kerb = std::min(bus.kerb, bus.counted ? n : kMostBusLanes);
    bus.median = std::min(bus.median, bus.counted ? n - bus.kerb : kMostBusLanes);
    if (!bus.counted) n = std::max(n, bus.kerb + bus.median + 1);
    std::vector<Permissions> users(static_cast<std::size_t>(n), riders);
    std::fill_n(users.begin(), bus.kerb, bus_permissions());
    std::fill_n(users.rbegin(), bus.median, bus_permissions());
    return users;
  }

  // A lane that no vehicle may use stays in its place, for walkers.
  std::vector<LaneSpec> as_lanes(const std::vector<Permissions>& users) {
    std::vector<LaneSpec> lanes;
    bool open = false;
    for (const Permissions p : users) {
      const bool closed = (p & kEveryVehicle) == 0;
      if (closed) notes_.push_back({"lanes closed to vehicles", {}});
      open = open || !closed;
      lanes.push_back({closed ? Permissions{kFoot} : p, lane_width(users.size())});
    }
    return open ? lanes : std::vector<LaneSpec>{};
  }

  static Permissions bus_permissions() { return kBus | kMinibus | kBicycle; }

  [[nodiscard]] float lane_width(std::size_t n) const {
    const auto width = number(tags_.get("width"));
    const int all =
        shape_.one_way ? std::max(across_, static_cast<int>(n)) : 2 * static_cast<int>(n);
    if (width && *width / static_cast<float>(all) >= 2.2F)
      return std::min(*width / static_cast<float>(all), 4.5F);
    return defaults_of(street_.road_class).lane_width_m;
  }

  // Buses or bicycles that may go against a one-way street have lanes of their own there.
  std::vector<LaneSpec> contraflow_lanes(int n) {
    const Permissions users = against_one_way(tags_, shape_);
    if (users == 0 || n == 0) return {};
    if ((users & kMotor) == 0) return {{users, kCycleLaneWidth}};
    const LaneLists lists(tags_, {other_suffix(shape_)});
    auto lanes = lists.permissions(static_cast<std::size_t>(n), users, notes_);
    if (lanes.empty()) lanes.assign(static_cast<std::size_t>(n), users);
    if (shape_.side == DrivingSide::right) std::reverse(lanes.begin(), lanes.end());
    std::vector<LaneSpec> specs;
    for (const Permissions p : lanes) specs.push_back({p, kBusLaneWidth});
    std::erase_if(specs,
                  [](const LaneSpec& lane) { return (lane.permissions & kEveryVehicle) == 0; });
    return specs;
  }

  const OsmTags& tags_;
  const WayShape& shape_;
  StreetTags& street_;
  TagNotes& notes_;
  int across_ = 0;  // lanes of both directions
};

}  // namespace

void read_lanes(const OsmTags& tags, const WayShape& shape, StreetTags& street, TagNotes& notes) {
  LaneReader(tags, shape, street, notes).run();
}

}  // namespace mwendo::osm
