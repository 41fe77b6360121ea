#include "scenarios/report/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/report/html.h"
#include "scenarios/report/svg.h"

namespace mwendo {
namespace {

struct Frame {
  double left, top, width, height;
};

std::string bar(double x, double y, double width, double height, const char* style) {
  return fmt::format(
      "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
      "height=\"{:.1f}\" rx=\"1.5\"/>",
      style, x, y, std::max(width, 0.6), height);
}

double largest(const std::vector<BarRow>& rows) {
  double high = 0;
  for (const BarRow& r : rows)
    for (const auto& v : {r.first, r.second, r.observed}) high = std::max(high, v.value_or(0));
  return high > 0 ? high : 1;
}

// One series as a polyline; gaps where a value is not finite.
std::string polyline(const std::vector<std::pair<double, double>>& points,
                     const std::string& style) {
  std::string path;
  bool pen_down = false;
  for (const auto& [x, y] : points) {
    if (!std::isfinite(y)) {
      pen_down = false;
      continue;
    }
    path += fmt::format("{}{:.1f} {:.1f}", pen_down ? 'L' : 'M', x, y);
    pen_down = true;
  }
  return fmt::format("<path class=\"line {}\" d=\"{}\"/>", style, path);
}

}  // namespace

std::vector<double> nice_ticks(double high, int about) {
  if (!(high > 0)) return {0, 1};
  const double raw = high / about;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  double step = power;
  for (const double m : {1.0, 2.0, 5.0, 10.0})
    if (m * power >= raw * 0.999) {
      step = m * power;
      break;
    }
  std::vector<double> ticks;
  for (double v = 0; v < high + step * 0.999; v += step) ticks.push_back(v);
  return ticks;
}

std::string paired_bars(const std::string& title, const std::vector<BarRow>& rows,
                        const std::string& unit) {
  constexpr double kRow = 40;
  const Frame f{150, 6, 480, kRow * static_cast<double>(rows.size())};
  const auto ticks = nice_ticks(largest(rows), 5);
  const double scale = f.width / ticks.back();
  std::string out = open_svg(700, f.top + f.height + 26, title);
  for (const double t : ticks) {
    out += line_at(f.left + t * scale, f.top, f.left + t * scale, f.top + f.height, "grid");
    out += text_at(f.left + t * scale, f.top + f.height + 16, "middle",
                   round_number(t) + (t == ticks.back() ? " " + unit : ""));
  }
  // A number stands behind its bar, and behind the tick where that would cross it.
  const auto value_x = [&](const BarRow& row, double value) {
    const double end = value * scale + 6;
    const double tick = row.observed.value_or(-1e9) * scale;
    return f.left + (tick > end - 8 && tick < end + 34 ? tick + 6 : end);
  };
  double y = f.top;
  for (const BarRow& row : rows) {
    const bool two = row.second.has_value();
    out += text_at(f.left - 10, y + kRow / 2 + 4, "end", row.label, "label");
    const double thick = two ? 13 : 20;
    const double first_y = two ? y + 6 : y + 10;
    if (row.first) {
      out += bar(f.left, first_y, *row.first * scale, thick, "bar base");
      out += text_at(value_x(row, *row.first), first_y + thick - 3, "start", human(*row.first),
                     "value");
    }
    if (two) {
      out += bar(f.left, y + 20, *row.second * scale, thick, "bar alt");
      out += text_at(value_x(row, *row.second), y + 31, "start", human(*row.second), "value");
    }
    if (row.observed)
      out += line_at(f.left + *row.observed * scale, y + 3, f.left + *row.observed * scale,
                     y + kRow - 4, "observed");
    y += kRow;
  }
  return out + "</svg>";
}

std::string line_chart(const LineChart& chart) {
  const Frame f{58, 14, 580, 190};
  double high = 0;
  double low = 1e300;
  for (const Series& s : chart.series)
    for (const double v : s.y)
      if (std::isfinite(v)) high = std::max(high, v), low = v > 0 ? std::min(low, v) : low;
  const double x0 = chart.x.empty() ? 0 : chart.x.front();
  const double x1 = chart.x.empty() || chart.x.back() <= x0 ? x0 + 1 : chart.x.back();
  std::vector<double> ticks = nice_ticks(high, 4);
  if (chart.logarithmic) {
    ticks.clear();
    const double last = std::ceil(std::log10(std::max(high, 1e-6)));
    for (double e = std::floor(std::log10(std::max(std::min(low, high), 1e-6))); e <= last; e += 1)
      ticks.push_back(std::pow(10, e));
    if (ticks.size() < 2) ticks.push_back(ticks.back() * 10);
  }
  const auto place_y = [&](double v) {
    if (!chart.logarithmic) return f.top + f.height * (1 - v / ticks.back());
    if (v <= 0) return std::nan("");
    const double a = std::log10(ticks.front());
    const double b = std::log10(ticks.back());
    return f.top + f.height * (1 - (std::log10(v) - a) / (b - a));
  };
  const auto place_x = [&](double v) { return f.left + f.width * (v - x0) / (x1 - x0); };
  std::string out = open_svg(660, 246, chart.title);
  for (const double t : ticks) {
    out += line_at(f.left, place_y(t), f.left + f.width, place_y(t), "grid");
    out += text_at(f.left - 8, place_y(t) + 4, "end", round_number(t));
  }
  for (const auto& [x, name] : chart.x_ticks)
    out += text_at(place_x(x), f.top + f.height + 18, "middle", name);
  out += text_at(f.left, 236, "start", chart.y_label, "label");
  for (const Series& s : chart.series) {
    std::vector<std::pair<double, double>> points;
    for (std::size_t i = 0; i < std::min(chart.x.size(), s.y.size()); ++i)
      points.emplace_back(place_x(chart.x[i]), place_y(s.y[i]));
    out += polyline(points, s.style);
  }
  return out + "</svg>";
}

namespace {

// A stepped outline over sections; closed to the axis if filled.
std::string steps(const LoadProfile& p, const std::vector<double>& values, double x0,
                  double x_scale, double axis, double y_scale, const char* style, bool filled) {
  std::string path;
  double x = x0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double y = axis + values[i] * y_scale;
    if (i == 0)
      path += fmt::format("M{:.1f} {:.1f}V{:.1f}", x, filled ? axis : y, y);
    else
      path += fmt::format("V{:.1f}", y);
    x += p.length_km[i] * x_scale;
    path += fmt::format("H{:.1f}", x);
  }
  if (filled) path += fmt::format("V{:.1f}Z", axis);
  return fmt::format("<path class=\"{}\" d=\"{}\"/>", style, path);
}

double largest(const LoadProfile::Direction& d) {
  double high = 0;
  for (const double v : d.load) high = std::max(high, v);
  for (const double v : d.capacity) high = std::max(high, v);
  return high;
}

// Names of stops under the axis, slanted; left out where they would overlap.
std::string stop_names(const LoadProfile& p, double x0, double x_scale, double y) {
  std::string out;
  double x = x0;
  double last = -1e9;
  for (std::size_t i = 0; i < p.stops.size(); ++i) {
    const bool is_end = i + 1 == p.stops.size();
    if (x - last >= 17 || is_end) {
      out += fmt::format(
          "<text class=\"tick\" transform=\"translate({:.1f} {:.1f}) rotate(-42)\" "
          "text-anchor=\"end\">{}</text>",
          x + 3, y, escaped(shortened(p.stops[i])));
      last = x;
    }
    if (i < p.length_km.size()) x += p.length_km[i] * x_scale;
  }
  return out;
}

}  // namespace

