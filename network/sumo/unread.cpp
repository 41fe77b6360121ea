#include "network/sumo/unread.h"

#include <fmt/format.h>

#include <algorithm>

namespace mwendo::sumo {

void Unread::note(std::string_view element, std::string_view attribute, int line) {
  constexpr std::size_t kMostLines = 5;
  auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) {
    return e.element == element && e.attribute == attribute;
  });
  if (entry == entries_.end())
    entry = entries_.insert(entries_.end(), {std::string(element), std::string(attribute), 0, {}});
  ++entry->count;
  if (entry->lines.size() < kMostLines) entry->lines.push_back(line);
}

void Unread::add_to(BuildReport& report) const {
  for (const Entry& e : entries_) {
    const std::string what = e.attribute.empty()
                                 ? fmt::format("<{}> elements, not read", e.element)
                                 : fmt::format("'{}' of <{}>, not read", e.attribute, e.element);
    for (const int line : e.lines) report.add(what, fmt::format("line {}", line));
    if (e.count > e.lines.size()) report.add(what, {}, e.count - e.lines.size());
  }
}

}  // namespace mwendo::sumo
