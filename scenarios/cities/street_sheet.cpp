#include "scenarios/cities/street_sheet.h"

#include <algorithm>
#include <cmath>

#include "network/conflate/geometry.h"

namespace mwendo {

using namespace conflate;

namespace {

constexpr double kLikeDirection = 0.82;  // cosine of about 35 degrees

}  // namespace

StreetSheet::StreetSheet(Box box)
    : box_(box),
      columns_(static_cast<std::size_t>((box.high.x - box.low.x) / kCell) + 1),
      rows_(static_cast<std::size_t>((box.high.y - box.low.y) / kCell) + 1),
      cells_(columns_ * rows_) {}

std::uint32_t StreetSheet::add_node(Point p) {
  nodes_.push_back(p);
  incident_.emplace_back();
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

StreetSheet::Cells StreetSheet::cells_of(Point low, Point high) const {
  const auto cell = [](double v, double start, std::size_t count) {
    return static_cast<std::size_t>(
        std::clamp(std::floor((v - start) / kCell), 0.0, static_cast<double>(count - 1)));
  };
  return {cell(low.x, box_.low.x, columns_), cell(low.y, box_.low.y, rows_),
          cell(high.x, box_.low.x, columns_), cell(high.y, box_.low.y, rows_)};
}

// Long segments would touch many cells beside them: they are entered piece by piece.
void StreetSheet::index(std::uint32_t segment) {
  const Point a = nodes_[segments_[segment].a];
  const Point b = nodes_[segments_[segment].b];
  const int parts = std::max(1, static_cast<int>(distance(a, b) / kCell));
  for (int k = 0; k < parts; ++k) {
    const Point p = a + (b - a) * (double(k) / parts);
    const Point q = a + (b - a) * (double(k + 1) / parts);
    const Cells c = cells_of({std::min(p.x, q.x), std::min(p.y, q.y)},
                             {std::max(p.x, q.x), std::max(p.y, q.y)});
    for (std::size_t y = c.y0; y <= c.y1; ++y)
      for (std::size_t x = c.x0; x <= c.x1; ++x) {
        auto& cell = cells_[y * columns_ + x];
        if (cell.empty() || cell.back() != segment) cell.push_back(segment);
      }
  }
}

std::uint32_t StreetSheet::add_segment(std::uint32_t a, std::uint32_t b, std::uint32_t way) {
  const auto s = static_cast<std::uint32_t>(segments_.size());
  segments_.push_back({a, b, way, kNothing});
  incident_[a].push_back(s);
  incident_[b].push_back(s);
  index(s);
  return s;
}

void StreetSheet::add_way(SheetWay way, const std::vector<std::uint32_t>& nodes) {
  const auto w = static_cast<std::uint32_t>(ways_.size());
  std::uint32_t first = kNothing;
  std::uint32_t last = kNothing;
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (nodes[i] == nodes[i - 1]) continue;
    const std::uint32_t s = add_segment(nodes[i - 1], nodes[i], w);
    if (first == kNothing) first = s;
    if (last != kNothing) segments_[last].next = s;
    last = s;
  }
  if (first == kNothing) return;
  ways_.push_back(std::move(way));
  first_.push_back(first);
}

std::optional<SheetHit> StreetSheet::nearest(Point p, const Query& query) const {
  SheetHit best{kNothing, p, query.radius_m};
  const Point reach{query.radius_m, query.radius_m};
  visit(p - reach, p + reach, [&](std::uint32_t i) {
    const SheetSegment& s = segments_[i];
    const SheetWay& way = ways_[s.way];
    if (way.round < query.from_round || way.round >= query.before_round) return;
    if (way.apart && !query.with_apart) return;
    if (way.elevated && !query.with_elevated) return;
    const Point a = nodes_[s.a];
    const Point b = nodes_[s.b];
    const Foot f = project(p, a, b);
    if (f.distance_m > best.distance_m || (f.distance_m == best.distance_m && i >= best.segment))
      return;
    if (query.direction && std::abs(dot(unit(b - a), *query.direction)) < kLikeDirection) return;
    best = {i, f.point, f.distance_m};
  });
  if (best.segment == kNothing) return std::nullopt;
  return best;
}

std::uint32_t StreetSheet::node_on(const SheetHit& hit, double reach_m) {
  const SheetSegment old = segments_[hit.segment];
  const double to_a = distance(hit.point, nodes_[old.a]);
  const double to_b = distance(hit.point, nodes_[old.b]);
  if (std::min(to_a, to_b) <= reach_m) return to_a <= to_b ? old.a : old.b;
  const std::uint32_t n = add_node(hit.point);
  // The segment keeps its start; its cells still hold all of it.
  std::erase(incident_[old.b], hit.segment);
  segments_[hit.segment].b = n;
  incident_[n].push_back(hit.segment);
  const std::uint32_t rest = add_segment(n, old.b, old.way);
  segments_[rest].next = old.next;
  segments_[hit.segment].next = rest;
  return n;
}

bool StreetSheet::within(std::uint32_t from, std::uint32_t to, double limit_m) {
  ++search_;
  walked_.resize(nodes_.size(), {0, 0});
  walked_[from] = {search_, 0};
  std::vector<std::uint32_t> open{from};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const std::uint32_t node = open[i];
    if (node == to) return true;
    for (const std::uint32_t s : incident_[node]) {
      const std::uint32_t next = other_end(s, node);
      const double there = walked_[node].second + length(s);
      if (there > limit_m) continue;
      // A shorter way to a known node is looked at again.
      if (walked_[next].first == search_ && there >= walked_[next].second - 1e-9) continue;
      walked_[next] = {search_, there};
      open.push_back(next);
    }
  }
  return false;
}

OsmData StreetSheet::to_osm(const Projection& projection) const {
  OsmData data;
  data.nodes.reserve(nodes_.size());
  for (std::size_t n = 0; n < nodes_.size(); ++n)
    data.nodes.push_back(
        {static_cast<std::int64_t>(n), projection.to_degrees(nodes_[n]), false, false});
  data.ways.reserve(ways_.size());
  for (std::size_t w = 0; w < ways_.size(); ++w) {
    OsmWay& way = data.ways.emplace_back();
    way.id = ways_[w].id;
    way.tags = ways_[w].tags;
    way.nodes.push_back(static_cast<std::int64_t>(segments_[first_[w]].a));
    for (std::uint32_t s = first_[w]; s != kNothing; s = segments_[s].next)
      way.nodes.push_back(static_cast<std::int64_t>(segments_[s].b));
  }
  return data;
}

}  // namespace mwendo
