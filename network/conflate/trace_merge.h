// Makes one street out of many traces of it. Public transport shapes and named roads are traced and
// thinned one by one. So the same street appears many times, some metres apart.
//
//   SegmentGraph g(box_of(lines, 200), 64);
//   for (const Line& line : lines) insert_trace(g, line, {.rank = 1}, {.radius_m = 40});
//
// Method: the trace is walked in short steps. Where a street of like direction lies within radius_m
// the trace uses it again. The other runs become new streets. They join the streets that they leave
// and reach, and meet every street that they cross at a junction. Traces inserted first give the
// geometry, so the trusted ones go first.
// Limits: all traces are on one level (the city loader adds elevated roads afterwards); parallel
// streets closer than radius_m become one street.
#pragma once

#include <cstdint>

#include "network/conflate/geometry.h"
#include "network/conflate/segment_graph.h"

namespace mwendo::conflate {

struct MergeRule {
  double radius_m = 40;  // a trace this near to a street, in like direction, is that street
  double widest_m = 80;  // ... or this near, if the street reaches so far (Provenance)
  double step_m = 15;
  double short_run_m = 60;     // a run on or off shorter than this is noise
  double settle_m = 12;        // a new street leaves the old one where they were this close
  double settle_back_m = 120;  // ... but not farther back than this
  double piece_m = 1500;       // long traces are inserted in pieces, so that they meet themselves
};

void insert_trace(SegmentGraph& graph, const Line& trace, Provenance from, const MergeRule& rule);

}  // namespace mwendo::conflate
