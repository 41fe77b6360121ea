#include "sim/population/destinations.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "network/base/input_error.h"
#include "network/base/random.h"
#include "network/walking/active_graph.h"

namespace mwendo {
namespace {

// A mean walk of half a kilometre in a plane, exp(-beta d) with beta = 2 / mean: what zones larger
// than a neighbourhood would otherwise exceed without end.
constexpr double kSteepestLocal = 0.3;
// Beyond this only the nearest free destination counts, which no survey shows.
constexpr double kSteepestCity = 0.3;

enum Part : std::uint32_t { kSegment = 0, kZone, kNode, kAccess, kParts };  // draws of one trip

double number_for(std::uint64_t seed, std::uint32_t subject, std::uint32_t index) {
  return uniform({.seed = seed, .purpose = Draw::destination, .subject = subject, .index = index});
}

std::vector<double> shares(const Column<ZoneId, float>& column) {
  std::vector<double> out(column.begin(), column.end());
  const double sum = std::accumulate(out.begin(), out.end(), 0.0);
  for (double& v : out) v = sum > 0 ? v / sum : 1.0 / static_cast<double>(out.size());
  return out;
}

// Turns weights into cumulative shares in place; even shares where all weights are 0.
void accumulate(std::span<float> row) {
  double total = std::accumulate(row.begin(), row.end(), 0.0);
  if (total <= 0) {
    std::fill(row.begin(), row.end(), 1.0F);
    total = static_cast<double>(row.size());
  }
  double sum = 0;
  for (float& v : row) v = static_cast<float>(std::min(1.0, (sum += v) / total));
  const float last = row.back();
  std::replace(row.begin(), row.end(), last, 1.0F);
}

double active_share(const CityFigures& figures, double fallback) {
  const auto& s = figures.observed_mode_share;
  if (s.size() < kModeCount) return fallback;
  return s[static_cast<std::size_t>(Mode::walk)] + s[static_cast<std::size_t>(Mode::bicycle)];
}

}  // namespace

DestinationModel::DestinationModel(const Network& net, const Zones& zones,
                                   const ZoneDistances& distances, const CityFigures& figures,
                                   const std::array<double, 3>& tours_per_person,
                                   const DestinationOptions& options, int threads)
    : net_(&net),
      zones_(&zones),
      distances_(&distances),
      options_(options),
      ride_mps_(std::max(1.0, figures.peak_speed_kmh / 3.6)) {
  const auto people = shares(zones.population);
  const auto jobs = shares(zones.jobs);
  const auto school = shares(zones.school_places);
  const double total = std::accumulate(zones.population.begin(), zones.population.end(), 0.0);
  for (std::size_t k = 0; k < 3; ++k) {
    productions_[k].resize(people.size());
    attractions_[k].resize(people.size());
    for (std::size_t z = 0; z < people.size(); ++z) {
      const double tours = total * tours_per_person[k];
      const double other =
          options.jobs_in_other * jobs[z] + (1 - options.jobs_in_other) * people[z];
      productions_[k][z] = tours * people[z];
      attractions_[k][z] = tours * (k == 0 ? jobs[z] : k == 1 ? school[z] : other);
    }
  }
  Matrix<ZoneId, float> minutes(people.size());
  for (ZoneId i : zones.zones())
    for (ZoneId j : zones.zones())
      minutes.at(i, j) = static_cast<float>(minutes_of(distances.distance_m.at(i, j)));
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
  for (std::size_t k = 0; k < 3; ++k) fit_purpose(k, minutes, figures);
  make_node_tables();
  make_local_tables(threads);
}

double DestinationModel::minutes_of(double metres) const {
  const double walking = metres / kWalkSpeedMps / 60;
  const double riding = options_.ride_access_min + metres / ride_mps_ / 60;
  return std::min(walking, riding);
}

void DestinationModel::fit_purpose(std::size_t k, const Matrix<ZoneId, float>& minutes,
                                   const CityFigures& figures) {
  const double active = active_share(figures, options_.default_local_share);
  const double share = std::clamp(active * options_.local_share_weight[k], 0.02, 0.9);
  const std::size_t n = productions_[k].size();
  std::vector<double> local_from(n);
  std::vector<double> city_from(n);
  std::vector<double> near(n);
  for (std::size_t z = 0; z < n; ++z) {
    local_from[z] = share * productions_[k][z];
    city_from[z] = productions_[k][z] - local_from[z];
    // Neighbourhood jobs and shops follow the people as much as the formal jobs.
    near[z] = 0.5 * attractions_[k][z] + 0.5 * productions_[k][z];
  }
  local_[k] = fit_gravity({.time_min = minutes,
                           .distance_m = distances_->distance_m,
                           .productions = local_from,
                           .attractions = near,
                           .mean_distance_m = 1000 * options_.local_mean_km[k],
                           .doubly_constrained = false,
                           .max_beta = kSteepestLocal});
  std::vector<double> left = attractions_[k];
  for (ZoneId i : zones_->zones()) {
    const auto row = local_[k].cumulative.row(i);
    for (std::size_t j = 0; j < n; ++j)
      left[j] -= (row[j] - (j == 0 ? 0.0F : row[j - 1])) * local_from[i.value];
  }
  for (double& d : left) d = std::max(d, 0.0);
  const double wanted = figures.mean_trip_km * options_.length_weight[k];
  const double city_km = (wanted - share * local_[k].fitted_mean_m / 1000) / (1 - share);
  city_[k] = fit_gravity({.time_min = minutes,
                          .distance_m = distances_->distance_m,
                          .productions = city_from,
                          .attractions = left,
                          .mean_distance_m = 1000 * std::max(city_km, options_.local_mean_km[k]),
                          .max_beta = kSteepestCity});
  fit_.wanted_km[k] = wanted;
  fit_.local_share[k] = share;
  fit_.fitted_km[k] =
      (share * local_[k].fitted_mean_m + (1 - share) * city_[k].fitted_mean_m) / 1000;
  fit_.beta_local[k] = local_[k].beta;
  fit_.beta_city[k] = city_[k].beta;
  fit_.worst_column[k] = city_[k].worst_column;
}

void DestinationModel::make_node_tables() {
  for (auto& table : node_table_) table.resize(zones_->nodes.values.size());
  for (std::size_t i = 0; i < zones_->nodes.values.size(); ++i) {
    const ZoneNode& n = zones_->nodes.values[i];
    node_table_[kHome][i] = n.home_weight;
    node_table_[kJob][i] = n.job_weight;
    node_table_[kBoth][i] = 0.5F * (n.home_weight + n.job_weight);
  }
}

// A trip inside a zone: near nodes are likelier. Weights of destination nodes times the friction
// of neighbourhood trips; the raw weights become cumulative shares once these are made.
void DestinationModel::make_local_tables(int threads) {
  const double beta = fit_.beta_local[2];
  first_local_.assign(1, 0);
  for (ZoneId z : zones_->zones()) {
    const std::size_t n = zones_->nodes.count_of(z);
    first_local_.push_back(first_local_.back() + n * n);
  }
  for (auto& table : local_table_) table.resize(first_local_.back());
  const auto zone_count = static_cast<std::uint32_t>(zones_->zones().size());
#pragma omp parallel for num_threads(threads) schedule(dynamic, 4)
  for (std::uint32_t raw = 0; raw < zone_count; ++raw) {
    const ZoneId z{raw};
    const std::size_t n = zones_->nodes.count_of(z);
    const ZoneNode* nodes = zones_->nodes.begin_of(z);
    const std::size_t first_node = zones_->nodes.first[raw];
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        const double crow =
            distance(net_->node.position[nodes[i].node], net_->node.position[nodes[j].node]);
        const double r = zones_->radius_m[z];  // doors spread round the nodes
        const double metres = distances_->local_detour * std::sqrt(crow * crow + r * r);
        const double friction = portable_exp(-beta * minutes_of(metres));
        for (std::size_t w = 0; w < 3; ++w)
          local_table_[w][first_local_[raw] + i * n + j] =
              static_cast<float>(node_table_[w][first_node + j] * friction);
      }
    for (std::size_t w = 0; w < 3; ++w) {
      for (std::size_t i = 0; i < n; ++i)
        accumulate({local_table_[w].data() + first_local_[raw] + i * n, n});
      accumulate({node_table_[w].data() + first_node, n});
    }
  }
}

