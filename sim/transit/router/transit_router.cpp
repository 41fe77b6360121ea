#include "sim/transit/router/transit_router.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mwendo {
namespace {

constexpr float kLongestQueue = 3600;  // s
constexpr std::size_t kFarStops = 3;   // tried where none is near
constexpr double kOneStation = 100;    // m between platforms

std::size_t cell_of(double offset, double width, std::size_t cells) {
  const double c = std::floor(offset / width);
  return static_cast<std::size_t>(std::clamp(c, 0.0, static_cast<double>(cells - 1)));
}

}  // namespace

TransitRouter::TransitRouter(const Network& net, const TransitSupply& supply, const Zones& zones,
                             const TransitRouterOptions& options)
    : net_(&net), supply_(&supply), options_(options) {
  find_rides();
  index_stops();
  find_transfers();
  find_groups(zones);
}

// Every pair of stops that some line serves in order, with all such lines.
void TransitRouter::find_rides() {
  struct Pair {
    std::uint32_t board, mode, alight;
    Candidate line;
    auto operator<=>(const Pair& o) const {
      if (auto c = board <=> o.board; c != 0) return c;
      if (auto c = mode <=> o.mode; c != 0) return c;
      if (auto c = alight <=> o.alight; c != 0) return c;
      if (auto c = line.line <=> o.line.line; c != 0) return c;
      return line.first <=> o.line.first;
    }
  };
  std::vector<Pair> pairs;
  for (LineId l : supply_->lines()) {
    const auto stops = supply_->stops_of(l);
    const auto mode = static_cast<std::uint32_t>(transit_index(supply_->line.mode[l]));
    const std::uint32_t first = supply_->line.stops.first[l.value];
    has_mode_[mode] = true;
    for (std::uint32_t b = 0; b < stops.size(); ++b)
      for (std::uint32_t t = b + 1; t < stops.size(); ++t)
        if (stops[b].stop != stops[t].stop)
          pairs.push_back(
              {stops[b].stop.value, mode, stops[t].stop.value, {first + b, first + t, l}});
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return (a <=> b) < 0; });
  std::vector<std::uint32_t> hops_at(supply_->stops().size() * kTransitModes + 1);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Pair& p = pairs[i];
    const bool again = i > 0 && pairs[i - 1].board == p.board && pairs[i - 1].mode == p.mode &&
                       pairs[i - 1].alight == p.alight;
    if (!again) {
      hop_alight_.push_back(p.alight);
      hop_board_.push_back(StopId{p.board});
      first_candidate_.push_back(static_cast<std::uint32_t>(i));
      ++hops_at[p.board * kTransitModes + p.mode + 1];
    }
    candidates_.push_back(p.line);
  }
  first_candidate_.push_back(static_cast<std::uint32_t>(candidates_.size()));
  std::partial_sum(hops_at.begin(), hops_at.end(), hops_at.begin());
  first_hop_ = std::move(hops_at);
}

void TransitRouter::index_stops() {
  const auto& position = supply_->stop.position;
  if (position.empty()) return;
  Point low = position.raw().front();
  Point high = low;
  for (const Point& p : position) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  corner_ = low;
  columns_ = static_cast<std::size_t>((high.x - low.x) / cell_m_) + 1;
  rows_ = static_cast<std::size_t>((high.y - low.y) / cell_m_) + 1;
  first_in_cell_.assign(columns_ * rows_ + 1, 0);
  const auto cell = [&](StopId s) {
    return cell_of(position[s].y - low.y, cell_m_, rows_) * columns_ +
           cell_of(position[s].x - low.x, cell_m_, columns_);
  };
  for (StopId s : supply_->stops()) ++first_in_cell_[cell(s) + 1];
  std::partial_sum(first_in_cell_.begin(), first_in_cell_.end(), first_in_cell_.begin());
  std::vector<std::uint32_t> next(first_in_cell_.begin(), first_in_cell_.end() - 1);
  in_cell_.resize(supply_->stops().size());
  for (StopId s : supply_->stops()) in_cell_[next[cell(s)]++] = s;
}

