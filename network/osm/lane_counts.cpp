#include "network/osm/lane_counts.h"

#include <algorithm>

#include "network/osm/lane_lists.h"
#include "network/osm/tag_values.h"
#include "network/osm/vehicle_words.h"

namespace mwendo::osm {
namespace {

std::string as_tag(Text key, Text value) { return std::string(key) + "=" + std::string(value); }

class LaneCounter {
 public:
  LaneCounter(const OsmTags& tags, const WayShape& shape, int usual, TagNotes& notes)
      : tags_(tags), shape_(shape), usual_(usual), notes_(notes) {}

  LaneCounts run() {
    total_ = tagged("lanes");
    both_ways_ = tagged("lanes:both_ways", true);
    n_.own = tagged("lanes" + std::string(own_suffix(shape_)));
    n_.other = tagged("lanes" + std::string(other_suffix(shape_)));
    n_.guessed = total_ == 0 && n_.own == 0 && n_.other == 0;
    if (both_ways_ > 0)
      notes_.push_back({"lanes for both directions in the middle, left out",
                        as_tag("lanes:both_ways", tags_.get("lanes:both_ways"))});
    shape_.one_way ? one_way() : two_way();
    return n_;
  }

 private:
  int tagged(const std::string& key, bool zero_is_right = false) {
    const Text value = tags_.get(key);
    if (value.empty()) return 0;
    Text rest;
    const auto read = number(value, &rest);
    const int found = count(value);
    const bool zero = read && *read == 0 && rest.empty() &&
                      (zero_is_right || key != "lanes");  // lanes:backward=0 says one-way
    const bool whole = read && rest.empty() && *read == static_cast<float>(found);
    if (!whole && !zero)
      notes_.push_back({found > 0 ? "numbers of lanes that are no whole number, rounded"
                                  : "numbers of lanes that are not understood, not used",
                        as_tag(key, value)});
    return found;
  }

  [[nodiscard]] int in_lists(const char* suffix) const {
    return std::max(lanes_in_lists(tags_, suffix), counted_bus_lanes(tags_, suffix));
  }

  // What goes against the street has lanes of its own, which count in lanes=*.
  void one_way() {
    const Permissions against = against_one_way(tags_, shape_);
    if ((against & kMotor) == 0) {
      n_.own = std::max({n_.own, total_, n_.other});
      n_.other = (against & kBicycle) != 0 ? 1 : 0;
    } else {
      if (n_.other == 0) n_.other = std::max(1, in_lists(other_suffix(shape_)));
      if (n_.own == 0 && total_ > 0) n_.own = std::max(total_ - n_.other - both_ways_, 1);
      if (total_ == 1)
        notes_.push_back({"one lane for both directions: built as one lane each way", "lanes=1"});
    }
    if (n_.own > 0) return;
    n_.own = std::max(lanes_in_lists(tags_, ""), lanes_in_lists(tags_, own_suffix(shape_)));
    if (n_.own == 0) n_.own = n_.guessed ? usual_ : 1;
  }

  void two_way() {
    const int shared = std::max(total_ - both_ways_, 0);
    const bool one_given = n_.own > 0 || n_.other > 0;
    if (n_.own > 0 && n_.other > 0 && total_ > 0 && n_.own + n_.other != shared)
      notes_.push_back({"lanes that do not add up: those of the directions count",
                        as_tag("lanes", tags_.get("lanes"))});
    if (!one_given && shared == 1)
      notes_.push_back({"one lane for both directions: built as one lane each way",
                        as_tag("lanes", tags_.get("lanes"))});
    if (!one_given && shared > 1) split(shared);
    if (n_.own == 0) n_.own = rest(shared, n_.other, ":forward");
    if (n_.other == 0) n_.other = rest(shared, n_.own, ":backward");
  }

  void split(int shared) {
    n_.own = (shared + 1) / 2;
    n_.other = shared / 2;
    if (shared % 2 != 0)
      notes_.push_back({"odd numbers of lanes for two directions: one more forward",
                        as_tag("lanes", tags_.get("lanes"))});
  }

  [[nodiscard]] int rest(int shared, int others, const char* suffix) const {
    if (others > 0 && shared > others) return shared - others;
    return std::max(1, in_lists(suffix));
  }

  const OsmTags& tags_;
  const WayShape& shape_;
  int usual_;
  TagNotes& notes_;
  int total_ = 0;
  int both_ways_ = 0;
  LaneCounts n_;
};

bool any_is(const OsmTags& tags, std::initializer_list<Text> keys, Text value) {
  return std::any_of(keys.begin(), keys.end(), [&](Text key) { return tags.get(key) == value; });
}

}  // namespace

const char* own_suffix(const WayShape& shape) { return shape.forward ? ":forward" : ":backward"; }
const char* other_suffix(const WayShape& shape) { return shape.forward ? ":backward" : ":forward"; }

int lanes_in_lists(const OsmTags& tags, const std::string& suffix) {
  return LaneLists(tags, {suffix}).lanes();
}

int counted_bus_lanes(const OsmTags& tags, const std::string& suffix) {
  for (const char* key : {"lanes:psv", "lanes:bus"})
    if (const int n = count(tags.get(key + suffix))) return n;
  return 0;
}

Permissions against_one_way(const OsmTags& tags, const WayShape& shape) {
  if (!shape.one_way) return 0;
  unsigned users = 0;
  for (const VehicleWord& row : kVehicleWords)
    if (tags.get("oneway:" + std::string(row.word)) == "no") users |= row.vehicles;
  if ((users & (kBus | kMinibus)) != 0) users |= kBus | kMinibus;
  const std::initializer_list<Text> busways = {"busway", "busway:both", "busway:left",
                                               "busway:right"};
  const std::initializer_list<Text> cycleways = {"cycleway", "cycleway:both", "cycleway:left",
                                                 "cycleway:right"};
  if (any_is(tags, busways, "opposite_lane") || counted_bus_lanes(tags, other_suffix(shape)) > 0)
    users |= kBus | kMinibus;
  for (const Text value : {"opposite", "opposite_lane", "opposite_track", "opposite_share_busway"})
    if (any_is(tags, cycleways, value)) users |= kBicycle;
  return static_cast<Permissions>(users & shape.allowed & kEveryVehicle);
}

LaneCounts count_lanes(const OsmTags& tags, const WayShape& shape, int usual, TagNotes& notes) {
  return LaneCounter(tags, shape, usual, notes).run();
}

}  // namespace mwendo::osm
