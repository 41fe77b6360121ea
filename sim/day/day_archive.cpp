// The state of a day as bytes: that of its parts, one after the other.
#include <stdexcept>
#include <utility>

#include "network/base/state_archive.h"
#include "sim/day/day_parts.h"
#include "sim/day/day_state.h"

namespace mwendo {
namespace {

// Calls f(part) for all that save themselves. Drivers come after the trips.
template <class State, class F>
void for_each_part(State& s, F&& f) {
  f(s.day.trips);
  f(s.day.traffic);
  f(s.day.transit);
  f(s.drivers);
}

}  // namespace

std::vector<char> DaySimulation::save() const {
  const State& s = *s_;
  StateWriter out;
  for_each_part(s, [&](const auto& part) { part.save(out); });
  const KnownWays none;
  out(s, (s.day.input.ways != nullptr ? *s.day.input.ways : none).today());
  return framed(out.bytes(), fingerprint_of(s.day.input, s.day.options));
}

DaySimulation::DaySimulation(const DayInput& input, const DayOptions& options,
                             std::span<const char> state)
    : DaySimulation(input, options) {
  const std::vector<char> payload = payload_of(state, fingerprint_of(input, options));
  try {
    restore(payload);
  } catch (const std::out_of_range&) {
    refuse_saved_day("does not fit this world");
  }
}

void DaySimulation::restore(std::span<const char> state) {
  State& s = *s_;
  StateReader in(state);
  for_each_part(s, [&](auto& part) { part.restore(in); });
  KnownWays::Day ways;
  in(s, ways);
  if (in.left() != 0) throw std::out_of_range("there are more bytes than a day has");
  if (s.day.input.ways != nullptr) s.day.input.ways->today() = std::move(ways);
}

}  // namespace mwendo
