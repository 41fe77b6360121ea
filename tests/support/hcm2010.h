// Closed forms of the Highway Capacity Manual 2010 (HCM) for one junction, in vehicles an hour.
//
//   hcm2010::minor_streets({.lanes = 1, .major_per_hour = 600, .left = 0.2, .right = 0.2})
//
// Cars only, level, no walkers, no upstream signals, one stage. Turns are named for traffic on the
// right; on the left they are mirrored.
#pragma once

namespace mwendo::hcm2010 {

// Potential capacity of a movement beside a stream of `conflicting` vehicles an hour. Eq. 19-32.
[[nodiscard]] double gap_capacity(double conflicting, double critical_s, double follow_up_s);

struct Crossroads {
  int lanes = 1;              // of each approach
  double major_per_hour = 0;  // each way
  double left = 0.2;          // shares of the vehicles of each approach
  double right = 0.2;
};

// Chapter 19, two-way stop: what both minor approaches pass together when both are full. Ranks,
// impedance and shared lanes as in the chapter; through vehicles choose the lane with room.
[[nodiscard]] double minor_streets(const Crossroads& c);

// Chapter 20, all-way stop of single lanes, all approaches full: each vehicle meets vehicles on
// both sides and opposite (case 5).
[[nodiscard]] double all_way_stop(double left, double right);

// Chapter 21, roundabout with 1 or 2 entry and ring lanes, all four entries full.
[[nodiscard]] double roundabout(const Crossroads& c);

struct Signal {
  int lanes = 1;  // of each approach; 2 without turns only
  double left = 0.2;
  double right = 0.2;
  double green_s = 42;  // effective: as long as the one shown, lost time and extension are 2 s each
  double cycle_s = 90;
};
// Chapters 18 and 31, fixed time, two phases, left turns through gaps from shared lanes: four
// approaches that are all full. No queue clears in its green, so left turns find gaps before the
// first left turn of the other side, behind each of its left turns, and at the end of the green.
[[nodiscard]] double signal(const Signal& s);

struct Merge {
  int lanes = 2;  // of the carriageway
  int ramp_lanes = 1;
  double through_per_hour = 0;
  double ramp_per_hour = 0;
  double speed_kmh = 90;
  double acceleration_lane_m = 200;
};
// Chapter 13: whether a merge serves its demand (level of service A to E). Limits: the carriageway
// behind the ramp, the ramp, and 4,600 an hour in the two kerb lanes with the ramp.
[[nodiscard]] bool merge_serves(const Merge& m);

}  // namespace mwendo::hcm2010
