// Longitude and latitude (WGS84, degrees) to metres in a UTM zone, and back.
//
//   const Projection p(utm_crs({36.82, -1.29}));      // "EPSG:32737"
//   const Point xy = p.to_metres({36.82, -1.29});
//   const LonLat back = p.to_degrees(xy);             // within a millimetre
//
// Errors: std::invalid_argument for an unknown coordinate system; std::domain_error for degrees
// outside the world. Objects are not shared between threads (PROJ contexts are not).
// Source: PROJ library.
#pragma once

#include <memory>
#include <string>

#include "network/network.h"

namespace mwendo {

struct LonLat {
  double lon = 0;
  double lat = 0;
};

// The UTM zone of a place: "EPSG:326zz" north, "EPSG:327zz" south of the equator.
[[nodiscard]] std::string utm_crs(LonLat place);

class Projection {
 public:
  explicit Projection(const std::string& crs);
  ~Projection();
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;

  [[nodiscard]] Point to_metres(LonLat place) const;
  [[nodiscard]] LonLat to_degrees(Point p) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace mwendo
