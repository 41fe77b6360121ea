#include "scenarios/cities/stop_places.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "network/spatial_index.h"

namespace mwendo {
namespace {

constexpr std::uint32_t kNoPlace = 0xFFFFFFFFU;
constexpr double kSamePlace = 60;        // rows nearer than this are one place
constexpr double kSameNamedPlace = 150;  // ... if they have one name
constexpr double kOnStreet = 60;         // a place serves the streets this near to it
constexpr double kStopSpacing = 250;     // places on a street are at least this far apart

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

StopPlaces::StopPlaces(const std::vector<StopRow>& rows, const CityNetwork& city)
    : net_(&city.network), on_link_(city.network.links().size(), {}) {
  cluster(rows);
  attach(city);
}

// Each row joins the first place that is near enough, else founds one.
void StopPlaces::cluster(const std::vector<StopRow>& rows) {
  CellIndex index(kSameNamedPlace);
  for (const StopRow& row : rows) {
    std::uint32_t best = kNoPlace;
    double best_distance = kSameNamedPlace;
    index.around(row.position, [&](std::uint32_t i) {
      const double d = distance(places_[i].position, row.position);
      const bool same = d < kSamePlace || (d < kSameNamedPlace && places_[i].name == row.name);
      if (!same || d >= best_distance) return;
      best = i;
      best_distance = d;
    });
    if (best == kNoPlace) {
      index.add(row.position, static_cast<std::uint32_t>(places_.size()));
      places_.push_back({row.name, row.position, 1, false});
    } else {
      ++places_[best].rows;
    }
  }
}

// Whether another place is too near on the same street.
bool StopPlaces::taken(LinkId link, std::uint32_t place) const {
  const auto near = [&](LinkId l) {
    return std::any_of(on_link_[l].begin(), on_link_[l].end(), [&](const PlaceOnLink& other) {
      return other.place != place &&
             distance(places_[other.place].position, places_[place].position) < kStopSpacing;
    });
  };
  for (const NodeId node : {net_->link.from[link], net_->link.to[link]}) {
    const auto out = net_->outgoing(node);
    const auto in = net_->incoming(node);
    if (std::any_of(out.begin(), out.end(), near) || std::any_of(in.begin(), in.end(), near))
      return true;
  }
  return false;
}

// Busy places first: a place that is too near to one on the same street is left out there.
void StopPlaces::attach(const CityNetwork& city) {
  const LinkIndex index(*net_);
  std::vector<std::uint32_t> order(places_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t l, std::uint32_t r) {
    return places_[l].rows > places_[r].rows;
  });
  for (const std::uint32_t place : order) {
    const auto near = index.within(places_[place].position, kOnStreet,
                                   [&](LinkId l) { return city.has_stops(l); });
    std::vector<NearLink> chosen;
    for (const NearLink& n : near)
      if (!taken(n.link, place)) chosen.push_back(n);
    for (const NearLink& n : chosen) put_on_link(n.link, {place, n.position_m});
    if (near.empty()) ++off_streets_;
  }
}

void StopPlaces::put_on_link(LinkId link, PlaceOnLink place) {
  auto& list = on_link_[link];
  const auto at = std::upper_bound(
      list.begin(), list.end(), place,
      [](const PlaceOnLink& l, const PlaceOnLink& r) { return l.along_m < r.along_m; });
  list.insert(at, place);
}

std::uint32_t StopPlaces::add(LinkId link, double along_m, std::string name) {
  const auto place = static_cast<std::uint32_t>(places_.size());
  places_.push_back({std::move(name), point_at(*net_, link, along_m).position, 0, true});
  put_on_link(link, {place, along_m});
  const LinkId back = net_->link.reverse[link];
  if (back.valid())
    put_on_link(back, {place, static_cast<double>(net_->link.length_m[link]) - along_m});
  return place;
}

}  // namespace mwendo
