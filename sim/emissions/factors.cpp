#include "sim/emissions/factors.h"

#include <algorithm>

#include "network/base/random.h"

namespace mwendo {
namespace {

// Shares of TSP that are PM2.5 (EMEP/EEA 1.A.3.b.vi-vii).
constexpr double kTyrePm25 = 0.42;
constexpr double kBrakePm25 = 0.39;
constexpr double kRoadPm25 = 0.27;
constexpr double kCarTyreTsp = 0.0107;
constexpr double kCarBrakeTsp = 0.0075;

double tyre_speed_factor(double kmh) {
  if (kmh < 40) return 1.39;
  return kmh <= 90 ? -0.00974 * kmh + 1.78 : 0.902;
}

double brake_speed_factor(double kmh) {
  if (kmh < 40) return 1.67;
  return kmh <= 95 ? -0.0270 * kmh + 2.75 : 0.185;
}

double power(double base, double exponent) {
  return base > 0 ? portable_exp(exponent * portable_log(base)) : 0;
}

}  // namespace

double SpeedFunction::at(double kmh) const {
  const double v = std::clamp(kmh, v_min_kmh, v_max_kmh);
  const double above = alpha * v * v + beta * v + gamma + delta / v;
  return above / (epsilon * v * v + zita * v + hta) * (1 - rf);
}

double VehicleTechnology::hot_at(HotPollutant p, double kmh, double slope) const {
  const std::vector<SlopeFunction>& rows = hot[index_of(p)];
  if (rows.empty()) return 0;
  if (slope <= rows.front().slope) return rows.front().function.at(kmh);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (slope > rows[i].slope) continue;
    const double t = (slope - rows[i - 1].slope) / (rows[i].slope - rows[i - 1].slope);
    return (1 - t) * rows[i - 1].function.at(kmh) + t * rows[i].function.at(kmh);
  }
  return rows.back().function.at(kmh);
}

double VehicleTechnology::v_min_kmh() const {
  double v = 0;
  for (const SlopeFunction& row : hot[index_of(HotPollutant::energy)])
    v = std::max(v, row.function.v_min_kmh);
  return v;
}

double Resuspension::g_per_km() const {
  return k_pm25_g_km * power(silt_g_m2, 0.91) * power(mean_weight_short_tons, 1.02);
}

double heavy_tyre_tsp(double axles, double load_factor) {
  return axles / 2 * (1.41 + 1.38 * load_factor) * kCarTyreTsp;
}

double heavy_brake_tsp(double load_factor) {
  return 1.956 * (1 + 0.79 * load_factor) * kCarBrakeTsp;
}

double wear_pm25(const WearFactors& wear, double kmh) {
  return wear.tyre_tsp * kTyrePm25 * tyre_speed_factor(kmh) +
         wear.brake_tsp * kBrakePm25 * brake_speed_factor(kmh) + wear.road_tsp * kRoadPm25;
}

}  // namespace mwendo
