#include "scenarios/report/time_distance.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/report/charts.h"
#include "scenarios/report/html.h"
#include "scenarios/report/svg.h"
#include "scenarios/results/tables.h"

namespace mwendo {
namespace {

constexpr double kLeft = 64, kTop = 12, kWidth = 736, kHeight = 380;
constexpr std::size_t kBytesOfAxes = 14'000;  // with 60 stations of long names
constexpr std::size_t kBytesOfPoint = 12;     // "800.0,392.0 "
constexpr std::size_t kBytesOfVehicle = 40;   // its tag

struct Scale {
  double from_s, x_per_s, y_per_km;
  [[nodiscard]] double x(double time_s) const { return kLeft + (time_s - from_s) * x_per_s; }
  [[nodiscard]] double y(double km) const { return kTop + kHeight - km * y_per_km; }
};

double length_km(const TimeDistance& d) {
  double km = 0.1;
  for (const TimeDistance::Station& s : d.stations) km = std::max(km, s.km);
  return km;
}

// A tick each 5, 10, 15, 30 or 60 min: nine at most.
std::string time_axis(const TimeDistance& d, const Scale& scale) {
  double step_s = 3600;
  for (const double minutes : {30.0, 15.0, 10.0, 5.0})
    if ((d.to_s - d.from_s) / (60 * minutes) <= 8) step_s = 60 * minutes;
  std::string out;
  for (double t = std::ceil(d.from_s / step_s) * step_s; t <= d.to_s; t += step_s) {
    out += line_at(scale.x(t), kTop, scale.x(t), kTop + kHeight, "grid");
    out += text_at(scale.x(t), kTop + kHeight + 18, "middle", clock(t));
  }
  return out + text_at(kLeft, kTop + kHeight + 40, "start", "time of day, h:min", "label");
}

std::string distance_axis(double km, const Scale& scale) {
  std::string out;
  for (const double tick : nice_ticks(km, 5))
    if (tick <= km) out += text_at(kLeft - 8, scale.y(tick) + 4, "end", round_number(tick));
  return out + fmt::format(
                   "<text class=\"label\" transform=\"translate(16 {:.0f}) rotate(-90)\" "
                   "text-anchor=\"middle\">distance along the line, km</text>",
                   kTop + kHeight / 2);
}

// Lines at stations; names that would overlap are left out.
std::string stations_of(const TimeDistance& d, const Scale& scale) {
  std::string out;
  double last_y = 1e9;
  for (const TimeDistance::Station& s : d.stations) {
    const double y = scale.y(s.km);
    out += line_at(kLeft, y, kLeft + kWidth, y, "grid");
    if (last_y - y < 13) continue;
    out += text_at(kLeft + kWidth + 8, y + 4, "start", shortened(s.name));
    last_y = y;
  }
  return out;
}

// Every how many points of a vehicle are drawn.
std::size_t stride_of(const TimeDistance& d) {
  std::size_t points = 0;
  for (const auto& vehicle : d.vehicles) points += vehicle.size();
  const std::size_t room = TimeDistance::kMostBytes - kBytesOfAxes;
  const std::size_t tags = kBytesOfVehicle * d.vehicles.size();
  for (std::size_t stride = 1; stride <= points; ++stride)
    if (tags + kBytesOfPoint * (points / stride + 2 * d.vehicles.size()) <= room) return stride;
  return std::max<std::size_t>(1, points);
}

std::string course_of(const std::vector<TimeDistance::Point>& vehicle, const Scale& scale,
                      std::size_t stride) {
  std::string points;
  for (std::size_t i = 0; i < vehicle.size(); ++i) {
    if (i % stride != 0 && i + 1 != vehicle.size()) continue;
    points += fmt::format("{}{:.1f},{:.1f}", points.empty() ? "" : " ", scale.x(vehicle[i].time_s),
                          scale.y(vehicle[i].km));
  }
  return "<polyline class=\"course\" points=\"" + points + "\"/>";
}

}  // namespace

std::string time_distance(const TimeDistance& d) {
  const double km = length_km(d);
  const Scale scale{d.from_s, kWidth / std::max(d.to_s - d.from_s, 1.0), kHeight / km};
  std::string out = open_svg(kLeft + kWidth + 200, kTop + kHeight + 50, d.title);
  out += stations_of(d, scale) + time_axis(d, scale) + distance_axis(km, scale);
  const std::size_t stride = stride_of(d);
  for (const auto& vehicle : d.vehicles) out += course_of(vehicle, scale, stride);
  return out + line_at(kLeft, kTop + kHeight, kLeft + kWidth, kTop + kHeight, "axis") + "</svg>";
}

}  // namespace mwendo
