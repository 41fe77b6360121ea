#include "network/sumo/place.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>
#include <string_view>

#include "network/base/input_error.h"
#include "network/sumo/words.h"

namespace mwendo::sumo {
namespace {

constexpr double kFalseNorthing = 10'000'000;  // m, of UTM south of the equator

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Ellipsoids that need no shift of the datum: those of GPS and of the frames that follow it.
bool is_of_gps(std::string_view projection) {
  return !has(projection, "+ellps=") || has(projection, "+ellps=WGS84") ||
         has(projection, "+ellps=GRS80");
}

[[noreturn]] void refuse(const RawNet& raw, const std::string& what) {
  throw InputError(
      {raw.file.string(), raw.location_line, 0, what,
       "give a projection that PROJ knows, or projParameter=\"!\" for a plane without a place"});
}

}  // namespace

NetPlace::NetPlace(const RawNet& raw, BuildReport& report) : file_(raw.file.string()) {
  if (raw.projection == "!" || raw.projection.empty()) {
    report.add("nets without a place on Earth, kept as a plane");
    return;
  }
  shift_ = raw.offset;
  crs_ = crs_of(raw.projection);
  if (crs_.empty())
    set_projection(raw, report);
  else
    set_hemisphere(raw, report);
}

// Northings below 0 and from 10,000 km on lie beyond the equator.
void NetPlace::set_hemisphere(const RawNet& raw, BuildReport& report) {
  const bool south = crs_.starts_with("EPSG:327");
  for (const RawJunction& j : raw.junctions) {
    const double northing = j.position.y - shift_.y;
    if (south ? northing < kFalseNorthing : northing >= 0) return;
  }
  if (raw.junctions.empty()) return;
  crs_[7] = south ? '6' : '7';
  shift_.y += south ? kFalseNorthing : -kFalseNorthing;
  report.add(fmt::format("nets with northings beyond the equator, taken as {}", crs_));
}

void NetPlace::set_projection(const RawNet& raw, BuildReport& report) {
  try {
    from_ = std::make_unique<Projection>(raw.projection);
  } catch (const std::invalid_argument&) {
    refuse(raw, fmt::format("the projection '{}' is unknown", raw.projection));
  }
  const Point first = raw.junctions.empty() ? Point{} : raw.junctions.front().position;
  const LonLat place = from_->to_degrees({first.x - shift_.x, first.y - shift_.y});
  if (!(std::abs(place.lon) <= 180 && std::abs(place.lat) <= 84))
    refuse(raw, fmt::format("the projection '{}' leads to no place", raw.projection));
  crs_ = utm_crs(place);
  to_ = std::make_unique<Projection>(crs_);
  report.add(fmt::format("nets led from another projection to {}", crs_), raw.projection);
  if (!is_of_gps(raw.projection) && !has(raw.projection, "+towgs84=") &&
      !has(raw.projection, "+nadgrids=") && !has(raw.projection, "+datum="))
    report.add("nets with an ellipsoid but no +towgs84, up to 300 m off", raw.projection);
}

Point NetPlace::of(Point in_file) const {
  const Point p = {in_file.x - shift_.x, in_file.y - shift_.y};
  if (!to_) return p;
  try {
    return to_->to_metres(from_->to_degrees(p));
  } catch (const std::domain_error&) {
    throw InputError({file_, 0, 0,
                      fmt::format("({}, {}) lies nowhere on Earth", in_file.x, in_file.y),
                      "correct the position, or the projection in <location>"});
  }
}

}  // namespace mwendo::sumo