Place DestinationModel::place_in(std::uint64_t seed, std::uint32_t subject, std::uint32_t index,
                                 ZoneId zone, std::size_t node) const {
  // Uniform in a disc: the radius grows with the root of the draw.
  const double r = std::sqrt(number_for(seed, subject, index)) * zones_->radius_m[zone];
  return {zones_->nodes.begin_of(zone)[node].node,
          static_cast<float>(r) * distances_->local_detour};
}

Place DestinationModel::draw_home(std::uint64_t seed, std::uint32_t household, ZoneId zone) const {
  const std::size_t first = zones_->nodes.first[zone.value];
  const std::size_t n = zones_->nodes.count_of(zone);
  const double u = uniform({.seed = seed, .purpose = Draw::home_node, .subject = household});
  const double v =
      uniform({.seed = seed, .purpose = Draw::home_node, .subject = household, .index = 1});
  const std::uint32_t node = pick({node_table_[kHome].data() + first, n}, u);
  const double r = std::sqrt(v) * zones_->radius_m[zone];
  return {zones_->nodes.begin_of(zone)[node].node,
          static_cast<float>(r) * distances_->local_detour};
}

std::size_t DestinationModel::local_node(const Zones& zones, const ZonedPlace& from, Weight w,
                                         double u) const {
  const std::size_t n = zones.nodes.count_of(from.zone);
  const ZoneNode* nodes = zones.nodes.begin_of(from.zone);
  std::size_t i = 0;
  while (i < n && nodes[i].node != from.place.node) ++i;
  if (i == n) i = 0;
  return pick({local_table_[w].data() + first_local_[from.zone.value] + i * n, n}, u);
}

