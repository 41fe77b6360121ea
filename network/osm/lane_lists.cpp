#include "network/osm/lane_lists.h"

#include <algorithm>

#include "network/osm/access.h"
#include "network/osm/tag_values.h"
#include "network/osm/vehicle_words.h"

namespace mwendo::osm {
namespace {

std::vector<Text> marks_of(Text list) {
  std::vector<Text> marks;
  while (true) {
    const std::size_t bar = list.find('|');
    marks.push_back(list.substr(0, bar));
    if (bar == Text::npos) return marks;
    list.remove_prefix(bar + 1);
  }
}

}  // namespace

LaneLists::LaneLists(const OsmTags& tags, const std::vector<std::string>& suffixes) {
  for (const VehicleWord& row : kVehicleWords)
    for (const std::string& suffix : suffixes) {
      const std::string key = std::string(row.word) + ":lanes" + suffix;
      const Text value = tags.get(key);
      if (value.empty()) continue;
      lists_.push_back({row.word, row.vehicles, key + "=" + std::string(value), marks_of(value)});
      break;
    }
}

bool LaneLists::is_cycle_lane(std::size_t length, std::size_t i) const {
  bool bicycles = false;
  for (const List& list : lists_)
    if (list.marks.size() == length && list.word == "bicycle") {
      bicycles = bicycles || list.marks[i] == "designated";
    }
  return bicycles && (lane(length, i, kEveryVehicle) & kMotor) == 0;
}

// Places of the lanes that count in lanes=*.
std::vector<std::size_t> LaneLists::lanes_of_length(std::size_t length) const {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < length; ++i)
    if (!is_cycle_lane(length, i)) places.push_back(i);
  return places;
}

int LaneLists::lanes() const {
  std::size_t most = 0;
  for (const List& list : lists_) most = std::max(most, lanes_of_length(list.marks.size()).size());
  return static_cast<int>(std::min<std::size_t>(most, kMostLanes));
}

// The special list wins over the general one. A lane for buses is for buses alone, unless a list
// opens it to others.
Permissions LaneLists::lane(std::size_t length, std::size_t i, Permissions usual) const {
  Permissions allowed = usual;
  bool for_buses = false;
  bool for_others = false;
  for (const List& list : lists_) {
    if (list.marks.size() != length) continue;
    const Text mark = list.marks[i];
    if (closes_access(mark)) allowed = static_cast<Permissions>(allowed & ~unsigned{list.vehicles});
    if (!opens_access(mark)) continue;
    allowed = static_cast<Permissions>(allowed | (list.vehicles & kEveryVehicle & ~unsigned{kBrt}));
    const bool bus = list.word == "bus" || list.word == "psv" || list.word == "minibus";
    if (bus && mark == "designated") for_buses = true;
    if ((list.vehicles & kCar) != 0) for_others = true;
  }
  if (for_buses && !for_others)
    allowed = static_cast<Permissions>(kBus | kMinibus | (usual & kBicycle));
  return allowed;
}

std::vector<Permissions> LaneLists::permissions(std::size_t n, Permissions usual,
                                                TagNotes& notes) const {
  std::vector<Permissions> found;
  for (const List& list : lists_) {
    const std::size_t length = list.marks.size();
    const std::vector<std::size_t> places =
        length == n ? std::vector<std::size_t>{} : lanes_of_length(length);
    if (length != n && places.size() != n) {
      notes.push_back({"lists of lanes with another number of lanes, not used", list.tag});
      continue;
    }
    if (!found.empty()) continue;
    for (std::size_t k = 0; k < n; ++k)
      found.push_back(lane(length, length == n ? k : places[k], usual));
  }
  return found;
}

}  // namespace mwendo::osm
