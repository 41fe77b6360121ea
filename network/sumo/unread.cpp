#include "network/sumo/unread.h"

#include <fmt/format.h>

#include <algorithm>

namespace mwendo::sumo {

void Unread::note(std::string_view element, std::string_view attribute, const XmlPlace& place) {
  constexpr std::size_t kMostPlaces = 5;
  auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) {
    return e.element == element && e.attribute == attribute;
  });
  if (entry == entries_.end())
    entry = entries_.insert(entries_.end(), {std::string(element), std::string(attribute), 0, {}});
  ++entry->count;
  if (entry->places.size() < kMostPlaces) entry->places.push_back(place.position().text());
}

void Unread::add_to(BuildReport& report) const {
  for (const Entry& e : entries_) {
    const std::string what = e.attribute.empty()
                                 ? fmt::format("<{}> elements, not read", e.element)
                                 : fmt::format("'{}' of <{}>, not read", e.attribute, e.element);
    for (const std::string& place : e.places) report.add(what, place);
    if (e.count > e.places.size()) report.add(what, {}, e.count - e.places.size());
  }
}

}  // namespace mwendo::sumo
