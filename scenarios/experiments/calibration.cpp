#include "scenarios/experiments/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/transit/fit_headways.h"

namespace mwendo {
namespace {

constexpr float kLeastScale = 0.35F;
constexpr float kMostScale = 2.5F;
void take_headways(Experience& known, const TransitSupply& supply) {
  known.lines = known_lines(supply);
  for (const LineId l : supply.lines())
    for (std::size_t k = 0; k < supply.stops_of(l).size(); ++k)
      known.transit.headway_s[line_stop(supply, l, k)] = supply.line.peak_headway_s[l];
}

}  // namespace

Fitted calibrate(PreparedScenario base, const CalibrationOptions& options,
                 const std::function<bool(double, const std::string&)>& progress) {
  const double hours = (base.scenario.to_s - base.scenario.from_s) / 3600;
  base.scenario.iterations = 1;
  Fitted c;
  c.observed_speed_kmh = base.world.figures.peak_speed_kmh;
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
                                        fmt::format("round {} of {}: {:.1f} km/h", round + 1,
                                                    options.rounds, c.modelled_speed_kmh));
                      }});
    c.modelled_speed_kmh = run.summary.value("peak_speed").value_or(0);
    const FitHeadwaysOptions fleet{.fleet = options.fleet, .hours = hours};
    fit_vehicles(base.world.transit, run.lines, options.kinds, fleet);
    fit_headways(base.world.transit, run.lines, fleet);
    const double ratio = std::clamp(c.modelled_speed_kmh / c.observed_speed_kmh, 0.7, 1.3);
    float& scale = base.world.figures.reaction_scale;
    scale = std::clamp(scale * static_cast<float>(std::pow(ratio, 0.7)), kLeastScale, kMostScale);
    c.reaction_scale = scale;
    known = std::move(run.learnt);
    take_headways(known, base.world.transit);
  }
  const auto& line = base.world.transit.line;
  for (const LineId l : base.world.transit.lines())
    if (line.mode[l] == Mode::minibus)
      c.headways.push_back({line.name[l], line.description[l], line.peak_headway_s[l],
                            line.offpeak_headway_s[l], line.capacity[l]});
  return c;
}

}  // namespace mwendo
