// State of public transport in operation; internal to sim/transit.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/transit/fleets.h"
#include "sim/transit/operation.h"

namespace mwendo {

struct OnBoard {
  std::uint32_t agent;
  std::uint32_t board_index;  // stop of the line
  std::uint32_t alight_index;
};

struct TransitVehicle {
  LineId line;
  VehicleId vehicle;             // none for rail
  std::uint32_t first_stop = 0;  // index on the line of the first stop given to traffic
  std::uint32_t last_served = kNoStop;
  float served_at_s = 0;  // arrival at last_served
  float dwell_s = 0;      // there, control_s included
  float control_s = 0;    // of it, see headway_control.h
  float queued_s = 0;     // before the stop at which it arrives
  float load = 0;         // persons
  std::vector<OnBoard> on_board;
  bool active = true;
  // Rail only:
  std::uint32_t next_stop = 0;
  float next_event_s = 0;
  static constexpr std::uint32_t kNoStop = 0xFFFFFFFFU;

  template <class Archive, class Self>
  static void archive(Archive& a, Self& v) {
    a(v.line, v.vehicle, v.first_stop, v.last_served, v.served_at_s, v.dwell_s, v.control_s);
    a(v.queued_s, v.load, v.on_board, v.active, v.next_stop, v.next_event_s);
  }
};

struct Waiting {
  std::uint32_t agent;
  StopId alight;
  LineId preferred;
  float since_s;
  Mode mode;
};

struct Terminal {
  float next_supply_s = 0;
  bool loading = false;
  float loading_since_s = 0;
  float filled = 0;  // persons, those carried over from an overfull vehicle included
  float carried = 0;
  float carry = 0;  // SectionState::carry when loading began
  TransitVehicle vehicle;

  template <class Archive, class Self>
  static void archive(Archive& a, Self& t) {
    a(t.next_supply_s, t.loading, t.loading_since_s, t.filled, t.carried, t.carry, t.vehicle);
  }
};

// By line and stop, in the order of TransitSupply::line.stops.
struct SectionState {
  float carry = 0;     // places carried to the next vehicle, see operation.h
  float activity = 1;  // mean persons who board or alight per vehicle
  float length_m = 0;  // to the next stop
  float boardings = 0, alightings = 0, left_behind = 0;
  float wait_sum_s = 0, wait_count = 0;
  float passengers = 0, places = 0;
  float run_s = 0, dwell_s = 0, vehicles = 0;
  float queue_s = 0;     // of run_s, stood on the link of the stop at its end
  float free_s = 0;      // of a vehicle that nothing holds up
  float free_sum_s = 0;  // the same of all vehicles
  float control_s = 0;   // of dwell_s
  float left_s = -1e9F;  // when the last vehicle leaves the stop, of lines with headway control
};

// A vehicle that waits at a stop to keep its headway.
struct HeldVehicle {
  std::uint32_t vehicle = 0;
  std::uint32_t stop_index = 0;
  float from_s = 0;  // the end of its dwell
  float until_s = 0;
  float carry = 0;  // SectionState::carry when it came
};

// By line and stop.
struct StopHeadways {
  HeadwaySums sums;
  double last_s = -1;  // departure of the vehicle before; below 0: none yet
};

// By line.
struct LineAccount {
  double revenue = 0;    // local currency
  double vehicle_s = 0;  // in service
  std::uint64_t in_service = 0;
  // At the first stop while the line runs: how long it ran, vehicles and persons times seconds.
  double open_s = 0, standing_s = 0, waiting_s = 0;
};

struct StopState {
  std::vector<Waiting> queue;
  float boardings = 0, alightings = 0, left_behind = 0, wait_sum_s = 0, max_queue = 0;
  float occupied_s = 0;  // docks

  template <class Archive, class Self>
  static void archive(Archive& a, Self& s) {
    a(s.queue, s.boardings, s.alightings, s.left_behind, s.wait_sum_s, s.max_queue, s.occupied_s);
  }
};

struct TransitOperation::State {
  const Network* net;
  const TransitSupply* supply;
  TransitOptions options;
  Traffic* traffic;
  float now = 0;
  std::vector<float> planned_run_s;  // by line stop, to the next with the dwell
  std::optional<Fleets> fleets;
  Column<LineId, TypeIndex> type;
  Column<LineId, Terminal> terminal;
  Column<LineId, float> departures;
  std::vector<StopId> first_stops;  // of lines, each once
  Column<StopId, StopState> stop;
  std::vector<SectionState> section;
  std::vector<StopHeadways> headways;  // as sections
  Column<LineId, LineAccount> account;
  ServiceRecord service;
  std::vector<float> section_quarter;  // passengers by section and 15 min
  std::size_t quarters = 0;
  std::vector<TransitVehicle> vehicles;
  std::vector<std::uint32_t> rail;  // vehicles on own track
  std::vector<HeldVehicle> held;
  std::vector<Alighting> alightings;
  std::vector<Boarding> boardings;
  std::vector<LeftBehind> left_behind;
  std::vector<GaveUp> gave_up;
  double waiting = 0, on_board = 0, boarded = 0, alighted = 0;

