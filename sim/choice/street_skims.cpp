#include "sim/choice/street_skims.h"

#include <algorithm>
#include <cmath>

namespace mwendo {
namespace {

constexpr std::size_t kMostEnds = 4;  // links tried at the centre of a zone
constexpr std::size_t kNearestZones = 4;
constexpr float kFastestPace = 1 / 28.0F;  // seconds per metre
constexpr float kSlowestPace = 1 / 0.8F;
constexpr float kUnknown = 0;

double centre_distance(const ZoneDistances& d, ZoneId a, ZoneId b) {
  return d.detour.at(a, b) * distance(d.centre_point[a], d.centre_point[b]);
}

}  // namespace

StreetSkims::StreetSkims(const Network& net, const Zones& zones, const ZoneDistances& distances,
                         float from_s, float to_s, int threads)
    : net_(&net), distances_(&distances), router_(net, kCar), from_s_(from_s), threads_(threads) {
  find_ends(zones);
  const std::size_t n = zones.zones().size();
  nearest_.resize(n);
  for (ZoneId z : zones.zones()) {
    std::vector<ZoneId> others;
    for (ZoneId o : zones.zones())
      if (o != z) others.push_back(o);
    const std::size_t keep = std::min(kNearestZones, others.size());
    std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(keep),
                      others.end(), [&](ZoneId a, ZoneId b) {
                        const double da = centre_distance(distances, z, a);
                        const double db = centre_distance(distances, z, b);
                        return da < db || (da == db && a < b);
                      });
    others.resize(keep);
    nearest_[z] = std::move(others);
  }
  free_pace_ = paces(free_flow_seconds(net));
  const auto periods = static_cast<std::size_t>(std::ceil((to_s - from_s) / kPeriodS));
  pace_.assign(std::max<std::size_t>(periods, 1), free_pace_);
}

// The node of the zone nearest its centre that cars can leave and reach.
void StreetSkims::find_ends(const Zones& zones) {
  for (ZoneId z : zones.zones()) {
    const Point centre = distances_->centre_point[z];
    NodeId best;
    double nearest = 1e30;
    for (std::size_t i = 0; i < zones.nodes.count_of(z); ++i) {
      const NodeId node = zones.nodes.begin_of(z)[i].node;
      const auto usable = [&](LinkId l) { return router_.usable(l); };
      const auto out = net_->outgoing(node);
      const auto in = net_->incoming(node);
      const double d = distance(net_->node.position[node], centre);
      if (d < nearest && std::any_of(out.begin(), out.end(), usable) &&
          std::any_of(in.begin(), in.end(), usable)) {
        nearest = d;
        best = node;
      }
    }
    if (!best.valid()) continue;
    const auto add = [&](std::span<const LinkId> links, Ends& ends) {
      std::size_t taken = 0;
      for (LinkId l : links) {
        if (!router_.usable(l) || taken++ >= kMostEnds) continue;
        ends.links.push_back(l.value);
        ends.zone.push_back(z.value);
      }
    };
    add(net_->outgoing(best), starts_);
    add(net_->incoming(best), ends_);
  }
}

std::size_t StreetSkims::period_at(float time_s) const {
  const float p = std::max(0.0F, (time_s - from_s_) / kPeriodS);
  return std::min(static_cast<std::size_t>(p), pace_.size() - 1);
}

Matrix<ZoneId, float> StreetSkims::paces(std::span<const float> link_s) const {
  const std::size_t n = distances_->centre.size();
  Matrix<ZoneId, float> pace(n, kUnknown);
  const CchMetric metric = router_.metric_for(link_s);
#pragma omp parallel num_threads(threads_)
  {
    CchSkim skim(router_.cch(), metric, ends_.links);
    std::vector<CchWeight> row;
    std::vector<std::uint32_t> sources;
    constexpr std::size_t kBlock = 16;  // zones that share the sweeps of the skim
#pragma omp for schedule(dynamic, 1)
    for (std::size_t first = 0; first < n; first += kBlock) {
      const auto begin = static_cast<std::size_t>(
          std::lower_bound(starts_.zone.begin(), starts_.zone.end(), first) - starts_.zone.begin());
      const auto end = static_cast<std::size_t>(
          std::lower_bound(starts_.zone.begin(), starts_.zone.end(), first + kBlock) -
          starts_.zone.begin());
      sources.assign(starts_.links.begin() + static_cast<std::ptrdiff_t>(begin),
                     starts_.links.begin() + static_cast<std::ptrdiff_t>(end));
      row.resize(sources.size() * ends_.links.size());
      if (row.empty()) continue;
      skim.run(sources, row);
      for (std::size_t s = 0; s < sources.size(); ++s) {
        const ZoneId from{starts_.zone[begin + s]};
        for (std::size_t e = 0; e < ends_.links.size(); ++e) {
          const ZoneId to{ends_.zone[e]};
          const CchWeight ms = row[s * ends_.links.size() + e];
          const double metres = centre_distance(*distances_, from, to);
          if (from == to || ms >= kUnreachable || metres < 1) continue;
          // The hierarchy does not count the first link: the driver starts at its beginning.
          const double seconds = ms * 0.001 + link_s[sources[s]];
          const float p =
              std::clamp(static_cast<float>(seconds / metres), kFastestPace, kSlowestPace);
          float& best = pace.at(from, to);
          best = best == kUnknown ? p : std::min(best, p);
        }
      }
    }
  }
  fill_gaps(pace);
  return pace;
}

void StreetSkims::fill_gaps(Matrix<ZoneId, float>& pace) const {
  double sum = 0;
  double known = 0;
  for (ZoneId i : pace.ids())
    for (float p : pace.row(i)) {
      sum += p;
      known += p == kUnknown ? 0 : 1;
    }
  const float usual = known > 0 ? static_cast<float>(sum / known) : 1 / 4.0F;
  for (ZoneId i : pace.ids())
    for (float& p : pace.row(i))
      if (p == kUnknown) p = usual;
  for (ZoneId i : pace.ids()) {
    if (nearest_[i].empty()) continue;
    float inside = 0;
    for (ZoneId near : nearest_[i]) inside += pace.at(i, near) + pace.at(near, i);
    pace.at(i, i) = inside / static_cast<float>(2 * nearest_[i].size());
  }
}

void StreetSkims::update(const LinkTimes& times) {
  constexpr std::size_t kQuarters = 4;  // of LinkTimes in an hour
  std::vector<float> mean(times.links);
  for (std::size_t p = 0; p < pace_.size(); ++p) {
    const std::size_t first = std::min(p * kQuarters, times.periods - 1);
    const std::size_t last = std::min(first + kQuarters, times.periods);
    std::fill(mean.begin(), mean.end(), 0.0F);
    for (std::size_t q = first; q < last; ++q) {
      const auto seconds = times.of_period(q);
      for (std::size_t l = 0; l < mean.size(); ++l) mean[l] += seconds[l];
    }
    for (float& s : mean) s /= static_cast<float>(last - first);
    pace_[p] = paces(mean);
  }
}

QuarterPaces StreetSkims::quarter_paces(const LinkTimes& times) const {
  QuarterPaces quarters;
  for (std::size_t q = 0; q < times.periods; ++q) quarters.push_back(paces(times.of_period(q)));
  return quarters;
}

}  // namespace mwendo