std::vector<TransitRouter::NearStop> TransitRouter::stops_near(Point p) const {
  const auto within = [&](double walk_m) {
    std::vector<NearStop> found;
    if (in_cell_.empty()) return found;
    const double crow = walk_m / options_.detour;
    const std::size_t x0 = cell_of(p.x - crow - corner_.x, cell_m_, columns_);
    const std::size_t x1 = cell_of(p.x + crow - corner_.x, cell_m_, columns_);
    const std::size_t y0 = cell_of(p.y - crow - corner_.y, cell_m_, rows_);
    const std::size_t y1 = cell_of(p.y + crow - corner_.y, cell_m_, rows_);
    for (std::size_t y = y0; y <= y1; ++y)
      for (std::size_t x = x0; x <= x1; ++x)
        for (auto i = first_in_cell_[y * columns_ + x]; i < first_in_cell_[y * columns_ + x + 1];
             ++i) {
          const double d = distance(p, supply_->stop.position[in_cell_[i]]);
          if (d <= crow) found.push_back({in_cell_[i], static_cast<float>(d) * options_.detour, 0});
        }
    std::sort(found.begin(), found.end(), [](const NearStop& a, const NearStop& b) {
      return a.walk_m < b.walk_m || (a.walk_m == b.walk_m && a.stop < b.stop);
    });
    return found;
  };
  std::vector<NearStop> near = within(options_.access_m);
  const std::uint8_t missing = mark_nearest(near, options_.most_stops, 0xFF);
  if (missing != 0 && options_.far_access_m > options_.access_m) {
    std::vector<NearStop> far = within(options_.far_access_m);
    mark_nearest(far, kFarStops, missing);
    for (const NearStop& n : near)
      for (NearStop& f : far)
        if (f.stop == n.stop) f.modes |= n.modes;
    near = std::move(far);
  }
  std::erase_if(near, [](const NearStop& n) { return n.modes == 0; });
  return near;
}

std::vector<TransitRouter::NearStop> TransitRouter::stops_from(Point p) const {
  std::vector<NearStop> near = stops_near(p);
  for (NearStop& n : near) n.walk_m = walk_to(p, n.stop);
  return near;
}

float TransitRouter::walk_to(Point p, StopId stop) const {
  const float on_streets =
      static_cast<float>(distance(p, supply_->stop.position[stop])) * options_.detour;
  return on_streets + supply_->stop.platform_walk_m[stop];
}

float TransitRouter::walk_between(StopId from, StopId to) const {
  const Point p = supply_->stop.position[from];
  const float walk = walk_to(p, to);
  const auto& platform = supply_->stop.platform_walk_m;
  const bool one_station = platform[from] > 0 && platform[to] > 0 &&
                           distance(p, supply_->stop.position[to]) < kOneStation;
  if (from == to || one_station) return walk - platform[to];
  return walk + platform[from];
}

// Marks the nearest `most` stops of each wanted mode; returns the modes in service without any.
std::uint8_t TransitRouter::mark_nearest(std::vector<NearStop>& stops, std::size_t most,
                                         std::uint8_t wanted) const {
  std::uint8_t missing = 0;
  for (std::size_t m = 0; m < kTransitModes; ++m) {
    const auto bit = static_cast<std::uint8_t>(1U << m);
    if (!has_mode_[m] || (wanted & bit) == 0) continue;
    std::size_t taken = 0;
    for (NearStop& n : stops)
      if (arrives_[n.stop.value * kTransitModes + m] != 0 && taken++ < most) n.modes |= bit;
    if (taken == 0) missing |= bit;
  }
  return missing;
}

void TransitRouter::find_transfers() {
  arrives_.assign(supply_->stops().size() * kTransitModes, 0);
  for (LineId l : supply_->lines())
    for (const LineStop& s : supply_->stops_of(l))
      arrives_[s.stop.value * kTransitModes + transit_index(supply_->line.mode[l])] = 1;
  for (StopId s : supply_->stops()) {
    std::vector<NearStop> near = stops_near(supply_->stop.position[s]);
    std::erase_if(near, [&](const NearStop& n) { return n.walk_m > options_.transfer_m; });
    for (NearStop& n : near) n.walk_m = walk_between(s, n.stop);
    transfers_.append(near);
  }
}

void TransitRouter::find_groups(const Zones& zones) {
  group_of_.assign(net_->nodes().size(), kNoGroup);
  near_of_.assign(net_->nodes().size(), kNoGroup);
  std::vector<std::pair<std::int64_t, NodeId>> cells;  // cell, node
  for (const ZoneNode& n : zones.nodes.values) {
    if (near_of_[n.node] != kNoGroup) continue;
    near_of_[n.node] = static_cast<std::uint32_t>(near_.parents());
    const Point p = net_->node.position[n.node];
    near_.append(stops_from(p));
    const auto x = static_cast<std::int64_t>(std::floor(p.x / options_.group_m));
    const auto y = static_cast<std::int64_t>(std::floor(p.y / options_.group_m));
    cells.emplace_back(y * 1000003 + x, n.node);
  }
  std::sort(cells.begin(), cells.end());
  for (std::size_t i = 0; i < cells.size();) {
    Point sum;
    std::size_t end = i;
    for (; end < cells.size() && cells[end].first == cells[i].first; ++end) {
      const Point p = net_->node.position[cells[end].second];
      sum = {sum.x + p.x, sum.y + p.y};
      group_of_[cells[end].second] = static_cast<std::uint32_t>(group_centre_.size());
    }
    const auto n = static_cast<double>(end - i);
    group_centre_.push_back({sum.x / n, sum.y / n});
    group_stops_.push_back(stops_from(group_centre_.back()));
    i = end;
  }
}

