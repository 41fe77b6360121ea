// A city whose streets are free, beside its counts: for fits of demand that jams must not disturb.
//
//   FreeStreets streets(prepared_base, {.threads = 2}, use_figures, progress);
//   const CountFit fit = fit_to_counts(published, present, streets, {});
//
// A tenth of the trips of people and of the departures of lines is driven, so that nobody queues;
// the modelled vehicles are those driven times ten. One day, from 06:30 to 12:00.
// `use` sets the figures of a world from those of the fit.
#pragma once

#include <functional>
#include <string>

#include "scenarios/experiments/count_fit.h"
#include "scenarios/experiments/run_scenario.h"

namespace mwendo {

struct FreeStreetsOptions {
  double from_h = 6.5, to_h = 12;  // whole quarter hours
  double sample = 0.1;
  double demand = 0.1;  // of the trips and departures
  int rounds = 6;       // for the progress
  int threads = 1;
  std::uint64_t seed = 1;
};

class FreeStreets {
 public:
  using Use = std::function<void(World&, const CountFigures&)>;
  using Progress = std::function<bool(double, const std::string&)>;

  FreeStreets(PreparedScenario base, const FreeStreetsOptions& options, Use use, Progress progress);
  // One run. Throws Interrupted when the progress returns false.
  [[nodiscard]] CountTraffic operator()(const CountFigures& figures, int round);

 private:
  void make_world(const CountFigures& figures);
  [[nodiscard]] CountTraffic traffic_of(const Tallies& tallies) const;

  PreparedScenario base_;
  TransitSupply transit_;  // as it came
  FreeStreetsOptions options_;
  Use use_;
  Progress progress_;
  std::vector<LinkId> links_;  // of the counts
};

}  // namespace mwendo
