#include "network/projection.h"

#include <fmt/format.h>
#include <proj.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace mwendo {

struct Projection::Impl {
  PJ_CONTEXT* context = nullptr;
  PJ* transformation = nullptr;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    proj_destroy(transformation);
    proj_context_destroy(context);
  }
};

std::string utm_crs(LonLat place) {
  const int zone = std::clamp(static_cast<int>(std::floor((place.lon + 180) / 6)) + 1, 1, 60);
  return fmt::format("EPSG:32{}{:02}", place.lat < 0 ? 7 : 6, zone);
}

Projection::Projection(const std::string& crs) : impl_(std::make_unique<Impl>()) {
  impl_->context = proj_context_create();
  proj_log_level(impl_->context, PJ_LOG_NONE);
  PJ* raw = proj_create_crs_to_crs(impl_->context, "EPSG:4326", crs.c_str(), nullptr);
  if (raw == nullptr) throw std::invalid_argument("unknown coordinate system " + crs);
  impl_->transformation = proj_normalize_for_visualization(impl_->context, raw);
  proj_destroy(raw);
  if (impl_->transformation == nullptr)
    throw std::invalid_argument("coordinate system without metres " + crs);
}

Projection::~Projection() = default;
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;

Point Projection::to_metres(LonLat place) const {
  const PJ_COORD in = proj_coord(place.lon, place.lat, 0, 0);
  const PJ_COORD out = proj_trans(impl_->transformation, PJ_FWD, in);
  if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y))
    throw std::domain_error(fmt::format("({}, {}) is not a place on Earth", place.lon, place.lat));
  // Millimetres, so that the same place is the same point whatever the machine's libm.
  return {std::round(out.xy.x * 1000) / 1000, std::round(out.xy.y * 1000) / 1000};
}

LonLat Projection::to_degrees(Point p) const {
  const PJ_COORD out = proj_trans(impl_->transformation, PJ_INV, proj_coord(p.x, p.y, 0, 0));
  return {out.lp.lam, out.lp.phi};
}

}  // namespace mwendo
