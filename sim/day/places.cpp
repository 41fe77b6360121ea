#include "sim/day/places.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mwendo {
namespace {

constexpr std::uint32_t kOrigins = 256;
constexpr std::uint32_t kEnds = 2048;               // of each: few of them are near
constexpr std::uint32_t kFirstSubject = 1U << 31U;  // beyond the numbers of trips
constexpr double kLeastScale = 1;                   // m
constexpr double kGreatestScale = 1e6;              // m

double sum_of(const Zones& zones, const Column<ZoneId, float>& column) {
  double sum = 0;
  for (const ZoneId z : zones.zones()) sum += zones.nodes.count_of(z) > 0 ? column[z] : 0;
  return sum;
}

NodeId drawn(const Places& places, const DistanceOptions& o, std::uint32_t subject) {
  const auto u = [&](std::uint32_t k) { return uniform({o.seed, o.draws, subject, k}); };
  return places.draw(u(0), u(1));
}

// A row for each origin: distances to the ends, in m.
std::vector<double> distances(const Network& net, const Places& places, const DistanceOptions& o) {
  std::vector<double> all;
  for (std::uint32_t i = 0; i < kOrigins; ++i) {
    const NodeId from = drawn(places, o, kFirstSubject + i);
    for (std::uint32_t j = 0; j < kEnds; ++j) {
      const NodeId to = drawn(places, o, kFirstSubject + kEnds * (i + 1) + j);
      all.push_back(distance(net.node.position[from], net.node.position[to]));
    }
  }
  return all;
}

double mean_with(double scale_m, const std::vector<double>& distance_m) {
  double sum = 0;
  for (std::size_t i = 0; i < kOrigins; ++i) {
    double weight = 0;
    double metres = 0;
    for (std::size_t j = i * kEnds; j < (i + 1) * kEnds; ++j) {
      const double w = distance_m[j] > 0 ? portable_exp(-distance_m[j] / scale_m) : 0;
      weight += w;
      metres += w * distance_m[j];
    }
    sum += weight > 0 ? metres / weight : 0;
  }
  return sum / kOrigins;
}

}  // namespace

Places::Places(const Zones& zones, double home_share) : zones_(zones) {
  const double jobs = sum_of(zones, zones.jobs);
  const double people = home_share > 0 ? sum_of(zones, zones.population) : 0;
  weights_ = {.job = jobs > 0 ? (1 - home_share) / jobs : 0,
              .home = people > 0 ? home_share / people : 0};
  double sum = 0;
  for (const ZoneId z : zones.zones())
    cumulative_.push_back(sum += zones.nodes.count_of(z) > 0 ? weight_of(z) : 0);
}

double Places::weight_of(ZoneId z) const {
  const double homes = weights_.home > 0 ? weights_.home * zones_.population[z] : 0;
  return weights_.job * zones_.jobs[z] + homes;
}

NodeId Places::draw(double u, double v) const {
  const auto at = std::upper_bound(cumulative_.begin(), cumulative_.end(), u * cumulative_.back());
  const auto index = std::min<std::ptrdiff_t>(at - cumulative_.begin(),
                                              static_cast<std::ptrdiff_t>(cumulative_.size()) - 1);
  const ZoneId zone{static_cast<std::uint32_t>(index)};
  const ZoneNode* nodes = zones_.nodes.begin_of(zone);
  const std::size_t count = zones_.nodes.count_of(zone);
  const double of_jobs = weights_.job * zones_.jobs[zone] / weight_of(zone);
  double left = v;
  for (std::size_t i = 0; i < count; ++i) {
    left -= of_jobs * nodes[i].job_weight + (1 - of_jobs) * nodes[i].home_weight;
    if (left < 0) return nodes[i].node;
  }
  return nodes[count - 1].node;
}

double distance_scale(const Network& net, const Places& places, const DistanceOptions& o) {
  const std::vector<double> metres = distances(net, places, o);
  if (mean_with(kGreatestScale, metres) <= o.mean_m) return std::numeric_limits<double>::infinity();
  double low = kLeastScale;
  double high = kGreatestScale;
  while (high > 1.001 * low) {
    const double middle = std::sqrt(low * high);
    (mean_with(middle, metres) < o.mean_m ? low : high) = middle;
  }
  return low;
}

}  // namespace mwendo
