// Building and changing a TransitSupply line by line and stop by stop.
//
//   TransitSupply supply;
//   const StopId a = append(supply, StopDraft{.name = "Odeon", ...});
//   LineDraft line{.name = "23", ...};
//   line.stops = {{a, 0}, {b, 5}};
//   const LineId l = append(supply, line);
//
//   SupplyCopy copy = copy_lines(supply, [&](LineId l, LineDraft&) { return keep(l); });
//
// Guarantees: columns keep one size; copy_lines keeps stops and their ids, and ties opposite lines
// by their new ids (a line whose opposite is gone has none).
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "sim/world/supply.h"

namespace mwendo {

struct StopDraft {
  std::string name;
  Point position;
  LinkId link;
  float position_m = 0;
  NodeId access_node;
  StopKind kind = StopKind::kerb;
  std::uint8_t docking_bays = 2;
  std::uint8_t passing_lane = 0;
  float platform_walk_m = 0;
};

struct LineDraft {
  std::string name = {}, description = {};
  Mode mode = Mode::minibus;
  VehicleClass vehicle = VehicleClass::minibus;
  std::uint16_t capacity = 14;
  float peak_headway_s = 600;
  float offpeak_headway_s = 900;
  float first_departure_s = 5 * 3600.0F;
  float last_departure_s = 22 * 3600.0F;
  std::uint8_t fill_and_go = 0;
  float fare = 0, fare_per_km = 0;
  float rail_speed_mps = 0;
  std::optional<DwellTimes> dwell = {};  // none: usual_dwell() of the mode
  std::optional<Doors> doors = {};       // of BRT, where known
  LineId opposite = {};
  Powertrain powertrain = Powertrain::diesel;
  std::uint8_t assumed_headway = 1;
  HeadwayControl control = HeadwayControl::none;
  std::uint16_t fleet = 0;  // 0: what the plan needs
  std::vector<LinkId> path = {};
  std::vector<LineStop> stops = {};
};

StopId append(TransitSupply& supply, const StopDraft& stop);
LineId append(TransitSupply& supply, const LineDraft& line);
[[nodiscard]] LineDraft draft_of(const TransitSupply& supply, LineId l);

struct SupplyCopy {
  TransitSupply supply;
  std::vector<LineId> new_id;  // by old line; none where the line was left out
};
// keep may change the draft; it returns false to leave the line out.
[[nodiscard]] SupplyCopy copy_lines(const TransitSupply& supply,
                                    const std::function<bool(LineId, LineDraft&)>& keep);

// Whether a movement leads from one link into another.
[[nodiscard]] bool has_turn(const Network& net, LinkId from, LinkId to);

// Metres of a line's path from its first to its last stop (rail: straight from stop to stop).
[[nodiscard]] double line_length(const Network& net, const TransitSupply& supply, LineId l);

// Problems of a supply, for tests and for `check`: stops off their link, paths that are not
// connected or not allowed for the vehicle, stops out of order, fewer than two stops.
[[nodiscard]] std::vector<std::string> validate(const Network& net, const TransitSupply& supply);

}  // namespace mwendo
