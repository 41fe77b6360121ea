#include <algorithm>
#include <map>
#include <utility>

#include "network/conflate/street_graph.h"

namespace mwendo::conflate {
namespace {

// Segments reachable from v within limit_m: those a dead end must not be joined to.
std::vector<SegmentIndex> around(const SegmentGraph& g, VertexIndex v, double limit_m) {
  std::vector<SegmentIndex> found;
  std::vector<std::pair<VertexIndex, double>> reached{{v, 0}};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const auto [at, walked] = reached[i];
    for (const SegmentIndex s : g.incident(at)) {
      if (std::find(found.begin(), found.end(), s) != found.end()) continue;
      found.push_back(s);
      const double there = walked + g.length(s);
      if (there < limit_m) reached.emplace_back(g.other_end(s, at), there);
    }
  }
  return found;
}

std::optional<Hit> nearest_but(const SegmentGraph& g, Point p, double radius,
                               const std::vector<SegmentIndex>& excluded) {
  std::vector<SegmentIndex> near;
  const double widest = std::max(radius, 100.0);
  g.collect({{p.x - widest, p.y - widest}, {p.x + widest, p.y + widest}}, near);
  Hit best{kNothing, p, 1e9};
  for (const SegmentIndex s : near) {
    if (std::find(excluded.begin(), excluded.end(), s) != excluded.end()) continue;
    const Segment& segment = g.segments()[s];
    const Foot f = project(p, g.vertices()[segment.a], g.vertices()[segment.b]);
    if (f.distance_m > std::max(radius, segment.from.reach_m)) continue;
    if (f.distance_m < best.distance_m) best = {s, f.point, f.distance_m};
  }
  if (best.segment == kNothing) return std::nullopt;
  return best;
}

void snap_ends(SegmentGraph& g, const CleanRule& rule, CleanReport& report) {
  const auto n = static_cast<VertexIndex>(g.vertices().size());
  for (VertexIndex v = 0; v < n; ++v) {
    if (g.degree(v) != 1) continue;
    const auto own = around(g, v, 2 * rule.snap_m);
    const auto hit = nearest_but(g, g.vertices()[v], rule.snap_m, own);
    if (!hit) continue;
    const Provenance from = g.segments()[g.incident(v)[0]].from;
    const VertexIndex target = g.vertex_on(hit->segment, hit->point, 12);
    if (hit->distance_m < 5) {
      g.merge_vertices(target, v);
    } else {
      g.add_segment(v, target, from);
    }
    ++report.snapped_ends;
  }
}

void drop(SegmentGraph& g, const Chain& chain) {
  for (const SegmentIndex s : chain.segments) g.remove(s);
}

// Removes dead ends and loops that are too short to be a street.
bool drop_stubs(SegmentGraph& g, const CleanRule& rule, CleanReport& report) {
  bool changed = false;
  for (const Chain& chain : chains_of(g)) {
    if (chain.first() == chain.last()) {
      if (chain.length_m >= rule.loop_m || g.degree(chain.first()) < 3) continue;
      ++report.dropped_loops;
    } else {
      const bool dead = g.degree(chain.first()) == 1 || g.degree(chain.last()) == 1;
      const bool alone = g.degree(chain.first()) == 1 && g.degree(chain.last()) == 1;
      if (!dead || alone || chain.length_m >= rule.stub_m) continue;
      ++report.dropped_stubs;
    }
    drop(g, chain);
    changed = true;
  }
  return changed;
}

// Two ways between the same junctions, side by side: the lesser one goes.
bool drop_parallels(SegmentGraph& g, const CleanRule& rule, CleanReport& report) {
  std::map<std::pair<VertexIndex, VertexIndex>, std::vector<std::size_t>> between;
  const auto chains = chains_of(g);
  for (std::size_t i = 0; i < chains.size(); ++i) {
    // Not auto: minmax of temporaries gives references that outlive them.
    const std::pair<VertexIndex, VertexIndex> ends =
        std::minmax(chains[i].first(), chains[i].last());
    if (ends.first != ends.second) between[ends].push_back(i);
  }
  const auto authority = [&](std::size_t i) {
    const Chain& c = chains[i];
    return std::make_pair(c.from.rank, ~std::uint64_t{c.from.uses});
  };
  bool changed = false;
  for (auto& [ends, ways] : between) {
    if (ways.size() < 2) continue;
    std::stable_sort(ways.begin(), ways.end(),
                     [&](auto l, auto r) { return authority(l) < authority(r); });
    std::vector<Line> kept{line_of(g, chains[ways[0]])};
    for (std::size_t k = 1; k < ways.size(); ++k) {
      const Line line = line_of(g, chains[ways[k]]);
      const bool same = std::any_of(kept.begin(), kept.end(), [&](const Line& other) {
        return mean_distance(line, other) < rule.parallel_m;
      });
      if (!same) {
        kept.push_back(line);
        continue;
      }
      drop(g, chains[ways[k]]);
      ++report.dropped_parallels;
      changed = true;
    }
  }
  return changed;
}

// Merges the two ends of a short street between junctions; the busier end stays in place.
bool merge_junctions(SegmentGraph& g, const CleanRule& rule, CleanReport& report) {
  auto chains = chains_of(g);
  std::stable_sort(chains.begin(), chains.end(),
                   [](const Chain& l, const Chain& r) { return l.length_m < r.length_m; });
  const auto weight = [&](VertexIndex v) {
    std::uint64_t uses = 0;
    for (const SegmentIndex s : g.incident(v)) {
      const Provenance& from = g.segments()[s].from;
      uses += from.uses + (from.rank == 0 ? 1000U : 0U);
    }
    return uses;
  };
  bool changed = false;
  std::vector<char> touched(g.vertices().size(), 0);
  for (const Chain& chain : chains) {
    if (chain.length_m >= rule.junction_m) break;
    const VertexIndex a = chain.first();
    const VertexIndex b = chain.last();
    if (a == b || g.degree(a) < 3 || g.degree(b) < 3) continue;
    if (touched[a] != 0 || touched[b] != 0) continue;
    if (!std::all_of(chain.segments.begin(), chain.segments.end(),
                     [&](SegmentIndex s) { return g.segments()[s].alive; })) {
      continue;
    }
    touched[a] = touched[b] = 1;
    const bool a_stays = weight(a) >= weight(b);
    drop(g, chain);
    g.merge_vertices(a_stays ? a : b, a_stays ? b : a);
    ++report.merged_junctions;
    changed = true;
  }
  return changed;
}

std::vector<std::uint32_t> components(const SegmentGraph& g, std::vector<double>& length) {
  std::vector<std::uint32_t> part(g.vertices().size(), kNothing);
  length.clear();
  for (VertexIndex start = 0; start < part.size(); ++start) {
    if (part[start] != kNothing || g.degree(start) == 0) continue;
    const auto id = static_cast<std::uint32_t>(length.size());
    length.push_back(0);
    std::vector<VertexIndex> open{start};
    part[start] = id;
    while (!open.empty()) {
      const VertexIndex v = open.back();
      open.pop_back();
      for (const SegmentIndex s : g.incident(v)) {
        length[id] += g.length(s) / 2;
        const VertexIndex next = g.other_end(s, v);
        if (part[next] != kNothing) continue;
        part[next] = id;
        open.push_back(next);
      }
    }
  }
  return part;
}

// The shortest bridge from one part of the graph to any other part.
struct Bridge {
  VertexIndex from = kNothing;
  Hit to;
};

Bridge find_bridge(const SegmentGraph& g, const std::vector<std::uint32_t>& part, std::uint32_t id,
                   double radius) {
  Bridge best{kNothing, {kNothing, {}, radius}};
  std::vector<SegmentIndex> near;
  for (VertexIndex v = 0; v < part.size(); ++v) {
    if (part[v] != id) continue;
    const Point p = g.vertices()[v];
    const double r = best.to.distance_m;
    g.collect({{p.x - r, p.y - r}, {p.x + r, p.y + r}}, near);
    for (const SegmentIndex s : near) {
      const Segment& segment = g.segments()[s];
      if (part[segment.a] == id) continue;
      const Foot f = project(p, g.vertices()[segment.a], g.vertices()[segment.b]);
      if (f.distance_m < best.to.distance_m) best = {v, {s, f.point, f.distance_m}};
    }
  }
  return best;
}

bool join_one_island(SegmentGraph& g, const CleanRule& rule, CleanReport& report) {
  std::vector<double> length;
  const auto part = components(g, length);
  if (length.size() < 2) return false;
  const auto main =
      static_cast<std::uint32_t>(std::max_element(length.begin(), length.end()) - length.begin());
  for (std::uint32_t id = 0; id < length.size(); ++id) {
    if (id == main) continue;
    const Bridge bridge = find_bridge(g, part, id, rule.island_m);
    if (bridge.from == kNothing) continue;
    const Provenance from = g.segments()[g.incident(bridge.from)[0]].from;
    const VertexIndex to = g.vertex_on(bridge.to.segment, bridge.to.point, 12);
    g.add_segment(bridge.from, to, from);
    ++report.joined_islands;
    return true;
  }
  return false;
}

void drop_islands(SegmentGraph& g, CleanReport& report) {
  std::vector<double> length;
  const auto part = components(g, length);
  if (length.size() < 2) return;
  const auto main =
      static_cast<std::uint32_t>(std::max_element(length.begin(), length.end()) - length.begin());
  for (SegmentIndex s = 0; s < g.segments().size(); ++s) {
    if (g.segments()[s].alive && part[g.segments()[s].a] != main) g.remove(s);
  }
  for (std::uint32_t id = 0; id < length.size(); ++id) {
    if (id == main) continue;
    ++report.dropped_islands;
    report.dropped_island_m += length[id];
  }
}

}  // namespace

void clean(SegmentGraph& g, const CleanRule& rule, CleanReport& report) {
  snap_ends(g, rule, report);
  for (int round = 0; round < 20; ++round) {
    bool changed = drop_stubs(g, rule, report);
    changed |= drop_parallels(g, rule, report);
    changed |= merge_junctions(g, rule, report);
    if (!changed) break;
  }
  while (join_one_island(g, rule, report)) {
  }
  drop_islands(g, report);
}

}  // namespace mwendo::conflate
