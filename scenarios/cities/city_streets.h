// The streets of a city before they become a network: the tables of the city in the order of their
// authority, the courses of public transport routes where no table has a street, and a made-up mesh
// where people live far from all of these. Last come busways of planned corridors.
//
//   const CitySheet streets = assemble_streets(tables);
//   const OsmData data = streets.sheet.to_osm(projection);
//   streets.origin_of(way_id);          // "streets.csv", "routes", "made up"
//
// Guarantees: ids of ways of the tables are kept; other ways have negative ids (below).
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "scenarios/cities/city_tables.h"
#include "scenarios/cities/local_streets.h"
#include "scenarios/cities/own_tracks.h"
#include "scenarios/cities/street_fill.h"

namespace mwendo {

inline constexpr std::int64_t kRouteWay = -1;  // course of a route; kMadeUpWay: local_streets.h
inline constexpr std::int64_t kBuiltWay = -3;  // ramps and elevated roads of roads.csv; kTrackWay

struct CitySheet {
  StreetSheet sheet;
  std::vector<FillReport> tables;  // by table of the city
  FillReport routes;
  int loose_ends = 0;  // carriageways joined at the edge of a table
  LocalStreetReport local;
};

[[nodiscard]] CitySheet assemble_streets(const CityTables& tables);

// What is known of the way that a link was made from.
class WayOrigins {
 public:
  explicit WayOrigins(const CityTables& tables);
  struct Origin {
    std::uint32_t table = 0;
    bool ramp = false;          // highway=*_link
    bool one_way_known = true;  // the table draws carriageways apart
  };
  // Null for ways of no table.
  [[nodiscard]] const Origin* find(std::int64_t way) const;
  [[nodiscard]] std::string name(std::int64_t way) const;  // "streets.csv", "routes.csv", "made up"

 private:
  const CityTables& tables_;
  std::unordered_map<std::int64_t, Origin> origin_;
};

}  // namespace mwendo
