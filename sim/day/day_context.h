// What the engines of a day share: the world, the clock, the events and the trips.
//
// An engine moves one kind of agent: drivers, riders, walkers, trucks. It reads the context, writes
// the trips of its agents and plans their next events; it knows no other engine.
#pragma once

#include "sim/day/day_input.h"
#include "sim/day/event_queue.h"
#include "sim/day/trip_book.h"
#include "sim/traffic/traffic.h"
#include "sim/transit/operation.h"

namespace mwendo {

enum class EventKind : std::uint8_t { depart, reach_stop, arrive };

struct AgentEvent {
  std::uint32_t agent;
  EventKind kind;
};

struct DayContext {
  DayContext(const DayInput& in, const DayOptions& o)
      : input(in),
        options(o),
        weight(in.people.expansion),
        traffic(in.world.network, {.from_s = o.start_s(),
                                   .to_s = o.to_s,
                                   .seed = o.seed,
                                   .threads = o.threads,
                                   .gaps = Gaps::mixed_traffic}),
        transit(in.world.network, in.world.transit,
                {.from_s = o.from_s,
                 .to_s = o.to_s,
                 .warm_up_s = o.warm_up_s,
                 .seed = o.seed,
                 .expansion = weight,
                 .planned_run_s = in.planned_run_s},
                traffic),
        trips(in.people, {.from_s = o.start_s(), .counted_from_s = o.from_s, .to_s = o.to_s}),
        events(o.start_s(), o.to_s + o.clear_s) {}

  [[nodiscard]] float now() const { return traffic.now(); }
  [[nodiscard]] bool before_end() const { return now() < options.to_s; }
  // After a step: whether it was one of the period, the last one included.
  [[nodiscard]] bool in_period() const { return now() > options.from_s && now() <= options.to_s; }

  DayInput input;
  DayOptions options;
  float weight;  // persons an agent stands for
  Traffic traffic;
  TransitOperation transit;
  TripBook trips;
  EventQueue<AgentEvent> events;
};

}  // namespace mwendo
