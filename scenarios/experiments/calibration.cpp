#include "scenarios/experiments/calibration.h"

#include <fmt/format.h>

#include <cmath>

#include "sim/transit/fit_headways.h"

namespace mwendo {
namespace {

constexpr double kOfFleet = 0.01;   // may be out of service without a line at its limit
constexpr double kOfShare = 0.002;  // difference of a mode share: twice the tolerance of the fit

void take_headways(Experience& known, const TransitSupply& supply) {
  known.lines = known_lines(supply);
  for (const LineId l : supply.lines())
    for (std::size_t k = 0; k < supply.stops_of(l).size(); ++k)
      known.transit.headway_s[line_stop(supply, l, k)] = supply.line.peak_headway_s[l];
}

std::vector<std::string> bounds_of(const HeadwayFit& lines, const CalibrationResult& modes) {
  std::vector<std::string> found;
  const bool fitted = lines.taken > 0;  // not where every headway is published
  if (fitted && std::abs(lines.taken - 1) > kOfFleet)
    found.push_back(fmt::format(
        "headways of minibuses: at their limits the lines take {:.0f} % of the service there is",
        100 * lines.taken));
  for (std::size_t m = 0; m < kModeCount; ++m)
    if (std::abs(modes.observed[m] - modes.modelled[m]) > kOfShare)
      found.push_back(fmt::format("constant of {}: {:.1f} % of trips observed, {:.1f} % modelled",
                                  row_of(static_cast<Mode>(m)).name, 100 * modes.observed[m],
                                  100 * modes.modelled[m]));
  return found;
}

std::vector<FittedHeadway> headways_of(const TransitSupply& supply) {
  std::vector<FittedHeadway> headways;
  const auto& line = supply.line;
  for (const LineId l : supply.lines())
    if (line.mode[l] == Mode::minibus)
      headways.push_back({line.name[l], line.description[l], line.peak_headway_s[l],
                          line.offpeak_headway_s[l], line.capacity[l]});
  return headways;
}

}  // namespace

Fitted calibrate(PreparedScenario base, const CalibrationOptions& options,
                 const std::function<bool(double, const std::string&)>& progress) {
  const double hours = (base.scenario.to_s - base.scenario.from_s) / 3600;
  const FitHeadwaysOptions fleet{
      .fleet = options.fleet, .departures_per_hour = options.departures_per_hour, .hours = hours};
  base.scenario.iterations = 1;
  Fitted c;
  Experience known;
  for (int round = 0; round < options.rounds; ++round) {
    FinishedRun run =
        run_scenario(base, base,
                     {.seed = options.seed,
                      .threads = options.threads,
                      .start_from = round == 0 ? nullptr : &known,
                      .refit_constants = true,
                      .progress = [&](double share, const std::string&) {
                        return progress((round + share) / options.rounds,
                                        fmt::format("round {} of {}", round + 1, options.rounds));
                      }});
    fit_vehicles(base.world.transit, run.lines, options.kinds, fleet);
    const HeadwayFit lines = fit_headways(base.world.transit, run.lines, fleet);
    c.on_bounds = bounds_of(lines, run.constants_fit);
    known = std::move(run.learnt);
    take_headways(known, base.world.transit);
  }
  c.headways = headways_of(base.world.transit);
  return c;
}

}  // namespace mwendo
