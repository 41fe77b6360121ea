// Passengers of public transport: they walk to a stop, wait, ride, change, walk on. Where their
// vehicle passes their stop (diversions.h) they get off at the next one and walk back.
//
//   riders.start(agent); riders.reach_stop(agent);   // by events
//   transit.step(); riders.after_step();             // every second
#pragma once

#include "sim/day/day_context.h"

namespace mwendo {

class Riders {
 public:
  explicit Riders(DayContext& day) : day_(day) {}

  void start(std::uint32_t agent);
  void reach_stop(std::uint32_t agent);
  // Takes over the riders that boarded, were left behind or alighted in the last transit step.
  void after_step();
  // At the end of the day: waits so far of those still at stops.
  void close();

 private:
  void walk(std::uint32_t agent, float metres, EventKind then);
  [[nodiscard]] float walk_back_m(const Alighting& a) const;
  void alight(const Alighting& a);

  DayContext& day_;
};

}  // namespace mwendo
