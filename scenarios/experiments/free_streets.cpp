#include "scenarios/experiments/free_streets.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace mwendo {
namespace {

void scale_departures(TransitSupply& transit, double factor) {
  for (const LineId l : transit.lines()) {
    if (transit.line.mode[l] != Mode::minibus && transit.line.mode[l] != Mode::bus) continue;
    transit.line.peak_headway_s[l] /= static_cast<float>(factor);
    transit.line.offpeak_headway_s[l] /= static_cast<float>(factor);
  }
}

}  // namespace

FreeStreets::FreeStreets(PreparedScenario base, const FreeStreetsOptions& options, Use use,
                         Progress progress)
    : base_(std::move(base)),
      transit_(base_.world.transit),
      options_(options),
      use_(std::move(use)),
      progress_(std::move(progress)),
      links_(links_of(base_.world.counts, base_.world.network)) {
  base_.scenario.from_s = 3600 * options.from_h;
  base_.scenario.to_s = 3600 * options.to_h;
  base_.scenario.sample = options.sample;
  base_.scenario.iterations = 1;
  base_.scenario.warm_up_s = 3600;  // longer than any trip on free streets
}

void FreeStreets::make_world(const CountFigures& figures) {
  base_.world.transit = transit_;
  use_(base_.world, figures);
  base_.world.figures.trips_per_person_day *= static_cast<float>(options_.demand);
  scale_departures(base_.world.transit, options_.demand);
}

CountTraffic FreeStreets::traffic_of(const Tallies& tallies) const {
  CountTraffic traffic;
  for (std::size_t k = 0; k < kCountFactors; ++k)
    for (const CountHalf half : {CountHalf::calibration, CountHalf::validation}) {
      CountSum& sum = traffic[k][static_cast<std::size_t>(half)];
      sum = sum_between(
          base_.world.counts, links_, tallies, options_.from_h, options_.to_h,
          [&](const Count& c) { return c.half == half && c.group == count_factors()[k].group; });
      sum.modelled /= options_.demand;
    }
  return traffic;
}

CountTraffic FreeStreets::operator()(const CountFigures& figures, int round) {
  make_world(figures);
  CountTraffic traffic;
  RunRequest request{.seed = options_.seed, .threads = options_.threads};
  // Vehicles that arrive after the period are not in the tallies of its end.
  request.watch = [&](int, int, const DaySimulation& now) {
    if (std::lround(now.now()) == std::lround(base_.scenario.to_s))
      traffic = traffic_of(now.traffic().tallies());
    return true;
  };
  request.progress = [&](double share, const std::string&) {
    return progress_((round + share) / options_.rounds,
                     fmt::format("round {} of at most {}", round + 1, options_.rounds));
  };
  (void)run_scenario(base_, base_, request);
  return traffic;
}

}  // namespace mwendo
