// Places of stops along the streets of a city. Stop rows of one place are merged, places too near
// each other on a street are thinned, and each place is tied to the streets on which it lies.
//
//   StopPlaces places(tables.stops, city);
//   for (const PlaceOnLink& p : places.on_link(l)) ...   // in the direction of travel
//
// Limits: the side of the street of a stop row is not used. Each direction of a street has its own
// stop at a place, made when a line needs it.
#pragma once

#include <string>
#include <vector>

#include "scenarios/cities/city_network.h"
#include "scenarios/cities/city_tables.h"

namespace mwendo {

struct StopPlace {
  std::string name;
  Point position;
  int rows = 1;            // stop rows that were put together
  bool synthetic = false;  // no row of the table: added for a terminal or a long gap
};

struct PlaceOnLink {
  std::uint32_t place = 0;
  double along_m = 0;
};

class StopPlaces {
 public:
  StopPlaces(const std::vector<StopRow>& rows, const CityNetwork& city);

  [[nodiscard]] const std::vector<StopPlace>& places() const { return places_; }
  [[nodiscard]] const std::vector<PlaceOnLink>& on_link(LinkId l) const { return on_link_[l]; }
  // A new place on a link, and on its opposite, for a terminal or a gap.
  std::uint32_t add(LinkId link, double along_m, std::string name);
  [[nodiscard]] int rows_off_streets() const { return off_streets_; }

 private:
  void cluster(const std::vector<StopRow>& rows);
  void attach(const CityNetwork& city);
  [[nodiscard]] bool taken(LinkId link, std::uint32_t place) const;
  void put_on_link(LinkId link, PlaceOnLink place);

  const Network* net_;
  std::vector<StopPlace> places_;
  Column<LinkId, std::vector<PlaceOnLink>> on_link_;
  int off_streets_ = 0;
};

}  // namespace mwendo
