// Passengers of public transport: they walk to a stop, wait, ride, change, walk on. Where their
// vehicle passes their stop (diversions.h) they get off at the next one and walk back. Who has
// waited too long (operation.h) goes on on foot or in a hired vehicle (sim/choice/way_on.h).
//
//   riders.start(agent); riders.reach_stop(agent);   // by events
//   transit.step(); riders.after_step();             // every second
#pragma once

#include <utility>
#include <vector>

#include "sim/day/day_context.h"

namespace mwendo {

class Riders {
 public:
  explicit Riders(DayContext& day) : day_(day) {}

  void start(std::uint32_t agent);
  void reach_stop(std::uint32_t agent);
  // Takes over the riders that boarded, were left behind or alighted in the last transit step.
  void after_step();
  // Who gave up since the last call, and goes on on foot or waits for a hired vehicle.
  [[nodiscard]] std::vector<std::uint32_t> take_walks() { return std::exchange(walks_, {}); }
  [[nodiscard]] std::vector<std::uint32_t> take_hires() { return std::exchange(hires_, {}); }
  [[nodiscard]] std::size_t hires() const { return hires_.size(); }
  // At the end of the day: waits so far of those still at stops.
  void close();

  template <class Archive, class Self>
  static void archive(Archive& a, Self& r) {  // network/base/state_archive.h
    a(r.walks_, r.hires_);
  }

 private:
  void walk(std::uint32_t agent, float metres, EventKind then);
  [[nodiscard]] float walk_back_m(const Alighting& a) const;
  void alight(const Alighting& a);
  void give_up(const GaveUp& g);
  [[nodiscard]] Way way_on_from(StopId stop, std::uint32_t agent) const;

  DayContext& day_;
  std::vector<std::uint32_t> walks_, hires_;  // agents
};

}  // namespace mwendo
