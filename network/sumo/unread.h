// Elements and attributes of SUMO files that are not read: counted by name, with the first places.
// Internal to network/sumo.
//
//   Unread unread;
//   unread.check(e, kLaneAttributes);   // those that are not among the known ones
//   unread.note("neigh", {}, place);    // an element as a whole
//   unread.add_to(report);
//
// Speed: attributes are compared with the known ones in the order in which SUMO writes them, so a
// file of SUMO costs about one comparison an attribute.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "network/assembly/builder.h"
#include "network/sumo/xml.h"

namespace mwendo::sumo {

class Unread {
 public:
  void check(const XmlElement& e, std::span<const std::string_view> known) {
    std::size_t next = 0;
    e.for_each_attribute([&](std::string_view attribute, std::string_view) {
      for (std::size_t i = 0; i < known.size(); ++i) {
        const std::size_t at = next + i < known.size() ? next + i : next + i - known.size();
        if (known[at] != attribute) continue;
        next = at + 1 < known.size() ? at + 1 : 0;
        return;
      }
      note(e.name(), attribute, e.place());
    });
  }
  void note(std::string_view element, std::string_view attribute, const XmlPlace& place);
  void add_to(BuildReport& report) const;

 private:
  struct Entry {
    std::string element;
    std::string attribute;  // empty: the whole element
    std::size_t count = 0;
    std::vector<std::string> places;  // the first ones
  };
  std::vector<Entry> entries_;
};

}  // namespace mwendo::sumo
