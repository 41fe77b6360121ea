#include "scenarios/cities/side_by_side.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "network/spatial_index.h"

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kPlaces = 10;        // m between the places of a step
constexpr double kNearest = 5;        // m between two carriageways
constexpr double kFarthest = 35;      // m between two carriageways
constexpr double kLike = 0.966;       // cosine of 15 degrees
constexpr double kBesideShare = 0.5;  // most of the way ahead over that across
constexpr double kSideCell = 50;      // m

// A street beside a place: metres across, to the left if positive.
struct Neighbour {
  double across_m = 0;
  double distance_m = 0;
  std::uint32_t step = 0;
};

class SideFinder {
 public:
  SideFinder(const StreetTable& table, const MainLines& main) : table_(table), main_(main) {
    const Box box = box_of({table.points}, kFarthest);
    grid_ = CellGrid(box.low, box.high, kSideCell);
    for (std::uint32_t s = 0; s < main.steps.size(); ++s) {
      const Point a = from(s);
      const Point b = to(s);
      grid_.add({std::min(a.x, b.x), std::min(a.y, b.y)}, {std::max(a.x, b.x), std::max(a.y, b.y)},
                s);
    }
    grid_.finish();
  }

  std::vector<Beside> run() {
    std::vector<Beside> beside(main_.steps.size());
    for (std::uint32_t s = 0; s < beside.size(); ++s)
      if (main_.steps[s].group != kNothing) beside[s] = look_from(s);
    return beside;
  }

 private:
  [[nodiscard]] Point from(std::uint32_t s) const { return table_.points[main_.steps[s].from]; }
  [[nodiscard]] Point to(std::uint32_t s) const { return table_.points[main_.steps[s].to]; }

  Beside look_from(std::uint32_t s) {
    const Point way = to(s) - from(s);
    const int places = std::max(1, static_cast<int>(distance(from(s), to(s)) / kPlaces));
    int left = 0;
    int right = 0;
    Beside beside;
    for (int k = 0; k < places; ++k) {
      find_neighbours(from(s) + way * ((k + 0.5) / places), unit(way));
      const auto partner = nearest_of(main_.steps[s].group);
      const int more = streets(1) - streets(-1);
      if (!partner || more == 0) continue;
      ++(more > 0 ? left : right);
      beside.partners.push_back(*partner);
    }
    if (2 * (left + right) >= places) beside.side = left > right ? 1 : -1;
    return beside;
  }

  void find_neighbours(Point place, Point ahead) {
    near_.clear();
    const Point reach{kFarthest, kFarthest};
    grid_.visit(place - reach, place + reach, [&](std::uint32_t s) {
      if (std::abs(dot(unit(to(s) - from(s)), ahead)) < kLike) return;
      const Point off = project(place, from(s), to(s)).point - place;
      const double across = cross(ahead, off);
      if (std::abs(across) > kFarthest ||
          std::abs(dot(off, ahead)) > kBesideShare * std::abs(across))
        return;
      near_.push_back({across, std::hypot(off.x, off.y), s});
    });
    std::sort(near_.begin(), near_.end(), [](const Neighbour& l, const Neighbour& r) {
      return std::abs(l.across_m) < std::abs(r.across_m);
    });
  }

  // Streets on one side, 1: left.
  [[nodiscard]] int streets(int side) const {
    int count = 0;
    double last = 0;
    for (const Neighbour& n : near_) {
      const double across = side * n.across_m;
      if (across - last < kNearest) continue;
      ++count;
      last = across;
    }
    return count;
  }

  [[nodiscard]] std::optional<std::uint32_t> nearest_of(std::uint32_t group) const {
    std::optional<std::pair<double, std::uint32_t>> best;
    for (const Neighbour& n : near_) {
      if (main_.steps[n.step].group != group || std::abs(n.across_m) < kNearest) continue;
      const std::pair own{n.distance_m, n.step};
      if (!best || own < *best) best = own;
    }
    if (best) return best->second;
    return std::nullopt;
  }

  const StreetTable& table_;
  const MainLines& main_;
  CellGrid grid_;
  std::vector<Neighbour> near_;  // nearest across first
};

}  // namespace

std::vector<Beside> side_by_side(const StreetTable& table, const MainLines& main) {
  if (table.points.empty()) return {};
  return SideFinder(table, main).run();
}

}  // namespace mwendo
