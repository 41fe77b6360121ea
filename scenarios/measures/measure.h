// Measures: the changes to a world that a scenario can make. Each type has its own pair of files.
//
//   Problems problems;
//   const std::vector<Measure> measures = read_measures(scenario.measures, problems);
//   const CityWorld both = apply(base, measures, problems);           // one after the other
//   const CityWorld one = apply(base, BrtCorridorMeasure{.corridor = "NBO-L2"}, problems);
//   const std::string toml = write_measure(measures[0]);              // "[[measure]]\ntype = ..."
//
// A new measure: a pair of files with struct, kType, keys(), describe() and apply(), and one row in
// the list of types below.
//
// Guarantees: apply is pure: the base is not changed and the same arguments give the same world.
// Node and link ids stay, so that people keep their homes and results compare link by link; lane,
// movement, stop and line ids may change. What a measure assumed is added to the assumptions.
// Errors: collected in problems, with a remedy; the world is then the base. Examples: waypoints
// farther than 300 m from every street, stations that are not on the way, headways that are not
// positive, fleets too small for a headway, unknown streets, lines and corridors (with the nearest
// name). Unknown types and keys, wrong kinds and values out of range in a file are problems with
// file, line, column and a suggestion.
// Limits: a measure holds for the whole run.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/measures/brt_corridor.h"
#include "scenarios/measures/bus_lane.h"
#include "scenarios/measures/crossing.h"
#include "scenarios/measures/cycle_track.h"
#include "scenarios/measures/fleet_change.h"
#include "scenarios/measures/growth.h"
#include "scenarios/measures/open_street.h"
#include "scenarios/measures/price_change.h"
#include "scenarios/measures/route_change.h"
#include "scenarios/measures/signal_change.h"
#include "scenarios/measures/walkway.h"

namespace mwendo {

// The table of measures: one row a type, in the order that messages and docs list them.
using Measure = std::variant<BrtCorridorMeasure,   //
                             BusLaneMeasure,       //
                             CycleTrackMeasure,    //
                             WalkwayMeasure,       //
                             CrossingMeasure,      //
                             OpenStreetMeasure,    //
                             PriceChangeMeasure,   //
                             FleetChangeMeasure,   //
                             RouteChangeMeasure,   //
                             SignalChangeMeasure,  //
                             GrowthMeasure>;

// The operations on a measure of a type, made from its functions.
struct MeasureType {
  std::string name;               // "brt_corridor"
  std::vector<std::string> keys;  // besides `type`
  Measure (*read)(ConfigReader& in);
  std::string (*write)(const Measure& m);     // TOML lines behind `type`
  std::string (*describe)(const Measure& m);  // one line for people
  CityWorld (*apply)(const CityWorld& base, const Measure& m, Problems& problems);
};

// Row i is that of measures with index() i.
[[nodiscard]] std::span<const MeasureType> measure_types();
[[nodiscard]] inline const MeasureType& type_of(const Measure& m) {
  return measure_types()[m.index()];
}

// The [[measure]] tables of a file.
[[nodiscard]] std::vector<Measure> read_measures(const std::vector<ConfigTable>& tables,
                                                 Problems& problems);
// A [[measure]] table that read_measures() reads back.
[[nodiscard]] std::string write_measure(const Measure& m);
// "BRT along NBO-L2, every 2 min in the peak".
[[nodiscard]] std::string describe(const Measure& m);
// All of them in order; the base if there is a problem.
[[nodiscard]] CityWorld apply(const CityWorld& base, const std::vector<Measure>& measures,
                              Problems& problems);

}  // namespace mwendo
