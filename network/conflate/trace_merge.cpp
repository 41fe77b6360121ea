#include "network/conflate/trace_merge.h"

#include <algorithm>
#include <optional>

namespace mwendo::conflate {
namespace {

struct Sample {
  Point point;
  Point direction;
  std::optional<Hit> hit;  // the street of like direction
  bool on = false;
};

std::vector<Sample> sample(const SegmentGraph& graph, const Line& trace, const MergeRule& rule) {
  const Line points = resample(trace, rule.step_m);
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t j = std::min(i, points.size() - 2);
    Sample s{points[i], unit(points[j + 1] - points[j]), {}, false};
    s.hit = graph.nearest(
        s.point, {.radius_m = rule.radius_m, .widest_m = rule.widest_m, .direction = s.direction});
    s.on = s.hit.has_value();
    samples.push_back(s);
  }
  return samples;
}

struct Run {
  std::size_t first, last;  // both included
  bool on;
};

std::vector<Run> runs_of(const std::vector<Sample>& samples) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (runs.empty() || runs.back().on != samples[i].on) runs.push_back({i, i, samples[i].on});
    runs.back().last = i;
  }
  return runs;
}

double run_length(const std::vector<Sample>& samples, const Run& run) {
  double sum = 0;
  const std::size_t end = std::min(run.last + 1, samples.size() - 1);
  for (std::size_t i = run.first; i < end; ++i) {
    sum += distance(samples[i].point, samples[i + 1].point);
  }
  return sum;
}

void set_run(std::vector<Sample>& samples, const Run& run, bool on) {
  for (std::size_t i = run.first; i <= run.last; ++i) samples[i].on = on;
}

VertexIndex nearest_end(const SegmentGraph& graph, const Hit& hit) {
  const Segment& s = graph.segments()[hit.segment];
  return distance(hit.point, graph.vertices()[s.a]) <= distance(hit.point, graph.vertices()[s.b])
             ? s.a
             : s.b;
}

// Short runs are noise: a short stretch off the street is on it if the street goes on there; a
// short stretch on a street is only a crossing or a brush with it.
void smooth(const SegmentGraph& graph, std::vector<Sample>& samples, const MergeRule& rule) {
  for (const Run& run : runs_of(samples)) {
    const bool inner = run.first > 0 && run.last + 1 < samples.size();
    const double length = run_length(samples, run);
    if (!inner || length >= rule.short_run_m) continue;
    if (run.on) {
      set_run(samples, run, false);
      continue;
    }
    const auto before = nearest_end(graph, *samples[run.first - 1].hit);
    const auto after = nearest_end(graph, *samples[run.last + 1].hit);
    if (graph.within(before, after, 2 * length + 2 * SegmentGraph::kMaxSegment)) {
      set_run(samples, run, true);
    }
  }
}

// Where the graph is now at a point that was found on it before (segments may have been split).
std::optional<VertexIndex> join_at(SegmentGraph& graph, Point p, double radius_m,
                                   double widest_m = 0) {
  const auto hit = graph.nearest(p, {.radius_m = radius_m, .widest_m = widest_m, .direction = {}});
  if (!hit) return std::nullopt;
  return graph.vertex_on(hit->segment, hit->point, 10);
}

double gap(const Sample& s) { return s.hit ? s.hit->distance_m : 1e9; }

// Walks back from the end of an on-run to where the trace was closest to the street.
std::size_t settle(const std::vector<Sample>& samples, std::size_t at, int step,
                   const MergeRule& rule) {
  double walked = 0;
  while (gap(samples[at]) > rule.settle_m && walked < rule.settle_back_m) {
    const bool at_end = step < 0 ? at == 0 : at + 1 == samples.size();
    if (at_end) break;
    const std::size_t next = step < 0 ? at - 1 : at + 1;
    if (!samples[next].on || gap(samples[next]) >= gap(samples[at])) break;
    walked += distance(samples[at].point, samples[next].point);
    at = next;
  }
  return at;
}