ZonedPlace DestinationModel::draw(std::uint64_t seed, const DestinationKey& key) const {
  const std::size_t k = kind_of(key.purpose);
  const std::uint32_t base = key.trip * kParts;
  const auto u = [&](Part part) { return number_for(seed, key.number, base + part); };
  const bool local = u(kSegment) < fit_.local_share[k];
  const auto& table = local ? local_[k].cumulative : city_[k].cumulative;
  const ZoneId zone{pick(table.row(key.from.zone), u(kZone))};
  return {zone, place(seed, key, zone)};
}

Place DestinationModel::place(std::uint64_t seed, const DestinationKey& key, ZoneId zone) const {
  const std::size_t k = kind_of(key.purpose);
  const std::uint32_t base = key.trip * kParts;
  const double u = number_for(seed, key.number, base + kNode);
  const Weight w = k == 0 ? kJob : k == 1 ? kHome : kBoth;
  const std::size_t first = zones_->nodes.first[zone.value];
  const std::size_t node =
      zone == key.from.zone
          ? local_node(*zones_, key.from, w, u)
          : pick({node_table_[w].data() + first, zones_->nodes.count_of(zone)}, u);
  return place_in(seed, key.number, base + kAccess, zone, node);
}

double DestinationModel::share(Purpose purpose, ZoneId from, ZoneId to) const {
  const std::size_t k = kind_of(purpose);
  const auto in = [&](const GravityResult& g) {
    const auto row = g.cumulative.row(from);
    const float below = to.value == 0 ? 0.0F : row[to.value - 1];
    return double{row[to.value]} - double{below};
  };
  return fit_.local_share[k] * in(local_[k]) + (1 - fit_.local_share[k]) * in(city_[k]);
}

std::array<std::vector<double>, 3> DestinationModel::expected_arrivals() const {
  std::array<std::vector<double>, 3> out;
  for (std::size_t k = 0; k < 3; ++k) {
    out[k].assign(productions_[k].size(), 0.0);
    for (ZoneId i : zones_->zones())
      for (ZoneId j : zones_->zones()) {
        const double share = fit_.local_share[k];
        out[k][j.value] += share * trips_between(local_[k], productions_[k], i, j) +
                           (1 - share) * trips_between(city_[k], productions_[k], i, j);
      }
  }
  return out;
}

}  // namespace mwendo
