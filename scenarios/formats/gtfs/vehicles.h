// What a feed does not say about a line: mode, vehicles, fares; from the lines of the city.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "scenarios/formats/gtfs/feed.h"
#include "sim/world/supply_edit.h"

namespace mwendo::gtfs {

enum class Track { street, rail, other };
// Where vehicles of a GTFS route_type run, also of extended ones.
[[nodiscard]] Track track_of(int route_type);

class Vehicles {
 public:
  explicit Vehicles(const TransitSupply& city);
  // Mode, vehicle, capacity, fares of a route; `same_name`: a line of the city has its name.
  [[nodiscard]] LineDraft draft_for(const Route& route, bool& same_name) const;

 private:
  [[nodiscard]] std::optional<LineDraft> usual(bool rail) const;
  const TransitSupply& city_;
  std::map<std::string, LineId> by_name_;
  std::optional<LineDraft> usual_street_, usual_rail_;
};

}  // namespace mwendo::gtfs