void insert_line(SegmentGraph& graph, const std::optional<VertexIndex>& first, Line points,
                 const std::optional<VertexIndex>& last, Provenance from) {
  if (first) points.insert(points.begin(), graph.vertices()[*first]);
  if (last) points.push_back(graph.vertices()[*last]);
  points = simplify(points, 3);
  if (points.size() < 2) return;
  VertexIndex previous = first ? *first : graph.add_vertex(points.front());
  for (std::size_t i = 1; i < points.size(); ++i) {
    const bool end = i + 1 == points.size();
    const VertexIndex next = end && last ? *last : graph.add_vertex(points[i]);
    graph.add_crossing(previous, next, from);
    previous = next;
  }
}

void insert_run(SegmentGraph& graph, const std::vector<Sample>& samples, const Run& run,
                Provenance from, const MergeRule& rule) {
  std::size_t first = run.first;
  std::size_t last = run.last;
  std::optional<VertexIndex> head, tail;
  if (run.first > 0) {
    const std::size_t at = settle(samples, run.first - 1, -1, rule);
    head = join_at(graph, samples[at].hit->point, 3);
    first = at + 1;
  } else {
    head = join_at(graph, samples[first].point, rule.radius_m, rule.widest_m);
  }
  if (run.last + 1 < samples.size()) {
    const std::size_t at = settle(samples, run.last + 1, +1, rule);
    tail = join_at(graph, samples[at].hit->point, 3);
    last = at - 1;
  } else {
    tail = join_at(graph, samples[last].point, rule.radius_m, rule.widest_m);
  }
  Line points;
  for (std::size_t i = first; i <= last; ++i) points.push_back(samples[i].point);
  insert_line(graph, head, points, tail, from);
}

// Two streets that one trace follows one after the other are joined if they are not yet.
void join_switches(SegmentGraph& graph, const std::vector<Sample>& samples, Provenance from,
                   const MergeRule& rule) {
  for (std::size_t i = 0; i + 1 < samples.size(); ++i) {
    const Sample& s = samples[i];
    const Sample& t = samples[i + 1];
    if (!s.on || !t.on || !s.hit || !t.hit || s.hit->segment == t.hit->segment) continue;
    const auto a = graph.nearest(s.hit->point, {.radius_m = 3, .direction = {}});
    const auto b = graph.nearest(t.hit->point, {.radius_m = 3, .direction = {}});
    if (!a || !b || a->segment == b->segment) continue;
    const double limit = 4 * rule.step_m + 2.5 * SegmentGraph::kMaxSegment;
    if (graph.within(nearest_end(graph, *a), nearest_end(graph, *b), limit)) continue;
    const VertexIndex v = graph.vertex_on(a->segment, a->point, 10);
    if (const auto w = join_at(graph, b->point, 3)) graph.add_crossing(v, *w, from);
  }
}

void insert_piece(SegmentGraph& graph, const Line& piece, Provenance from, const MergeRule& rule) {
  if (length_of(piece) < 1) return;
  auto samples = sample(graph, piece, rule);
  smooth(graph, samples, rule);
  smooth(graph, samples, rule);
  for (const Sample& s : samples) {
    if (s.on && s.hit) graph.note_use(s.hit->segment);
  }
  for (const Run& run : runs_of(samples)) {
    if (!run.on) insert_run(graph, samples, run, from, rule);
  }
  join_switches(graph, samples, from, rule);
}

}  // namespace

void insert_trace(SegmentGraph& graph, const Line& trace, Provenance from, const MergeRule& rule) {
  const double length = length_of(trace);
  const int pieces = std::max(1, static_cast<int>(length / rule.piece_m));
  for (int k = 0; k < pieces; ++k) {
    insert_piece(graph, slice(trace, length * k / pieces, length * (k + 1) / pieces), from, rule);
  }
}

}  // namespace mwendo::conflate