TransitRouter::LineOnRide TransitRouter::line_on_ride(
    const Candidate& c, std::span<const double> run, std::span<const double> felt,
    std::span<const double> metres, const TransitTimes& times, const TransitCosts& costs) const {
  const float alpha = costs.alpha[transit_index(supply_->line.mode[c.line])];
  const float headway = times.headway_s[c.first];
  const auto length = static_cast<float>(metres[c.last] - metres[c.first]);
  return {.ride_s = static_cast<float>(run[c.last] - run[c.first]),
          .felt_s = static_cast<float>(felt[c.last] - felt[c.first]),
          .wait_s = alpha * headway + std::min(times.refusals[c.first] * headway, kLongestQueue),
          .fare = supply_->line.fare[c.line] + supply_->line.fare_per_km[c.line] * length / 1000,
          .metres = length,
          .line = c.line};
}

RideGraph TransitRouter::rides(const TransitTimes& times, const TransitCosts& costs,
                               int threads) const {
  const std::size_t n = times.run_s.size();
  std::vector<double> run(n + 1);
  std::vector<double> felt(n + 1);
  std::vector<double> metres(n + 1);
  for (std::size_t i = 0; i < n; ++i) {
    run[i + 1] = run[i] + times.run_s[i];
    felt[i + 1] = felt[i] + double{times.run_s[i]} * times.crowding[i];
    metres[i + 1] = metres[i] + times.metres[i];
  }
  RideGraph graph{.costs = costs,
                  .hops = std::vector<RideGraph::Hop>(ride_count()),
                  .rides = std::vector<RideGraph::Ride>(ride_count())};
#pragma omp parallel num_threads(threads)
  {
    std::vector<LineOnRide> lines;
#pragma omp for schedule(static)
    for (std::size_t h = 0; h < ride_count(); ++h) {
      lines.clear();
      for (auto c = first_candidate_[h]; c < first_candidate_[h + 1]; ++c)
        lines.push_back(line_on_ride(candidates_[c], run, felt, metres, times, costs));
      graph.rides[h] = join_common(lines);
      graph.rides[h].board = hop_board_[h];
      const RideGraph::Ride& r = graph.rides[h];
      graph.hops[h] = {hop_alight_[h],
                       r.felt_s + costs.wait_weight * r.wait_s + r.fare / costs.value_of_time_s};
    }
  }
  return graph;
}

RideGraph::Ride TransitRouter::join_common(std::vector<LineOnRide>& lines) {
  std::sort(lines.begin(), lines.end(), [](const LineOnRide& a, const LineOnRide& b) {
    return a.ride_s < b.ride_s || (a.ride_s == b.ride_s && a.line < b.line);
  });
  RideGraph::Ride sum;
  double frequency = 0;  // sum of 1 / wait
  double ride = 0;
  double felt = 0;
  double fare = 0;
  double metres = 0;
  float shortest_wait = kNoWay;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LineOnRide& l = lines[i];
    if (frequency > 0 && l.ride_s >= (1 + ride) / frequency) break;
    // A line that passes the stop twice counts once, with its quicker ride.
    if (std::any_of(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const LineOnRide& o) { return o.line == l.line; }))
      continue;
    const double f = 1 / double{l.wait_s};
    frequency += f;
    ride += f * l.ride_s;
    felt += f * l.felt_s;
    fare += f * l.fare;
    metres += f * l.metres;
    if (l.wait_s < shortest_wait) sum.preferred = l.line;
    shortest_wait = std::min(shortest_wait, l.wait_s);
  }
  sum.wait_s = static_cast<float>(1 / frequency);
  sum.ride_s = static_cast<float>(ride / frequency);
  sum.felt_s = static_cast<float>(felt / frequency);
  sum.fare = static_cast<float>(fare / frequency);
  sum.metres = static_cast<float>(metres / frequency);
  return sum;
}

void append_legs(const TransitPath& path, const RideGraph& rides, std::vector<RideLeg>& legs) {
  for (std::size_t k = 0; k < path.ride_count; ++k) {
    const RideGraph::Ride& r = rides.rides[path.ride[k]];
    legs.push_back(
        {r.board, StopId{rides.hops[path.ride[k]].alight}, r.preferred, path.walk_before_m[k]});
  }
}

}  // namespace mwendo
