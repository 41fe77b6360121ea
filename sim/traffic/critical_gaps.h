// Critical headways and follow-up times: the gap in a stream with priority that a driver takes, and
// the time between two that take the same gap.
//
// Source: Highway Capacity Manual 2010, exhibits 19-10 and 19-11 (two-way stop-controlled
// junctions), equation 21-1 (roundabouts of one lane) and chapter 31 (permitted turns at signals).
// A critical headway lies between two vehicles of the major stream.
//
//                                  major street of 2 lanes    4 lanes        6 lanes
//   turn across from the major        4.1 s, 2.2 s          4.1, 2.2       5.3, 3.1
//   turn at the kerb from the minor   6.2, 3.3              6.9, 3.3       7.1, 3.9
//   straight on from the minor        6.5, 4.0              6.5, 4.0       6.5, 4.0
//   turn across from the minor        7.1, 3.5              7.5, 3.5       6.4, 3.8
//   U-turn from the major                                   6.9, 3.1       5.6, 2.3
// Movements that a signal lets go after a stop have those of the minor street.
// A turn across from the stem of a T takes 0.7 s less, a heavy vehicle 1 s more. Left and right
// are mirrored where one drives on the left.
// Entries of roundabouts: t_f = 3.2 s and t_c = 4.4 s. HCM has 5.2 s, for vehicles that come at
// random. Those of a ring keep their headways h. Beside them t_c = 4.4 s gives the capacity of HCM:
// Tanner's q (1 - q h) exp(-q (t_c - h)) / (1 - exp(-q t_f)) equals 1130 exp(-q) at 500 to 900 an
// hour.
// Roundabouts of two lanes that are one node: t_c = 4.2 s, the mean of the right (4.11 s) and the
// left lane (4.29 s), equations 21-4 and 21-5. A vehicle closes an entry that it passes for t_c.
// Mixed traffic: at junctions in India where priority follows from the situation, critical headways
// of minor streets are 3.0 to 3.9 s (Patil, Pawar, "Temporal and spatial gap acceptance for minor
// road at uncontrolled intersections in India", Transpn. Res. Record 2461, 2014). In Indonesia they
// are 2.1 s, and fewer than 40 % of the drivers wait for a gap (Bergh, Dardak 1994). Here the table
// is scaled so that those who go straight on take the middle of the first range; turns from the
// major street no less than riders. Follow-up times are scaled in the same ratio, an assumption.
// Roundabouts, signals and merges keep their values.
// Riders of two-wheelers take shorter gaps: 2.7 s from the major street, 3.2 s from the minor one,
// the middle of 2.4 to 3.1 s and 2.8 to 3.7 s at junctions of limited priority in India (Sangole,
// Patil, "Behavior of two-wheelers at limited priority uncontrolled T-intersections", 2016).
// A minor movement counts a turn across from the major street twice. It counts half of the turns at
// the kerb that would meet it if they went straight on: their drivers show too late that they turn.
// These are the weights of the conflicting flows of HCM 2010, equations 19-4 to 19-29.
// At an all-way stop vehicles of a lane follow at 3.9 s where nobody else is (exhibit 20-14).
// A stream that merges straight into another takes gaps of 3.8 s, without a follow-up time: an
// assumption.
#pragma once

#include "sim/traffic/state.h"

namespace mwendo::traffic {

inline constexpr std::uint16_t kMinorRank = 2;  // the first rank of a minor street
inline constexpr float kTurnAcrossCounts = 2;   // as many vehicles that go straight on

// Whether all streams to which a movement yields lead into the link that it enters.
[[nodiscard]] bool joins_only(const Network& net, MovementId m);

// Fills Movement::lag_ds, Movement::follow_up_ds, Link::closes_ds and TrafficState::unclear.
// Conflicts are known.
void set_critical_gaps(TrafficState& s);

// s to the arrival of the next vehicle with priority, at which a vehicle at its stop line enters:
// the critical headway less the time since the last one passed. Drivers differ by half a second.
[[nodiscard]] float lag_to_enter(const Movement& m, const VehicleType& t, VehicleId vehicle);

// Whether a vehicle of the major street shows too late that it turns at the kerb.
[[nodiscard]] bool hides_its_turn(VehicleId vehicle);

// s between two vehicles of a minor movement straight on that take the same gap.
[[nodiscard]] float follow_up_from_minor(Gaps gaps);

// m/s at which a queue of vehicles that give way passes the line.
[[nodiscard]] float speed_to_give_way(Gaps gaps);

// s for which those who stop at an all-way stop wait longer than their paths are occupied, until it
// is clear whose turn it is: up to 0.4 s, an assumption.
[[nodiscard]] float hesitation(const Movement& m, VehicleId vehicle);

// s between two vehicles of a lane that take the same gap, or that stop at an all-way stop; whole
// seconds, right on average. 0 where a movement has priority.
[[nodiscard]] float follow_up(const Movement& m, VehicleId vehicle);

// s for which a vehicle that enters a roundabout closes the entries that it passes; whole seconds,
// right on average. 0 where vehicles do not run round one node.
[[nodiscard]] float closes_entries(const Link& link, VehicleId vehicle);

}  // namespace mwendo::traffic