std::string load_profile(const LoadProfile& p) {
  constexpr double kLeft = 112;
  constexpr double kWidth = 868;
  const bool both = !p.down.load.empty();
  const double half = both ? 125 : 190;
  double km = 0;
  for (const double length : p.length_km) km += length;
  const double x_scale = kWidth / std::max(km, 0.001);
  const auto ticks = nice_ticks(std::max(largest(p.up), largest(p.down)), 3);
  const double y_scale = half / ticks.back();
  const double axis = 26 + half;
  const double bottom = axis + (both ? half : 0);
  std::string out = open_svg(1000, bottom + 140, p.title);
  for (const double t : ticks) {
    out += line_at(kLeft, axis - t * y_scale, kLeft + kWidth, axis - t * y_scale, "grid");
    out += text_at(kLeft - 8, axis - t * y_scale + 4, "end", round_number(t));
    if (!both || t == 0) continue;
    out += line_at(kLeft, axis + t * y_scale, kLeft + kWidth, axis + t * y_scale, "grid");
    out += text_at(kLeft - 8, axis + t * y_scale + 4, "end", round_number(t));
  }
  out += steps(p, p.up.load, kLeft, x_scale, axis, -y_scale, "area alt", true);
  out += steps(p, p.up.capacity, kLeft, x_scale, axis, -y_scale, "capacity", false);
  out += text_at(kLeft, 14, "start", "▲ " + p.up.name, "label");
  if (both) {
    out += steps(p, p.down.load, kLeft, x_scale, axis, y_scale, "area alt2", true);
    out += steps(p, p.down.capacity, kLeft, x_scale, axis, y_scale, "capacity", false);
    out += text_at(kLeft + kWidth, 14, "end", "▼ " + p.down.name, "label");
  }
  out += line_at(kLeft, axis, kLeft + kWidth, axis, "axis");
  out += stop_names(p, kLeft, x_scale, bottom + 16);
  return out + "</svg>";
}

}  // namespace mwendo
