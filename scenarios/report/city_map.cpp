#include "scenarios/report/city_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/report/html.h"

namespace mwendo {
namespace {

constexpr double kPageWidth = 1000;
constexpr double kTolerance = 1.2;  // page units: below half a pixel of a map 400 pixels wide

bool is_main(RoadClass c) {
  return c == RoadClass::motorway || c == RoadClass::trunk || c == RoadClass::primary ||
         c == RoadClass::secondary || c == RoadClass::busway;
}

// Keeps points that bend by more than the tolerance from the last one kept (radial and sleeve).
std::vector<Point> simplified(const std::vector<Point>& points) {
  std::vector<Point> kept;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool end = i == 0 || i + 1 == points.size();
    if (end || distance(kept.back(), points[i]) > 4 * kTolerance) kept.push_back(points[i]);
  }
  return kept;
}

std::pair<double, double> weighted_range(std::vector<std::pair<double, double>> values) {
  std::sort(values.begin(), values.end());
  double total = 0;
  for (const auto& [at, weight] : values) total += weight;
  double sum = 0;
  std::pair<double, double> range{values.front().first, values.back().first};
  bool low_found = false;
  for (const auto& [at, weight] : values) {
    sum += weight;
    if (!low_found && sum >= 0.005 * total) range.first = at, low_found = true;
    if (sum >= 0.995 * total) {
      range.second = at;
      break;
    }
  }
  return range;
}

double round_to_nice(double v) {
  if (v <= 0) return 0;
  const double power = std::pow(10, std::floor(std::log10(v)));
  double best = power;
  for (const double m : {1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0})
    if (std::abs(m * power - v) < std::abs(best - v)) best = m * power;
  return best;
}

}  // namespace

MapExtent extent_of(const Network& net, const Column<LinkId, double>& weight) {
  std::vector<std::pair<double, double>> xs;
  std::vector<std::pair<double, double>> ys;
  for (const LinkId l : net.links()) {
    if (l.value < weight.size() && weight[l] <= 0) continue;
    const double w = l.value < weight.size() ? weight[l] : 1;
    const Point p = net.node.position[net.link.from[l]];
    xs.emplace_back(p.x, w);
    ys.emplace_back(p.y, w);
  }
  if (xs.empty()) return {0, 0, 1000, 1000};
  const auto [x0, x1] = weighted_range(xs);
  const auto [y0, y1] = weighted_range(ys);
  const double margin = 0.03 * std::max({x1 - x0, y1 - y0, 500.0});
  MapExtent e{x0 - margin, y0 - margin, x1 + margin, y1 + margin};
  // Neither a ribbon nor a tower: between 4:3 and 3:4.
  const double missing_h = 0.75 * e.width() - e.height();
  if (missing_h > 0) e.min_y -= missing_h / 2, e.max_y += missing_h / 2;
  const double missing_w = 0.75 * e.height() - e.width();
  if (missing_w > 0) e.min_x -= missing_w / 2, e.max_x += missing_w / 2;
  return e;
}

double CityMap::per_metre() const { return kPageWidth / extent_.width(); }

Point CityMap::on_page(Point p) const {
  return {(p.x - extent_.min_x) * per_metre(), (extent_.max_y - p.y) * per_metre()};
}

void CityMap::set_links(const std::string& scale, Column<LinkId, int> classes,
                        std::vector<int> order) {
  scale_ = scale;
  classes_ = std::move(classes);
  order_ = std::move(order);
}

std::string CityMap::path_of(int colour, bool main_road) const {
  std::string path;
  for (const LinkId l : net_->links()) {
    if (classes_[l] != colour || is_main(net_->link.road_class[l]) != main_road) continue;
    std::vector<Point> points;
    for (const Point& p : net_->geometry_of(l)) points.push_back(on_page(p));
    points = simplified(points);
    long x = std::lround(points.front().x);
    long y = std::lround(points.front().y);
    path += fmt::format("M{} {}", x, y);
    for (std::size_t i = 1; i < points.size(); ++i) {
      const long nx = std::lround(points[i].x);
      const long ny = std::lround(points[i].y);
      path += fmt::format("l{} {}", nx - x, ny - y);
      x = nx, y = ny;
    }
  }
  if (path.empty()) return {};
  const std::string name = colour == kBackground ? "none" : fmt::format("c{}", colour);
  return fmt::format("<path class=\"{} {}\" d=\"{}\"/>", name, main_road ? "main" : "minor", path);
}

std::string CityMap::scale_bar(double height) const {
  const double target = extent_.width() / 5;
  double length = 100;
  for (const double step : {200.0, 500.0, 1000.0, 2000.0, 5000.0, 10000.0, 20000.0})
    if (step <= target) length = step;
  const double units = length * per_metre();
  const std::string name =
      length >= 1000 ? round_number(length / 1000) + " km" : round_number(length) + " m";
  return fmt::format(
      "<path class=\"scalebar\" d=\"M30 {0:.0f}v12h{1:.0f}v-12\"/>"
      "<text class=\"scaletext\" x=\"{2:.0f}\" y=\"{3:.0f}\">{4}</text>",
      height - 36, units, 42 + units, height - 24, name);
}

std::string CityMap::svg(const std::string& title) const {
  const double height = extent_.height() * per_metre();
  std::string out = fmt::format(
      "<svg class=\"map {}\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\">"
      "<title>{}</title>",
      scale_, kPageWidth, height, escaped(title));
  for (const bool main_road : {false, true}) out += path_of(kBackground, main_road);
  for (const bool main_road : {false, true})
    for (const int colour : order_) out += path_of(colour, main_road);
  for (const Point& station : stations_) {
    const Point p = on_page(station);
    out += fmt::format("<circle class=\"station\" cx=\"{:.0f}\" cy=\"{:.0f}\" r=\"6\"/>", p.x, p.y);
  }
  return out + scale_bar(height) + "</svg>";
}

std::vector<double> round_breaks(std::vector<double> values, int classes) {
  std::sort(values.begin(), values.end());
  std::vector<double> breaks;
  if (values.empty()) return {1};
  for (int i = 1; i < classes; ++i) {
    const auto at = values.size() * static_cast<std::size_t>(i) / static_cast<std::size_t>(classes);
    const double nice = round_to_nice(values[std::min(at, values.size() - 1)]);
    if (nice > 0 && (breaks.empty() || nice > breaks.back())) breaks.push_back(nice);
  }
  if (breaks.empty()) breaks.push_back(1);
  return breaks;
}

int class_of(double value, const std::vector<double>& breaks) {
  return static_cast<int>(std::upper_bound(breaks.begin(), breaks.end(), value) - breaks.begin());
}

std::string map_legend(const std::string& scale, const std::vector<double>& breaks,
                       const std::string& unit, bool is_difference) {
  const auto number = [&](double v) {
    return (is_difference && v > 0 ? "+" : "") + round_number(v);
  };
  std::string out = fmt::format("<div class=\"legend {}\">", scale);
  for (std::size_t i = 0; i <= breaks.size(); ++i) {
    std::string range;
    if (i == 0)
      range = "below " + number(breaks[0]);
    else if (i == breaks.size())
      range = "above " + number(breaks.back());
    else
      range = number(breaks[i - 1]) + " to " + number(breaks[i]);
    out += fmt::format("<span><i class=\"c{}\"></i>{}</span>", i, range);
  }
  return out + fmt::format("<span class=\"unit\">{}</span></div>", escaped(unit));
}

}  // namespace mwendo
