// Plane geometry for conflation: projection, crossing, resampling, simplification.
//
//   const auto foot = project(p, a, b);       // foot.point, foot.share in [0, 1]
//   const auto line = resample(points, 20);   // a point at least every 20 m, corners kept
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "network/network.h"

namespace mwendo::conflate {

using Line = std::vector<Point>;

inline constexpr std::uint32_t kNothing = 0xFFFFFFFFU;  // no index

struct Box {
  Point low, high;
};
[[nodiscard]] Box box_of(const std::vector<Line>& lines, double margin_m);

inline Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
inline Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
inline Point operator*(Point a, double k) { return {a.x * k, a.y * k}; }
inline double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
inline double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }

// Unit vector; zero for a zero vector.
[[nodiscard]] Point unit(Point v);

struct Foot {
  Point point;
  double share = 0;  // 0 at a, 1 at b
  double distance_m = 0;
};
[[nodiscard]] Foot project(Point p, Point a, Point b);

// Distance of p to a polyline of at least one point, and how far along the foot lies.
struct FootOnLine {
  Point point;
  double distance_m = 0;
  double along_m = 0;
  std::size_t piece = 0;  // index of the piece's first point
};
[[nodiscard]] FootOnLine project(Point p, const Line& line);
[[nodiscard]] double distance_to(Point p, const Line& line);

// Where ab crosses cd: after a, up to and with b, the ends of cd included.
struct Crossing {
  Point point;
  double share_ab = 0;
  double share_cd = 0;
};
[[nodiscard]] std::optional<Crossing> crossing(Point a, Point b, Point c, Point d);

[[nodiscard]] double length_of(const Line& line);
[[nodiscard]] Point point_along(const Line& line, double along_m);
// The same for many places of one line, which must outlive this.
class MeasuredLine {
 public:
  explicit MeasuredLine(const Line& line);
  [[nodiscard]] double length() const { return walked_.back(); }
  [[nodiscard]] Point at(double along_m) const;

 private:
  const Line* line_;
  std::vector<double> walked_;  // to each point
};
// The stretch of a line between two distances, from <= to.
[[nodiscard]] Line slice(const Line& line, double from_m, double to_m);
// Keeps the points and adds others so that no step exceeds step_m; drops repeated points.
[[nodiscard]] Line resample(const Line& line, double step_m);
// Douglas and Peucker (1973), with ends kept.
[[nodiscard]] Line simplify(const Line& line, double tolerance_m);
// Mean distance of points on `line` (at least every step_m) to `other`.
[[nodiscard]] double mean_distance(const Line& line, const Line& other, double step_m = 20);
// The line moved sideways, to the left if offset_m > 0; corners are not rounded.
[[nodiscard]] Line shifted(const Line& line, double offset_m);

}  // namespace mwendo::conflate
