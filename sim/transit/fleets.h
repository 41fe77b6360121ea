// The vehicles of the lines: what has not come back cannot leave again.
//
//   Fleets fleets(supply, planned_run_s, from_s, seed);
//   for (const float s : fleets.under_way(line)) ...   // left the first stop s seconds ago
//   if (fleets.take(line, now)) ...                     // a vehicle at the first stop loads
//   fleets.come_in(line, now);                          // one has reached the last stop
//
// A line and its opposite share a fleet. It is what the plan needs for the shortest headway of the
// day, F = ceil(cycle / headway). The cycle holds, for both directions, loading, the planned run
// and the layover (sim/world/planning_guide.h). On streets that are slower than planned vehicles
// come back late and leave late.
// A timetable on streets has a reserve that stands by: 20 % of these vehicles, the most that the US
// FTA allows (Circular 9030, unverified), but one at each terminal at least. Its vehicles keep the
// headway on streets that are slower than planned. Fill-and-go lines and rail have none.
// A line with a fleet of its own (LineColumns::fleet) has these vehicles and no reserve. If they
// are fewer than the plan needs, they start at even distances of the cycle and leave when they are
// back, later than the headway says.
// A line without an opposite gets its vehicles back after a planned run off the streets.
// At the start of the period the vehicles are on their way at the distance of a headway, the rest
// stands at a terminal. Before the first departure all do.
// Units: seconds, seconds of the day. Limits: no breakdowns, no crews; vehicles stay on their line.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "sim/world/planning_guide.h"
#include "sim/world/supply.h"

namespace mwendo {

class Fleets {
 public:
  static constexpr float kLongestHold = 900;  // loading of fill-and-go vehicles
  static constexpr float kMinHold = 20;       // loading of all others

  // planned_run_s: by line stop, to the next stop with the dwell; must outlive this.
  Fleets(const TransitSupply& supply, std::span<const float> planned_run_s, float from_s,
         std::uint64_t seed);

  [[nodiscard]] std::uint32_t size_of(LineId l) const { return size_[l]; }
  // What the plan needs for the shortest headway of the day, without the reserve.
  [[nodiscard]] std::uint32_t needed(LineId l) const;
  // Seconds from departure to departure of a vehicle, by plan.
  [[nodiscard]] float cycle_s(LineId l) const;
  [[nodiscard]] float shortest_headway(LineId l) const;
  // Vehicles on their way at the start of the period, by the seconds since they left.
  [[nodiscard]] std::span<const float> under_way(LineId l) const { return under_way_[l]; }
  // When the first vehicle of the period is due to load.
  [[nodiscard]] float first_due_s(LineId l) const { return first_due_[l]; }

  // Planned seconds between vehicles; the same in both directions.
  [[nodiscard]] float headway_at(LineId l, float time_s) const;

  // Between its first and its last departure of the day.
  [[nodiscard]] bool runs_at(LineId l, float time_s) const;
  // Vehicles that stand ready at the line's first stop.
  [[nodiscard]] std::uint32_t standing(LineId l, float now_s) const;
  // Takes a vehicle that is ready at the line's first stop; false if there is none.
  bool take(LineId l, float now_s);
  // A vehicle has reached the last stop of the line.
  void come_in(LineId l, float now_s);

  template <class Archive, class Self>
  static void archive(Archive& a, Self& f) {  // network/base/state_archive.h
    a.table(f.size_, f.ready_);
  }

 private:
  [[nodiscard]] LineId next_of(LineId l) const;
  [[nodiscard]] float run_of(LineId l) const;
  [[nodiscard]] float hold_of(LineId l) const;
  [[nodiscard]] float away_s(LineId l) const;
  [[nodiscard]] float round_s(LineId l) const;
  [[nodiscard]] std::uint32_t given(LineId l) const;
  [[nodiscard]] float due_after_start(LineId l) const;
  [[nodiscard]] std::uint32_t reserve_of(LineId l, std::uint32_t planned) const;
  void make_fleet(LineId l, float offset);
  void put(LineId l, float cycle_s);

  const TransitSupply* supply_;
  std::span<const float> run_s_;
  float from_s_;
  Column<LineId, std::uint32_t> size_;
  Column<LineId, std::deque<float>> ready_;  // when vehicles at the first stop may load
  Column<LineId, std::vector<float>> under_way_;
  Column<LineId, float> first_due_;
};

}  // namespace mwendo