  [[nodiscard]] std::uint32_t first_section(LineId l) const {
    return supply->line.stops.first[l.value];
  }
  [[nodiscard]] SectionState& section_of(LineId l, std::uint32_t stop_index) {
    return section[first_section(l) + stop_index];
  }
  [[nodiscard]] float start_s() const { return options.from_s - options.warm_up_s; }
  [[nodiscard]] bool counts() const { return now >= options.from_s; }
  [[nodiscard]] bool in_period() const { return counts() && now < options.to_s; }
  [[nodiscard]] float places_of(LineId l) const {
    return static_cast<float>(supply->line.capacity[l]);
  }
  [[nodiscard]] float headway_of(LineId l) const { return fleets->headway_at(l, now); }
  [[nodiscard]] float planned_s(LineId l, std::uint32_t stop_index) const {
    return planned_run_s[first_section(l) + stop_index];
  }
  [[nodiscard]] bool is_rapid(LineId l) const {
    return supply->line.mode[l] == Mode::brt || supply->line.mode[l] == Mode::lrt;
  }
  [[nodiscard]] bool is_rail(LineId l) const { return supply->line.path.count_of(l) == 0; }

  void make_sections();
  [[nodiscard]] float free_run_s(LineId l, std::uint32_t stop_index) const;
  [[nodiscard]] float queued_before(const TransitVehicle& v, std::uint32_t stop_index,
                                    float stood_s) const;
  void make_types();
  void start_lines();
  [[nodiscard]] std::uint32_t path_index_at(LineId l, std::uint32_t section, float share);
  void spread_vehicles(LineId l);
  [[nodiscard]] StopPlace place_of(StopId id) const;
  void start_on_road(TransitVehicle vehicle, std::uint32_t path_index, float entry_share);
  void start_rail(TransitVehicle vehicle, std::uint32_t stop_index, float at_s);
  void run_terminals();
  void load_at_terminal(LineId l);
  void depart(LineId l);
  void run_rail();
  void note_queue(StopState& at) const;
  void end_run(TransitVehicle& v);
  void answer_approaches();
  void serve_arrivals();
  void hold(std::uint32_t vehicle, std::uint32_t stop_index, float carry);
  void board_held();
  void board_late(const HeldVehicle& h);
  // Lets people off and on; returns the persons moved.
  Exchange serve(TransitVehicle& v, std::uint32_t stop_index);
  float alight(TransitVehicle& v, std::uint32_t stop_index);
  // Of those who came at that time or later; returns the persons.
  float board(TransitVehicle& v, std::uint32_t stop_index, float came_from_s = 0);
  void leave_behind(const TransitVehicle& v, std::uint32_t stop_index);
  void leave_section(TransitVehicle& v, std::uint32_t stop_index);
  void note_departure(LineId l, std::uint32_t stop_index, float at_s);
  void note_call(const StationCall& call);
  [[nodiscard]] StopId first_stop(LineId l) const;
  void list_first_stops();
  void note_terminals(double elapsed_s);
  void note_service(float elapsed_s);
  [[nodiscard]] float ride_m(LineId l, std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] float fare_of(LineId l, float ridden_m) const;
  [[nodiscard]] bool has_patience(const Waiting& w) const;
  void give_up_waiting();
  [[nodiscard]] bool wanted(const TransitVehicle& v, std::uint32_t stop_index);
  [[nodiscard]] std::uint32_t stop_after(LineId l, std::uint32_t stop_index, StopId stop) const;
  [[nodiscard]] std::uint32_t alight_index_of(LineId l, std::uint32_t stop_index,
                                              const Waiting& w) const;
  [[nodiscard]] float occupation_s(const TransitVehicle& v) const;
  [[nodiscard]] float dwell_time(LineId l, const SectionState& section, Exchange persons) const;
};

}  // namespace mwendo
