#include "scenarios/cities/city_zones.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "network/base/random.h"

namespace mwendo {
namespace {

using conflate::kNothing;
using conflate::operator+;  // NOLINT(misc-unused-using-decls)
using conflate::operator*;  // NOLINT(misc-unused-using-decls)

constexpr double kCell = 1100;  // metres, about 0.01 degree
constexpr double kFarFromStreets = 2000;
constexpr double kJobSpread = 1000;
constexpr std::size_t kMostNodes = 24;  // of a zone
constexpr std::ptrdiff_t kTakers = 6;   // zones that share the people of one without streets

struct Cell {
  Point centre;
  double people = 0;
  double street_m = 0;
  double jobs = 0;
  std::vector<std::uint32_t> nodes;  // street nodes inside
  std::uint32_t district = kNothing;
};

class ZoneMaker {
 public:
  ZoneMaker(const CityTables& tables, const CityNetwork& city, Problems& problems)
      : tables_(tables),
        city_(city),
        problems_(problems),
        length_(city.street_m.begin(), city.street_m.end()) {}

  Zones make(std::vector<Assumption>& notes) {
    if (tables_.grid.empty()) {
      cells_from_streets();
      spread_districts();
    } else {
      cells_from_grid();
    }
    move_far_people(notes);
    scale_to_total();
    spread_jobs();
    note(notes);
    return write();
  }

 private:
  [[nodiscard]] std::uint32_t node_count() const {
    return static_cast<std::uint32_t>(city_.network.nodes().size());
  }
  [[nodiscard]] Point place(std::uint32_t n) const {
    return city_.network.node.position[NodeId{n}];
  }

  using Key = std::pair<long, long>;
  static Key key_of(Point p) {
    return {std::lround(std::floor(p.x / kCell)), std::lround(std::floor(p.y / kCell))};
  }

  void cells_from_grid() {
    for (const GridRow& row : tables_.grid) {
      if (!row.in_county || row.population <= 0) continue;
      cells_.push_back({row.centre, row.population, 0, 0, {}, kNothing});
    }
    for (std::uint32_t n = 0; n < node_count(); ++n) {
      if (length_[n] <= 0) continue;
      Cell* best = nullptr;
      double nearest = kCell * 0.75;
      for (Cell& c : cells_) {
        const double d = distance(c.centre, place(n));
        if (d >= nearest) continue;
        nearest = d;
        best = &c;
      }
      if (best) enter(*best, n);
    }
  }

  void enter(Cell& cell, std::uint32_t n) {
    cell.nodes.push_back(n);
    cell.street_m += length_[n];
  }

  void cells_from_streets() {
    std::map<Key, Cell> by_key;
    for (std::uint32_t n = 0; n < node_count(); ++n) {
      if (length_[n] > 0) enter(by_key[key_of(place(n))], n);
    }
    for (auto& [key, cell] : by_key) {
      for (const std::uint32_t n : cell.nodes) {
        cell.centre = cell.centre + place(n) * (length_[n] / cell.street_m);
      }
      cells_.push_back(std::move(cell));
    }
  }

  // Inner districts and the ring, but not the totals.
  static bool is_part(const DistrictRow& d) {
    return d.level == "sub-city" || d.level == "division" || d.level == "municipality";
  }

  // Each cell belongs to the nearest district. People of a district follow street length, less
  // with distance: half as dense at 3 km from the middle.
  void spread_districts() {
    std::vector<double> weight(cells_.size(), 0);
    for (std::uint32_t d = 0; d < tables_.districts.size(); ++d) {
      if (!is_part(tables_.districts[d])) continue;
      for (Cell& c : cells_) {
        const double away = distance(c.centre, tables_.districts[d].centre);
        const bool nearer = c.district == kNothing ||
                            away < distance(c.centre, tables_.districts[c.district].centre);
        if (nearer) c.district = d;
      }
    }
    std::vector<double> total(tables_.districts.size(), 0);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const Cell& c = cells_[i];
      if (c.district == kNothing) continue;
      const double away = distance(c.centre, tables_.districts[c.district].centre) / 3000;
      weight[i] = away > 4 ? 0 : c.street_m / (1 + away * away);
      total[c.district] += weight[i];
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      Cell& c = cells_[i];
      if (weight[i] <= 0) continue;
      c.people = tables_.districts[c.district].population * weight[i] / total[c.district];
    }
  }

