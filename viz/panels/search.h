// Streets, stops and lines by name.
//
//   const SearchIndex index(world, lanes);
//   for (const Found& f : index.find("thika", 8)) camera.fit(index.box_of(f), ...);
//
// Case and accents do not matter. Order: names that begin with the text, names with a word that
// begins with it, names that hold it, then names one or two letters away.
#pragma once

#include <string>
#include <vector>

#include "sim/world/world.h"
#include "viz/map/lane_geometry.h"

namespace mwendo::viz {

enum class FoundKind : std::uint8_t { street, stop, line };

struct Found {
  FoundKind kind = FoundKind::street;
  std::uint32_t id = 0;  // street name, StopId or LineId
  std::string name;
  std::string detail;  // what it is, for the second line
  Box box;
};

class SearchIndex {
 public:
  SearchIndex(const World& world, const LaneGeometry& lanes);
  [[nodiscard]] std::vector<Found> find(const std::string& text, std::size_t most) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  void add(Found found);
  struct Entry {
    Found found;
    std::string folded, kind;
  };
  std::vector<Entry> entries_;
};

// Lower case, Latin accents removed.
[[nodiscard]] std::string folded(const std::string& text);

}  // namespace mwendo::viz
