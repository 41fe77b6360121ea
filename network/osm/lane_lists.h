// Tags that speak of each lane, such as vehicle:lanes:forward=no|yes. Internal to network/osm.
//
//   LaneLists lists(tags, {":forward"});
//   lists.lanes();                                   // 2; 0 where there is no list
//   lists.permissions(2, riders, notes);             // left lane first; empty: no list of 2 lanes
//
// Cycle lanes are entries of the lists but do not count in lanes=*. Source: OpenStreetMap wiki,
// page Lanes and the key suffix :lanes.
#pragma once

#include <string>
#include <vector>

#include "network/osm/osm_data.h"
#include "network/osm/tag_notes.h"

namespace mwendo::osm {

class LaneLists {
 public:
  LaneLists(const OsmTags& tags, const std::vector<std::string>& suffixes);

  [[nodiscard]] int lanes() const;
  // The vehicles of each lane, left lane first, of `usual` ones; empty if no list has n lanes.
  [[nodiscard]] std::vector<Permissions> permissions(std::size_t n, Permissions usual,
                                                     TagNotes& notes) const;

 private:
  struct List {
    std::string_view word;
    Permissions vehicles;
    std::string tag;
    std::vector<std::string_view> marks;
  };
  [[nodiscard]] bool is_cycle_lane(std::size_t length, std::size_t i) const;
  [[nodiscard]] std::vector<std::size_t> lanes_of_length(std::size_t length) const;
  [[nodiscard]] Permissions lane(std::size_t length, std::size_t i, Permissions usual) const;

  std::vector<List> lists_;
};

}  // namespace mwendo::osm
