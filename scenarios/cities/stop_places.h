// Places of stops along the streets of a city. Stop rows of one place are merged, places too near
// each other on a street are thinned, and each place is tied to the streets on which it lies.
//
//   StopPlaces places(tables.stops, streets);
//   for (const PlaceOnEdge& p : places.on_edge(e)) ...   // from node a to node b
//
// Limits: the side of the street of a stop row is not used. Each direction of a street has its own
// stop at a place, made when a line needs it.
#pragma once

#include <string>
#include <vector>

#include "network/conflate/street_index.h"
#include "scenarios/cities/city_tables.h"
#include "scenarios/cities/street_merge.h"

namespace mwendo {

struct StopPlace {
  std::string name;
  Point position;
  int rows = 1;            // stop rows that were put together
  bool synthetic = false;  // no row of the table: added for a terminal or a long gap
};

struct PlaceOnEdge {
  std::uint32_t place = 0;
  double along_m = 0;
};

class StopPlaces {
 public:
  StopPlaces(const std::vector<StopRow>& rows, const CityStreets& streets);

  [[nodiscard]] const std::vector<StopPlace>& places() const { return places_; }
  [[nodiscard]] const std::vector<PlaceOnEdge>& on_edge(std::uint32_t e) const {
    return on_edge_[e];
  }
  // A new place on an edge, for a terminal or a gap.
  std::uint32_t add(std::uint32_t edge, double along_m, std::string name);
  [[nodiscard]] int rows_off_streets() const { return off_streets_; }

 private:
  void cluster(const std::vector<StopRow>& rows);
  void attach(const CityStreets& streets);
  void put_on_edge(std::uint32_t edge, PlaceOnEdge place);

  const conflate::StreetGraph* graph_;
  std::vector<StopPlace> places_;
  std::vector<std::vector<PlaceOnEdge>> on_edge_;
  int off_streets_ = 0;
};

}  // namespace mwendo
