// Public transport supply: stops on links, lines with their path, stops, vehicles and headways.
// Immutable during a run; measures make a new one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "network/base/ids.h"
#include "network/network.h"
#include "sim/modes/classes.h"
#include "sim/world/dwell.h"

namespace mwendo {

enum class StopKind : std::uint8_t {
  kerb,         // vehicles stop in the traffic lane and block it
  bay,          // vehicles leave the lane
  brt_station,  // platforms on the busway, off-board fare, level boarding
  rail_station  // on own track
};

// Limit of vehicles of BRT lines, m/s: that of built-up areas in Kenya, Uganda and Tanzania
// (unverified).
inline constexpr float kBrtSpeedLimit = 50 / 3.6F;

// What a line does against bunching.
enum class HeadwayControl : std::uint8_t {
  none,
  headway  // vehicles wait at stations, see sim/transit/headway_control.h
};

// Hours of the day in which lines run at their peak headway.
struct Hours {
  int from, to;
};
inline constexpr std::array<Hours, 2> kPeakHours = {{{6, 9}, {16, 19}}};
[[nodiscard]] constexpr bool in_peak(float time_of_day_s) {
  const float hour = time_of_day_s / 3600;
  for (const Hours& h : kPeakHours)
    if (hour >= static_cast<float>(h.from) && hour < static_cast<float>(h.to)) return true;
  return false;
}

struct StopColumns {
  Column<StopId, std::string> name;
  Column<StopId, Point> position;
  Column<StopId, LinkId> link;         // none for rail stations off the street network
  Column<StopId, float> position_m;    // along the link
  Column<StopId, NodeId> access_node;  // where walkers join the street network
  Column<StopId, StopKind> kind;
  Column<StopId, std::uint8_t> docking_bays;  // vehicles served at once
  Column<StopId, std::uint8_t> passing_lane;  // 1: others can overtake a dwelling vehicle
  Column<StopId, float> platform_walk_m;      // between kerb and platform, see station_access.h
};

// A line is one direction of a route.
struct LineStop {
  StopId stop;
  std::uint32_t path_index = 0;  // index into the line's path of the link where the stop is
};

struct LineColumns {
  Column<LineId, std::string> name;         // short name shown to people, "46K"
  Column<LineId, std::string> description;  // "Ngong - CBD"
  Column<LineId, Mode> mode;                // minibus, bus, brt or lrt
  Column<LineId, VehicleClass> vehicle;
  Column<LineId, std::uint16_t> capacity;  // persons a vehicle takes
  Column<LineId, float> peak_headway_s;    // within kPeakHours
  Column<LineId, float> offpeak_headway_s;
  Column<LineId, float> first_departure_s;  // seconds of the day
  Column<LineId, float> last_departure_s;
  Column<LineId, std::uint8_t> fill_and_go;      // 1: leaves the terminal when full or after a wait
  Column<LineId, float> fare;                    // local currency, whole ride
  Column<LineId, float> fare_per_km;             // added per km ridden
  Column<LineId, float> rail_speed_mps;          // lrt: commercial speed on own track; else 0
  Column<LineId, DwellTimes> dwell;              // at stops
  Column<LineId, std::optional<Doors>> doors;    // of BRT, where known; `dwell` is theirs
  Column<LineId, LineId> opposite;               // the other direction, or none
  Column<LineId, std::uint8_t> powertrain;       // Powertrain
  Column<LineId, std::uint8_t> assumed_headway;  // 1: headway is an assumption
  Column<LineId, HeadwayControl> control;
  Column<LineId, std::uint16_t> fleet;  // vehicles, shared with `opposite`; 0: what the plan needs
  Csr<LineId, LinkId> path;             // links in order; empty for rail off the street network
  Csr<LineId, LineStop> stops;          // in order, at least two
};

enum class Powertrain : std::uint8_t { diesel, petrol, cng, diesel_hybrid, battery_electric };

struct TransitSupply {
  StopColumns stop;
  LineColumns line;

  [[nodiscard]] IdRange<StopId> stops() const { return stop.name.ids(); }
  [[nodiscard]] IdRange<LineId> lines() const { return line.name.ids(); }
  [[nodiscard]] std::span<const LinkId> path_of(LineId l) const {
    return {line.path.begin_of(l), line.path.count_of(l)};
  }
  [[nodiscard]] std::span<const LineStop> stops_of(LineId l) const {
    return {line.stops.begin_of(l), line.stops.count_of(l)};
  }
  [[nodiscard]] float headway_at(LineId l, float time_of_day_s) const;
};

}  // namespace mwendo
