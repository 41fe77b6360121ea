#include "network/conflate/segment_graph.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "network/conflate/geometry.h"

namespace mwendo::conflate {

Box box_of(const std::vector<std::vector<Point>>& lines, double margin_m) {
  constexpr double kFar = std::numeric_limits<double>::max();
  Box box{{kFar, kFar}, {-kFar, -kFar}};
  for (const auto& line : lines) {
    for (const Point p : line) {
      box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
      box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
    }
  }
  if (box.low.x > box.high.x) return {};
  return {box.low - Point{margin_m, margin_m}, box.high + Point{margin_m, margin_m}};
}

SegmentGraph::SegmentGraph(Box box, double cell_m)
    : box_(box),
      cell_m_(cell_m),
      columns_(static_cast<std::size_t>((box.high.x - box.low.x) / cell_m) + 1),
      rows_(static_cast<std::size_t>((box.high.y - box.low.y) / cell_m) + 1),
      cells_(columns_ * rows_) {}

VertexIndex SegmentGraph::add_vertex(Point p) {
  vertices_.push_back(p);
  incident_.emplace_back();
  return static_cast<VertexIndex>(vertices_.size() - 1);
}

SegmentGraph::Cells SegmentGraph::cells_of(Box b) const {
  const auto cell = [&](double v, double low, std::size_t count) {
    const double c = std::floor((v - low) / cell_m_);
    return static_cast<std::size_t>(std::clamp(c, 0.0, static_cast<double>(count - 1)));
  };
  return {cell(b.low.x, box_.low.x, columns_), cell(b.low.y, box_.low.y, rows_),
          cell(b.high.x, box_.low.x, columns_), cell(b.high.y, box_.low.y, rows_)};
}

void SegmentGraph::index_segment(SegmentIndex s) {
  const Point a = vertices_[segments_[s].a];
  const Point b = vertices_[segments_[s].b];
  const Cells c = cells_of(
      {{std::min(a.x, b.x), std::min(a.y, b.y)}, {std::max(a.x, b.x), std::max(a.y, b.y)}});
  for (std::size_t y = c.y0; y <= c.y1; ++y) {
    for (std::size_t x = c.x0; x <= c.x1; ++x) {
      auto& cell = cells_[y * columns_ + x];
      if (std::find(cell.begin(), cell.end(), s) == cell.end()) cell.push_back(s);
    }
  }
}

void SegmentGraph::raw_segment(VertexIndex a, VertexIndex b, Provenance from) {
  if (a == b) return;
  for (const SegmentIndex s : incident_[a]) {
    if (other_end(s, a) != b) continue;
    auto& old = segments_[s].from;
    old = {std::min(old.rank, from.rank), old.uses + from.uses,
           std::max(old.reach_m, from.reach_m)};
    return;
  }
  const auto s = static_cast<SegmentIndex>(segments_.size());
  segments_.push_back({a, b, from, true});
  incident_[a].push_back(s);
  incident_[b].push_back(s);
  index_segment(s);
}

void SegmentGraph::add_segment(VertexIndex a, VertexIndex b, Provenance from) {
  const Point p = vertices_[a];
  const Point q = vertices_[b];
  const int n = std::max(1, static_cast<int>(std::ceil(distance(p, q) / kMaxSegment)));
  VertexIndex last = a;
  for (int k = 1; k <= n; ++k) {
    const VertexIndex next = k == n ? b : add_vertex(p + (q - p) * (double(k) / n));
    raw_segment(last, next, from);
    last = next;
  }
}

void SegmentGraph::add_crossing(VertexIndex a, VertexIndex b, Provenance from) {
  const Point p = vertices_[a];
  const Point q = vertices_[b];
  std::vector<SegmentIndex> near;
  collect({{std::min(p.x, q.x), std::min(p.y, q.y)}, {std::max(p.x, q.x), std::max(p.y, q.y)}},
          near);
  struct Cut {
    double share;
    SegmentIndex segment;
    Point point;
  };
  std::vector<Cut> cuts;
  for (const SegmentIndex s : near) {
    const Segment& other = segments_[s];
    if (other.a == a || other.a == b || other.b == a || other.b == b) continue;
    const auto x = crossing(p, q, vertices_[other.a], vertices_[other.b]);
    if (x) cuts.push_back({x->share_ab, s, x->point});
  }
  std::sort(cuts.begin(), cuts.end(), [](const Cut& l, const Cut& r) {
    return l.share != r.share ? l.share < r.share : l.segment < r.segment;
  });
  VertexIndex last = a;
  for (const Cut& cut : cuts) {
    const VertexIndex v = vertex_on(cut.segment, cut.point, 3);
    add_segment(last, v, from);
    last = v;
  }
  if (last != a && distance(vertices_[last], q) < 0.5) {
    merge_vertices(b, last);  // b itself lies on a street
  } else {
    add_segment(last, b, from);
  }
}

void SegmentGraph::remove(SegmentIndex s) {
  Segment& gone = segments_[s];
  if (!gone.alive) return;
  gone.alive = false;
  for (const VertexIndex v : {gone.a, gone.b}) std::erase(incident_[v], s);
}

VertexIndex SegmentGraph::vertex_on(SegmentIndex s, Point p, double reach_m) {
  const Segment old = segments_[s];
  const double to_a = distance(p, vertices_[old.a]);
  const double to_b = distance(p, vertices_[old.b]);
  if (std::min(to_a, to_b) <= reach_m) return to_a <= to_b ? old.a : old.b;
  remove(s);
  const VertexIndex v = add_vertex(p);
  raw_segment(old.a, v, old.from);
  raw_segment(v, old.b, old.from);
  return v;
}

void SegmentGraph::merge_vertices(VertexIndex kept, VertexIndex gone) {
  const auto moved = incident_[gone];
  for (const SegmentIndex s : moved) {
    const VertexIndex far = other_end(s, gone);
    const Provenance from = segments_[s].from;
    remove(s);
    if (far != kept) raw_segment(kept, far, from);
  }
}

void SegmentGraph::move_vertex(VertexIndex v, Point p) {
  vertices_[v] = p;
  for (const SegmentIndex s : incident_[v]) index_segment(s);
}

void SegmentGraph::collect(Box box, std::vector<SegmentIndex>& found) const {
  found.clear();
  const Cells c = cells_of(box);
  for (std::size_t y = c.y0; y <= c.y1; ++y) {
    for (std::size_t x = c.x0; x <= c.x1; ++x) {
      for (const SegmentIndex s : cells_[y * columns_ + x]) {
        if (segments_[s].alive) found.push_back(s);
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
}

std::optional<Hit> SegmentGraph::nearest(Point p, const NearQuery& query) const {
  const double r = std::max(query.radius_m, query.widest_m);
  const Cells c = cells_of({{p.x - r, p.y - r}, {p.x + r, p.y + r}});
  Hit best{kNothing, p, r};
  for (std::size_t y = c.y0; y <= c.y1; ++y) {
    for (std::size_t x = c.x0; x <= c.x1; ++x) {
      for (const SegmentIndex s : cells_[y * columns_ + x]) {
        const Segment& segment = segments_[s];
        if (!segment.alive) continue;
        const Point a = vertices_[segment.a];
        const Point b = vertices_[segment.b];
        if (query.direction) {
          const double cosine = std::abs(dot(unit(b - a), *query.direction));
          if (cosine < query.min_cosine) continue;
        }
        const Foot f = project(p, a, b);
        const double own = std::min(segment.from.reach_m, query.widest_m);
        if (f.distance_m > std::max(query.radius_m, own)) continue;
        if (f.distance_m < best.distance_m ||
            (f.distance_m == best.distance_m && s < best.segment)) {
          best = {s, f.point, f.distance_m};
        }
      }
    }
  }
  if (best.segment == kNothing) return std::nullopt;
  return best;
}

double SegmentGraph::length(SegmentIndex s) const {
  return distance(vertices_[segments_[s].a], vertices_[segments_[s].b]);
}

double SegmentGraph::total_length() const {
  double sum = 0;
  for (SegmentIndex s = 0; s < segments_.size(); ++s) {
    if (segments_[s].alive) sum += length(s);
  }
  return sum;
}

bool SegmentGraph::within(VertexIndex from, VertexIndex to, double limit_m) const {
  // The neighbourhood is a few dozen vertices: a plain list as queue is the fastest.
  std::vector<std::pair<VertexIndex, double>> reached{{from, 0}};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const auto [v, walked] = reached[i];
    if (v == to) return true;
    for (const SegmentIndex s : incident_[v]) {
      const VertexIndex next = other_end(s, v);
      const double there = walked + length(s);
      if (there > limit_m) continue;
      const auto known = std::find_if(reached.begin(), reached.end(),
                                      [&](const auto& r) { return r.first == next; });
      // A shorter way to a known vertex is looked at again.
      if (known == reached.end() || there < known->second - 1e-9) reached.emplace_back(next, there);
    }
  }
  return false;
}

}  // namespace mwendo::conflate
