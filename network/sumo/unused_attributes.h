// Counts attributes that have no counterpart, by element. Internal to network/sumo.
//
//   UnusedAttributes unused;
//   unused.count(e, kUnderstood);
//   unused.tell(report);            // "attribute departPos of <trip> not used: 7 (b.rou.xml:3:1)"
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "network/assembly/builder.h"
#include "network/sumo/xml.h"

namespace mwendo::sumo {

class UnusedAttributes {
 public:
  void count(const XmlElement& e, std::span<const std::string_view> understood) {
    e.for_each_attribute([&](std::string_view name, std::string_view) {
      if (std::find(understood.begin(), understood.end(), name) == understood.end()) add(e, name);
    });
  }
  void tell(BuildReport& report) const {
    for (const Row& r : rows_) {
      const std::string what = "attribute " + r.attribute + " of <" + r.element + "> not used";
      for (const std::string& place : r.places) report.add(what, place);
      if (r.count > r.places.size()) report.add(what, {}, r.count - r.places.size());
    }
  }

 private:
  static constexpr std::size_t kPlaces = 3;
  struct Row {
    std::string element, attribute;
    std::size_t count = 0;
    std::vector<std::string> places;  // the first ones
  };
  void add(const XmlElement& e, std::string_view attribute) {
    auto row = std::find_if(rows_.begin(), rows_.end(), [&](const Row& r) {
      return r.attribute == attribute && r.element == e.name();
    });
    if (row == rows_.end())
      row = rows_.insert(rows_.end(), Row{std::string(e.name()), std::string(attribute), 0, {}});
    ++row->count;
    if (row->places.size() < kPlaces) row->places.push_back(e.place().position().text());
  }

  std::vector<Row> rows_;
};

}  // namespace mwendo::sumo
