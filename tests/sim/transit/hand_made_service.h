// One line of trains on own track, whose times follow from length, speed and headway.
//
//   HandMadeService s({.headway_s = 600, .capacity = 2});
//   s.wait(agent, 0, 2);            // from the first to the third stop
//   s.run(900);                     // until that second
//   s.boarded, s.refused, s.alighted
//
// Stops lie 1,000 m apart; trains run at 10 m/s from second 0 on, load for 20 s, and are at the
// k-th stop 20 + 100 k seconds after their doors opened at the first.
#pragma once

#include <memory>
#include <vector>

#include "sim/transit/operation.h"
#include "sim/world/supply_edit.h"
#include "tests/support/small_world.h"

namespace mwendo::testing {

struct ServiceSpec {
  float headway_s = 600;
  std::uint16_t capacity = 100;
  float expansion = 1;
  std::uint32_t stops = 3;
  float last_s = 86400;
  bool fill_and_go = false;
  float to_s = 7200;
};

struct HandMadeService {
  explicit HandMadeService(const ServiceSpec& spec)
      : world(make_small_world({.size = 6, .block_m = 400})) {
    LineDraft line;
    line.mode = Mode::lrt;
    line.capacity = spec.capacity;
    line.peak_headway_s = line.offpeak_headway_s = spec.headway_s;
    line.first_departure_s = 0;
    line.last_departure_s = spec.last_s;
    line.rail_speed_mps = 10;
    line.fill_and_go = spec.fill_and_go ? 1 : 0;
    for (std::uint32_t k = 0; k < spec.stops; ++k) {
      StopDraft stop;
      stop.position = {1000.0 * k, 0};
      stop.access_node = NodeId{0};
      stop.kind = StopKind::rail_station;
      line.stops.push_back({append(world.transit, stop), 0});
    }
    append(world.transit, line);
    traffic =
        std::make_unique<Traffic>(world.network, TrafficOptions{.from_s = 0, .to_s = spec.to_s});
    transit = std::make_unique<TransitOperation>(
        world.network, world.transit,
        TransitOptions{.from_s = 0, .to_s = spec.to_s, .expansion = spec.expansion}, *traffic);
  }
  void wait(std::uint32_t agent, std::size_t board, std::size_t alight) const {
    const auto stops = world.transit.stops_of(LineId{0});
    transit->wait(agent, stops[board].stop, stops[alight].stop, LineId{0});
  }
  void run(float until_s) {
    while (traffic->now() < until_s) {
      traffic->step();
      transit->step();
      for (const Boarding& b : transit->boardings()) {
        boarded.push_back(b.agent);
        waits.push_back(b.waited_s);
      }
      for (const LeftBehind& l : transit->left_behind()) refused.push_back(l.agent);
      for (const Alighting& a : transit->alightings()) {
        alighted.push_back(a.agent);
        alighted_s.push_back(traffic->now());
      }
    }
  }
  [[nodiscard]] LineResult result() const { return transit->line_results()[0]; }

  SmallWorld world;
  std::unique_ptr<Traffic> traffic;
  std::unique_ptr<TransitOperation> transit;
  std::vector<std::uint32_t> boarded, refused, alighted;  // agents in order
  std::vector<float> waits, alighted_s;
};

}  // namespace mwendo::testing
