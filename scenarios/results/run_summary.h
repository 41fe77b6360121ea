// The summary of a run for files, comparison and report, without people and tallies.
//
//   RunSummary s = summarise(world, population, results, emissions, corridor, world.counts);
//   write_results(folder, world, s);   // results/write_results.h
#pragma once

#include <string>
#include <vector>

#include "scenarios/files/provenance.h"
#include "scenarios/results/indicators.h"
#include "scenarios/results/link_figures.h"
#include "scenarios/results/sections.h"
#include "sim/world/world.h"

namespace mwendo {

struct InputFile {
  std::string name;    // as the user named it, or relative to the data folder
  std::string sha256;  // of its bytes
};

// The question. Part of run.json and of the report.
struct RunInfo {
  std::string scenario;  // "nairobi/brt-line-2"
  std::string title;
  std::string description;
  std::string version;
  std::string gwp = "AR6";
  int iterations = 0;                 // the most; RunSummary::iterations are those that it took
  std::vector<std::string> measures;  // one plain line each
  std::vector<InputFile> inputs;
};

// A quarter of an hour of the network.
struct PeriodFigures {
  double start_s = 0;
  double vehicle_km = 0;  // motor
  double vehicle_h = 0;
  double co2e_g = 0;
  double nox_g = 0;
  double pm25_g = 0;
};

struct ZoneFigures {
  Column<ZoneId, double> trips_from, trips_to, minutes_sum, arrived_from;
};

struct RunSummary : RunFacts {
  RunInfo info;
  double from_s = 0;
  double to_s = 0;
  double warm_up_s = 0;  // simulated before from_s
  std::vector<IndicatorValue> indicators;
  LinkFigures links;
  std::vector<PeriodFigures> periods;
  ZoneFigures zones;
  std::vector<LineResult> lines;
  std::vector<StopResult> stops;
  ServiceRecord service;
  std::vector<TimePoint> time_series;
  std::vector<IterationRecord> iterations;
  QualityCounts quality;
  BesideCounts counts;                  // empty where nothing was counted, and with measures
  std::vector<Assumption> assumptions;  // of the world and of the factors
  std::vector<Source> sources;

  [[nodiscard]] std::optional<double> value(std::string_view id) const {
    return value_of(indicators, id);
  }
};

[[nodiscard]] RunSummary summarise(const World& world, const Population& population,
                                   const RunResults& results, const EmissionTallies& emissions,
                                   const Corridor* corridor, const std::vector<Count>& counts = {});

}  // namespace mwendo