  double distance_to_street(Point p, std::uint32_t& nearest) const {
    double best = 1e18;
    for (std::uint32_t n = 0; n < node_count(); ++n) {
      if (length_[n] <= 0) continue;
      const double d = distance(place(n), p);
      if (d >= best) continue;
      best = d;
      nearest = n;
    }
    return best;
  }

  void move_far_people(std::vector<Assumption>& notes) {
    double moved = 0;
    std::size_t zones = 0;
    std::vector<Cell> kept;
    std::vector<Cell> far;
    for (Cell& c : cells_) {
      std::uint32_t nearest = kNothing;
      if (c.nodes.empty() && distance_to_street(c.centre, nearest) > kFarFromStreets) {
        far.push_back(std::move(c));
      } else {
        kept.push_back(std::move(c));
      }
    }
    for (const Cell& c : far) {
      const auto near = std::min<std::ptrdiff_t>(kTakers, std::ssize(kept));
      std::partial_sort(kept.begin(), kept.begin() + near, kept.end(),
                        [&](const Cell& l, const Cell& r) {
                          return distance(l.centre, c.centre) < distance(r.centre, c.centre);
                        });
      for (auto taker = kept.begin(); taker != kept.begin() + near; ++taker)
        taker->people += c.people / static_cast<double>(near);
      moved += c.people;
      ++zones;
    }
    cells_ = std::move(kept);
    notes.push_back({"zones without streets",
                     fmt::format("{} cells are farther than 2 km from every street; their people "
                                 "were moved to the nearest zones.",
                                 zones),
                     moved, "derived"});
  }

  void scale_to_total() {
    double sum = 0;
    for (const Cell& c : cells_) sum += c.people;
    const double total = tables_.parameter("population_total", problems_);
    unscaled_ = sum;
    for (Cell& c : cells_) c.people *= total / std::max(sum, 1.0);
  }

