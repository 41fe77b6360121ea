#include "network/conflate/geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mwendo::conflate {

Box box_of(const std::vector<Line>& lines, double margin_m) {
  constexpr double kFar = std::numeric_limits<double>::max();
  Box box{{kFar, kFar}, {-kFar, -kFar}};
  for (const auto& line : lines) {
    for (const Point p : line) {
      box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
      box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
    }
  }
  if (box.low.x > box.high.x) return {};
  return {box.low - Point{margin_m, margin_m}, box.high + Point{margin_m, margin_m}};
}

Point unit(Point v) {
  const double n = std::sqrt(dot(v, v));
  return n > 0 ? v * (1 / n) : Point{};
}

Foot project(Point p, Point a, Point b) {
  const Point d = b - a;
  const double n = dot(d, d);
  const double share = n > 0 ? std::clamp(dot(p - a, d) / n, 0.0, 1.0) : 0.0;
  const Point foot = a + d * share;
  return {foot, share, distance(p, foot)};
}

FootOnLine project(Point p, const Line& line) {
  FootOnLine best{line.front(), distance(p, line.front()), 0, 0};
  double share = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Foot f = project(p, line[i], line[i + 1]);
    if (f.distance_m >= best.distance_m) continue;
    best = {f.point, f.distance_m, 0, i};
    share = f.share;
  }
  for (std::size_t i = 0; i < best.piece; ++i) best.along_m += distance(line[i], line[i + 1]);
  if (share > 0) best.along_m += share * distance(line[best.piece], line[best.piece + 1]);
  return best;
}

double distance_to(Point p, const Line& line) {
  const auto squared = [](Point v) { return dot(v, v); };
  double best = squared(line.front() - p);
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point d = line[i + 1] - line[i];
    const double n = dot(d, d);
    const double share = n > 0 ? std::clamp(dot(p - line[i], d) / n, 0.0, 1.0) : 0.0;
    best = std::min(best, squared(line[i] + d * share - p));
  }
  return std::sqrt(best);
}

std::optional<Crossing> crossing(Point a, Point b, Point c, Point d) {
  const Point u = b - a;
  const Point v = d - c;
  const double det = cross(u, v);
  if (det == 0) return std::nullopt;
  const double s = cross(c - a, v) / det;
  const double t = cross(c - a, u) / det;
  if (s <= 0 || s > 1 || t < 0 || t > 1) return std::nullopt;
  return Crossing{a + u * s, s, t};
}

double length_of(const Line& line) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) sum += distance(line[i], line[i + 1]);
  return sum;
}

Point point_along(const Line& line, double along_m) {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double piece = distance(line[i], line[i + 1]);
    if (along_m <= piece && piece > 0) {
      return line[i] + (line[i + 1] - line[i]) * (std::max(along_m, 0.0) / piece);
    }
    along_m -= piece;
  }
  return line.back();
}

MeasuredLine::MeasuredLine(const Line& line) : line_(&line), walked_{0} {
  for (std::size_t i = 0; i + 1 < line.size(); ++i)
    walked_.push_back(walked_.back() + distance(line[i], line[i + 1]));
}

Point MeasuredLine::at(double along_m) const {
  const auto next = std::lower_bound(walked_.begin() + 1, walked_.end(), along_m);
  if (next == walked_.end()) return line_->back();
  const auto i = static_cast<std::size_t>(next - walked_.begin());
  const double piece = walked_[i] - walked_[i - 1];
  if (piece <= 0) return (*line_)[i];
  const double share = std::max(along_m - walked_[i - 1], 0.0) / piece;
  return (*line_)[i - 1] + ((*line_)[i] - (*line_)[i - 1]) * share;
}

Line slice(const Line& line, double from_m, double to_m) {
  Line out{point_along(line, from_m)};
  double walked = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    walked += distance(line[i - 1], line[i]);
    if (walked >= to_m) break;
    if (walked > from_m) out.push_back(line[i]);
  }
  out.push_back(point_along(line, to_m));
  return out;
}

Line resample(const Line& line, double step_m) {
  Line out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (out.empty()) {
      out.push_back(line[i]);
      continue;
    }
    const Point from = out.back();
    const double piece = distance(from, line[i]);
    if (piece < 0.01) continue;
    const auto n = static_cast<int>(std::ceil(piece / step_m));
    for (int k = 1; k < n; ++k) out.push_back(from + (line[i] - from) * (double(k) / n));
    out.push_back(line[i]);
  }
  return out;
}

namespace {
void keep_between(const Line& line, std::size_t first, std::size_t last, double tolerance,
                  std::vector<char>& keep) {
  double worst = tolerance;
  std::size_t at = 0;
  for (std::size_t i = first + 1; i < last; ++i) {
    const double d = project(line[i], line[first], line[last]).distance_m;
    if (d > worst) {
      worst = d;
      at = i;
    }
  }
  if (at == 0) return;
  keep[at] = 1;
  keep_between(line, first, at, tolerance, keep);
  keep_between(line, at, last, tolerance, keep);
}
}  // namespace

Line simplify(const Line& line, double tolerance_m) {
  if (line.size() < 3) return line;
  std::vector<char> keep(line.size(), 0);
  keep.front() = keep.back() = 1;
  keep_between(line, 0, line.size() - 1, tolerance_m, keep);
  Line out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (keep[i] != 0) out.push_back(line[i]);
  }
  return out;
}

double mean_distance(const Line& line, const Line& other, double step_m) {
  const Line points = resample(line, step_m);
  double sum = 0;
  for (const Point p : points) sum += distance_to(p, other);
  return points.empty() ? 0 : sum / static_cast<double>(points.size());
}

Line shifted(const Line& line, double offset_m) {
  Line out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Point before = i > 0 ? unit(line[i] - line[i - 1]) : Point{};
    const Point after = i + 1 < line.size() ? unit(line[i + 1] - line[i]) : Point{};
    const Point along = unit(before + after);
    out.push_back(line[i] + Point{-along.y, along.x} * offset_m);
  }
  return out;
}

}  // namespace mwendo::conflate
