// A day small enough for a hand calculation: a grid of streets of 400 m, trips and lines one by
// one.
//
//   HandDay d;
//   const LineId rail = d.add_rail({.headway_s = 300}, {0, 1, 2, 3});   // columns of row 0
//   const TripId t = d.add_trip({.mode = Mode::lrt, .departure_s = 60, .rides = {...}});
//   const DayLog log = d.run();
//   log.trip(t).travel_time_s
//
// Times of trips and logs are in seconds after 07:00. Rail on own track runs at its commercial
// speed whatever the traffic, so that its times are exact.
#pragma once

#include <map>
#include <vector>

#include "sim/day/day.h"
#include "sim/world/supply_edit.h"
#include "tests/sim/day/hand_made_day.h"
#include "tests/support/small_world.h"

namespace mwendo::testing {

inline constexpr float kStart = 7 * 3600;

struct HandTrip {
  Mode mode = Mode::walk;
  float departure_s = 0;
  std::uint32_t from_x = 0, to_x = 0;  // columns of row 0
  float distance_m = 0;
  std::vector<RideLeg> rides = {};
  float egress_m = 0;
};

struct RailSpec {
  float headway_s = 300;
  std::uint16_t capacity = 100;
  float fare = 0, fare_per_km = 0;
  float speed_mps = 8;  // 50 s from stop to stop
  float last_departure_s = 7200;
};

struct DayLog {
  DayOutcome outcome;
  std::map<std::uint32_t, std::vector<float>> boarded_s, alighted_s, refused_s;  // by agent
  std::vector<float> drive_ends_s;
  std::vector<double> waiting;  // persons, after every step
  [[nodiscard]] const TripRecord& trip(TripId t) const {
    for (const TripRecord& r : outcome.trips)
      if (r.trip == t) return r;
    throw std::out_of_range("no record of the trip");
  }
};

struct HandDay {
  SmallWorld world = make_small_world({.size = 6, .zone_side = 3});
  Population people;
  DayOptions options{.from_s = kStart, .to_s = kStart + 1800, .clear_s = 1800};
  LinkTimes believed = free_flow_times(world.network, kStart, kStart + 1800);

  explicit HandDay(float expansion = 1) {
    people.expansion = expansion;
    world.figures.work_trucks.share = 0;
  }

  [[nodiscard]] NodeId at(std::uint32_t x, std::uint32_t y = 0) const {
    return node_at(world, x, y);
  }
  [[nodiscard]] StopId stop(LineId l, std::size_t i) const {
    return world.transit.stops_of(l)[i].stop;
  }
  // Stops at the nodes of row y in these columns; lines that share a place share no stop.
  LineId add_rail(const RailSpec& spec, const std::vector<std::uint32_t>& columns,
                  std::uint32_t y = 0) {
    LineDraft line;
    line.name = "rail";
    line.mode = Mode::lrt;
    line.capacity = spec.capacity;
    line.peak_headway_s = line.offpeak_headway_s = spec.headway_s;
    line.first_departure_s = kStart;
    line.last_departure_s = kStart + spec.last_departure_s;
    line.fare = spec.fare;
    line.fare_per_km = spec.fare_per_km;
    line.rail_speed_mps = spec.speed_mps;
    for (const std::uint32_t x : columns) {
      StopDraft station;
      station.name = "station";
      station.position = {x * 400.0, y * 400.0};
      station.access_node = at(x, y);
      station.kind = StopKind::rail_station;
      line.stops.push_back({append(world.transit, station), 0});
    }
    return append(world.transit, line);
  }
  // Buses in the street of row y from 07:00; with a headway of 1500 s there is one in the period.
  LineId add_bus(LineSpec spec, std::uint32_t y) {
    spec.nodes = row_nodes(world, y);
    spec.mode = Mode::bus;
    const LineId l = add_line(world, spec);
    world.transit.line.first_departure_s[l] = kStart;
    world.transit.line.last_departure_s[l] = kStart + 1499;
    return l;
  }
  TripId add_trip(const HandTrip& t) {
    return append_trip(people, {.mode = t.mode,
                                .departure_s = kStart + t.departure_s,
                                .from = at(t.from_x),
                                .to = at(t.to_x),
                                .distance_m = t.distance_m,
                                .rides = t.rides,
                                .egress_m = t.egress_m});
  }
  [[nodiscard]] RideLeg ride(LineId l, std::size_t board, std::size_t alight,
                             float walk_before_m = 0) const {
    return {stop(l, board), stop(l, alight), l, walk_before_m};
  }

  // Checks after every step that trips and the places of their people agree.
  [[nodiscard]] DayLog run() const {
    DayLog log;
    DaySimulation day({world, people, believed}, options);
    while (!day.done()) {
      day.step();
      day.validate();
      const float now = day.now() - kStart;
      for (const Boarding& b : day.transit().boardings()) log.boarded_s[b.agent].push_back(now);
      for (const Alighting& a : day.transit().alightings()) log.alighted_s[a.agent].push_back(now);
      for (const LeftBehind& l : day.transit().left_behind()) log.refused_s[l.agent].push_back(now);
      for (const Arrival& a : day.traffic().arrivals())
        if (a.owner.kind() == OwnerKind::traveller) log.drive_ends_s.push_back(now);
      log.waiting.push_back(day.transit().waiting_persons());
    }
    log.outcome = day.finish();
    return log;
  }
};

}  // namespace mwendo::testing
