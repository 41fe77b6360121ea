// Where a SUMO net lies on Earth. Internal to network/sumo.
//
//   const NetPlace place(raw, report);
//   net.crs = place.crs();                    // "EPSG:32737"; empty: a plane without a place
//   position = place.of(junction.position);   // metres of that zone
//
// projParameter of <location>:
//   "!" or none          coordinates stay as they are, counted in the report
//   UTM in WGS84         netOffset is taken away. netconvert writes places south of the equator
//   without
//                        +south, as northings below 0; these get 10,000 km more, as EPSG:327zz has
//                        it
//   other projections    PROJ leads them to degrees of WGS84 and to UTM: other ellipsoids and
//   datums
//                        with +towgs84, EPSG numbers, transverse Mercator ... Counted in the report
// Errors: InputError with file and line for a projection that PROJ does not know and for places
// that are none. Limit: an ellipsoid other than that of WGS84 without +towgs84 or +datum leaves out
// the shift of the datum, as in SUMO: 300 m in Kenya (Arc 1960), 200 m in Ethiopia (Adindan). It is
// counted.
#pragma once

#include <memory>
#include <string>

#include "network/assembly/builder.h"
#include "network/projection.h"
#include "network/sumo/raw_net.h"

namespace mwendo::sumo {

class NetPlace {
 public:
  NetPlace(const RawNet& raw, BuildReport& report);
  [[nodiscard]] const std::string& crs() const { return crs_; }
  [[nodiscard]] Point of(Point in_file) const;

 private:
  void set_hemisphere(const RawNet& raw, BuildReport& report);
  void set_projection(const RawNet& raw, BuildReport& report);

  std::string file_;
  std::string crs_;
  Point shift_;                       // taken away from coordinates of the file
  std::unique_ptr<Projection> from_;  // to degrees, where the file is no UTM of WGS84
  std::unique_ptr<Projection> to_;
};

}  // namespace mwendo::sumo
