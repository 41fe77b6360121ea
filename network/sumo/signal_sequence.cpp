#include "network/sumo/signal_sequence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mwendo::sumo {
namespace {

constexpr float kNotYet = std::numeric_limits<float>::infinity();

struct Start {
  std::size_t phase = 0;
  float since_s = 0;  // of its start, at most 0
};

// The phase at time 0.
Start start_of(const RawSignal& program) {
  float cycle = 0;
  for (const RawPhase& p : program.phases) cycle += p.duration;
  float into = std::fmod(-program.offset, cycle);
  if (into < 0) into += cycle;
  Start start;
  while (start.phase + 1 < program.phases.size() && into >= program.phases[start.phase].duration)
    into -= program.phases[start.phase++].duration;
  start.since_s = -into;
  return start;
}

std::size_t after(const RawSignal& program, std::size_t phase) {
  const std::vector<std::size_t>& next = program.phases[phase].next;
  return next.empty() ? (phase + 1) % program.phases.size() : next.front();
}

}  // namespace

SignalSequence sequence_of(const RawSignal& program) {
  const std::size_t n = program.phases.size();
  const bool in_order = std::all_of(program.phases.begin(), program.phases.end(),
                                    [](const RawPhase& p) { return p.next.empty(); });
  SignalSequence s;
  if (in_order) {
    s.order.resize(n);
    std::iota(s.order.begin(), s.order.end(), std::size_t{0});
    s.offset_s = program.offset;
    return s;
  }
  std::vector<float> begins(n, kNotYet);
  const Start start = start_of(program);
  float now = start.since_s;
  std::size_t phase = start.phase;
  for (; begins[phase] == kNotYet; phase = after(program, phase)) {
    begins[phase] = now;
    now += program.phases[phase].duration;
  }
  s.offset_s = begins[phase];
  const std::size_t first = phase;
  do {
    s.order.push_back(phase);
    phase = after(program, phase);
  } while (phase != first);
  s.left_out = n - s.order.size();
  return s;
}

}  // namespace mwendo::sumo