  void spread_jobs() {
    const double total = tables_.parameter("population_total", problems_) *
                         tables_.parameter("jobs_per_person", problems_);
    double shares = 0;
    for (const JobRow& j : tables_.jobs) shares += j.share;
    std::vector<double> weight(cells_.size());
    for (const JobRow& j : tables_.jobs) {
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        const Cell& c = cells_[i];
        const double away = distance(c.centre, j.centre) / kJobSpread;
        const bool near = away < 4;
        weight[i] = j.everywhere ? c.people
                    : near       ? portable_exp(-away * away / 2) * (200 + c.street_m)
                                 : 0;
      }
      const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
      if (sum <= 0) continue;
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        cells_[i].jobs += total * j.share / shares * weight[i] / sum;
      }
    }
  }

  void note(std::vector<Assumption>& notes) const {
    const double total = tables_.parameter("population_total", problems_);
    notes.push_back(
        {"population",
         tables_.grid.empty()
             ? "People of districts are spread over cells by street length and distance."
             : fmt::format("Cells of the population grid ({:.0f} people) are scaled to the total.",
                           unscaled_),
         total,
         tables_.has("population_total") ? tables_.parameters.at("population_total").source : ""});
    notes.push_back({"jobs",
                     "Jobs follow assumed shares of attraction nodes, spread over 1 km, the rest "
                     "with the people.",
                     static_cast<double>(tables_.jobs.size()), "(unverified), assumption"});
    notes.push_back({"school places", "School places are where people live.",
                     static_cast<double>(cells_.size()), "assumption"});
  }

  // The nodes of the cell, or the nearest ones if it has none.
  std::vector<std::uint32_t> nodes_for(const Cell& cell) const {
    std::vector<std::uint32_t> nodes = cell.nodes;
    const auto longer = [&](std::uint32_t l, std::uint32_t r) { return length_[l] > length_[r]; };
    if (!nodes.empty()) {
      std::stable_sort(nodes.begin(), nodes.end(), longer);
      if (nodes.size() > kMostNodes) nodes.resize(kMostNodes);
      return nodes;
    }
    for (std::uint32_t n = 0; n < node_count(); ++n) {
      if (length_[n] > 0) nodes.push_back(n);
    }
    const auto end = nodes.begin() + std::min<std::ptrdiff_t>(2, std::ssize(nodes));
    std::partial_sort(nodes.begin(), end, nodes.end(), [&](std::uint32_t l, std::uint32_t r) {
      return distance(place(l), cell.centre) < distance(place(r), cell.centre);
    });
    nodes.erase(end, nodes.end());
    return nodes;
  }

  std::string name_for(const Cell& cell) const {
    const StopRow* best = nullptr;
    for (const StopRow& s : tables_.stops) {
      if (!best || distance(s.position, cell.centre) < distance(best->position, cell.centre)) {
        best = &s;
      }
    }
    return best ? best->name : "zone";
  }

  Zones write() const {
    const double school = tables_.parameter("school_age_share", problems_);
    Zones zones;
    std::map<std::string, int> used;
    for (const Cell& c : cells_) {
      if (c.people < 1 && c.jobs < 1) continue;
      const auto nodes = nodes_for(c);
      std::string name = name_for(c);
      const int count = ++used[name];
      if (count > 1) name += fmt::format(" ({})", count);
      zones.name.push_back(name);
      zones.centroid.push_back(c.centre);
      zones.population.push_back(static_cast<float>(c.people));
      zones.jobs.push_back(static_cast<float>(c.jobs));
      zones.school_places.push_back(static_cast<float>(c.people * school));
      zones.radius_m.push_back(radius_of(c, nodes.size()));
      zones.income_index.push_back(income_at(c.centre));
      zones.assumed.push_back(tables_.grid.empty() ? 1 : 0);
      zones.nodes.append(weights(nodes));
    }
    return zones;
  }

  // That of the nearest district that has one.
  float income_at(Point place) const {
    const DistrictRow* nearest = nullptr;
    for (const DistrictRow& d : tables_.districts)
      if (d.income_index &&
          (nearest == nullptr || distance(d.centre, place) < distance(nearest->centre, place)))
        nearest = &d;
    return nearest == nullptr ? 1.0F : static_cast<float>(*nearest->income_index);
  }

  // Homes lie round the nodes; where the zone has none inside, also along the way to them.
  float radius_of(const Cell& c, std::size_t nodes) const {
    const double area = kCell * kCell / static_cast<double>(nodes);
    double radius = std::sqrt(area / 3.14159265);
    if (c.nodes.empty()) {
      std::uint32_t nearest = 0;
      radius = std::max(radius, distance_to_street(c.centre, nearest));
    }
    return static_cast<float>(std::clamp(radius, 150.0, 1500.0));
  }

  std::vector<ZoneNode> weights(const std::vector<std::uint32_t>& nodes) const {
    double sum = 0;
    for (const std::uint32_t n : nodes) sum += length_[n];
    std::vector<ZoneNode> list;
    for (const std::uint32_t n : nodes) {
      const auto share = static_cast<float>(length_[n] / sum);
      list.push_back({NodeId{n}, share, share});
    }
    return list;
  }

  const CityTables& tables_;
  const CityNetwork& city_;
  Problems& problems_;
  std::vector<double> length_;
  std::vector<Cell> cells_;
  double unscaled_ = 0;
};

}  // namespace

Zones make_zones(const CityTables& tables, const CityNetwork& city, std::vector<Assumption>& notes,
                 Problems& problems) {
  return ZoneMaker(tables, city, problems).make(notes);
}

}  // namespace mwendo
