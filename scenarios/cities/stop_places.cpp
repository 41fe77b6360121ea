#include "scenarios/cities/stop_places.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace mwendo {
namespace {

using namespace conflate;

constexpr double kSamePlace = 60;        // rows nearer than this are one place
constexpr double kSameNamedPlace = 150;  // ... if they have one name
constexpr double kOnStreet = 60;         // a place serves the streets this near to it
constexpr double kSpacing = 250;         // places on a street are at least this far apart

// Rows by square cells, so that only neighbours are compared.
class CellIndex {
 public:
  explicit CellIndex(double size) : size_(size) {}
  void add(Point p, std::uint32_t i) { cells_[cell(p, 0, 0)].push_back(i); }
  template <class F>
  void around(Point p, F&& f) const {
    for (const int dx : {-1, 0, 1}) {
      for (const int dy : {-1, 0, 1}) {
        const auto found = cells_.find(cell(p, dx, dy));
        if (found == cells_.end()) continue;
        for (const std::uint32_t i : found->second) f(i);
      }
    }
  }

 private:
  [[nodiscard]] std::pair<long, long> cell(Point p, int dx, int dy) const {
    return {std::lround(std::floor(p.x / size_)) + dx, std::lround(std::floor(p.y / size_)) + dy};
  }
  double size_;
  std::map<std::pair<long, long>, std::vector<std::uint32_t>> cells_;
};

}  // namespace

StopPlaces::StopPlaces(const std::vector<StopRow>& rows, const CityStreets& streets)
    : graph_(&streets.graph), on_edge_(streets.graph.edges.size()) {
  cluster(rows);
  attach(streets);
}

// Each row joins the first place that is near enough, else founds one.
void StopPlaces::cluster(const std::vector<StopRow>& rows) {
  CellIndex index(kSameNamedPlace);
  for (const StopRow& row : rows) {
    std::uint32_t best = kNothing;
    double best_distance = kSameNamedPlace;
    index.around(row.position, [&](std::uint32_t i) {
      const double d = distance(places_[i].position, row.position);
      const bool same = d < kSamePlace || (d < kSameNamedPlace && places_[i].name == row.name);
      if (!same || d >= best_distance) return;
      best = i;
      best_distance = d;
    });
    if (best == kNothing) {
      index.add(row.position, static_cast<std::uint32_t>(places_.size()));
      places_.push_back({row.name, row.position, 1, false});
    } else {
      ++places_[best].rows;
    }
  }
}

// Busy places first: a place that is too near to one on the same street is left out there.
void StopPlaces::attach(const CityStreets& streets) {
  const StreetIndex index(streets.graph, 200);
  std::vector<std::uint32_t> order(places_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t l, std::uint32_t r) {
    return places_[l].rows > places_[r].rows;
  });
  const auto taken = [&](std::uint32_t edge, Point p) {
    const StreetEdge& e = graph_->edges[edge];
    for (const std::uint32_t node : {e.a, e.b}) {
      for (const std::uint32_t neighbour : graph_->incident[node]) {
        for (const PlaceOnEdge& other : on_edge_[neighbour]) {
          if (distance(places_[other.place].position, p) < kSpacing) return true;
        }
      }
    }
    return false;
  };
  for (const std::uint32_t place : order) {
    bool near_any = false;
    std::vector<std::pair<std::uint32_t, double>> chosen;
    for (const NearStreet& near : index.near(places_[place].position, kOnStreet)) {
      if (graph_->edges[near.edge].from.rank >= kRankElevated) continue;
      near_any = true;
      if (!taken(near.edge, places_[place].position)) {
        chosen.emplace_back(near.edge, near.foot.along_m);
      }
    }
    for (const auto& [edge, along] : chosen) put_on_edge(edge, {place, along});
    if (!near_any) ++off_streets_;
  }
}

void StopPlaces::put_on_edge(std::uint32_t edge, PlaceOnEdge place) {
  auto& list = on_edge_[edge];
  const auto at = std::upper_bound(
      list.begin(), list.end(), place,
      [](const PlaceOnEdge& l, const PlaceOnEdge& r) { return l.along_m < r.along_m; });
  list.insert(at, place);
}

std::uint32_t StopPlaces::add(std::uint32_t edge, double along_m, std::string name) {
  const auto place = static_cast<std::uint32_t>(places_.size());
  places_.push_back({std::move(name), point_along(graph_->edges[edge].line, along_m), 0, true});
  put_on_edge(edge, {place, along_m});
  return place;
}

}  // namespace mwendo
