#include "scenarios/experiments/count_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace mwendo {
namespace {

constexpr std::array<CountFactor, kCountFactors> kFactors = {{
    {CountGroup::car, "mode_share_private_car", "% all trips", "trips by car", 0.4, 2.5, false,
     false},
    {CountGroup::motorcycle, "motorcycle_work_share", "% of motorcycle trips",
     "trips of motorcycles at work", 0.1, 10, true, true},
    {CountGroup::truck, "truck_share", "% of motor vehicle trips", "trips of trucks", 0.25, 4, true,
     false},
    {CountGroup::minibus, "taxi_departures_per_hour_daytime", "vehicle departures/h",
     "departures of minibuses", 0.5, 2, false, false},
}};

constexpr double kLargestStep = 3;

const CountSum& calibration(const CountTraffic& t, std::size_t k) {
  return t[k][static_cast<std::size_t>(CountHalf::calibration)];
}

double ratio_of(const CountTraffic& t, std::size_t k) {
  const CountSum& sum = calibration(t, k);
  if (sum.counted > 0 && sum.modelled > 0) return sum.modelled / sum.counted;
  throw InputError({.file = {},
                    .what = fmt::format("vehicles of group {}: {:.0f} counted, {:.0f} modelled",
                                        name_of(kFactors[k].group), sum.counted, sum.modelled),
                    .what_to_do = "give counts of the calibration half, or more people"});
}

bool is_met(const CountTraffic& t, double tolerance) {
  bool met = true;
  for (std::size_t k = 0; k < kCountFactors; ++k)
    met = std::abs(ratio_of(t, k) - 1) <= tolerance && met;
  return met;
}

double corrected(const CountFactor& f, double published, double figure, double ratio) {
  const double part = f.moves_share ? figure / 100 : 1;
  const double step = std::clamp(1 + (1 / ratio - 1) / part, 1 / kLargestStep, kLargestStep);
  const double factor = std::clamp(factor_at(f, published, figure) * step, f.least, f.most);
  return figure_at(f, published, factor);
}

void name_bounds(CountFit& fit, const CountFitOptions& options) {
  for (std::size_t k = 0; k < kCountFactors; ++k) {
    const CountFactor& f = kFactors[k];
    const double factor = factor_at(f, fit.published[k], fit.value[k]);
    const double ratio = ratio_of(fit.after, k);
    const double noise = std::sqrt(options.weight / calibration(fit.after, k).modelled);
    if (factor < f.least * 1.001 || factor > f.most * 0.999)
      fit.on_bounds.push_back(
          fmt::format("{}: {} is {:.3g}, {:.2f} times as many as published; {:.2f} of the counted",
                      f.meaning, f.parameter, fit.value[k], factor, ratio));
    else if (std::abs(ratio - 1) > std::max(options.tolerance, noise))
      fit.on_bounds.push_back(
          fmt::format("{}: {:.2f} of the counted after {} rounds", f.meaning, ratio, fit.rounds));
  }
}

std::string ratios(const CountTraffic& t, std::size_t k, CountHalf half) {
  const auto ratio = t[k][static_cast<std::size_t>(half)].ratio();
  return ratio ? fmt::format("{:.2f}", *ratio) : "-";
}

}  // namespace

std::span<const CountFactor, kCountFactors> count_factors() { return kFactors; }

double figure_at(const CountFactor& f, double published, double factor) {
  if (!f.is_share) return published * factor;
  const double odds = factor * published / (100 - published);
  return 100 * odds / (1 + odds);
}

double factor_at(const CountFactor& f, double published, double figure) {
  if (!f.is_share) return figure / published;
  return figure / (100 - figure) * (100 - published) / published;
}

CountFit fit_to_counts(const CountFigures& published, const CountFigures& present,
                       const std::function<CountTraffic(const CountFigures&, int round)>& traffic,
                       const CountFitOptions& options) {
  CountFit fit{.published = published, .start = present, .value = present};
  for (int round = 0;; ++round) {
    fit.after = traffic(fit.value, round);
    if (round == 0) fit.before = fit.after;
    fit.rounds = round + 1;
    if (is_met(fit.after, options.tolerance) || fit.rounds >= options.rounds) break;
    for (std::size_t k = 0; k < kCountFactors; ++k)
      fit.value[k] = corrected(kFactors[k], published[k], fit.value[k], ratio_of(fit.after, k));
  }
  name_bounds(fit, options);
  return fit;
}

std::string text_of(const CountFit& fit) {
  std::string text =
      fmt::format("{:<30} {:<33} {:>9} {:>9} {:>9}   {:<14} {:<14}\n{:<94}   {:<14} {:<14}\n",
                  "factor", "parameter", "published", "start", "fitted", "calibration",
                  "validation", "", "before, after", "before, after");
  for (std::size_t k = 0; k < kCountFactors; ++k) {
    const CountFactor& f = kFactors[k];
    text += fmt::format("{:<30} {:<33} {:>9.5g} {:>9.5g} {:>9.5g}  ", f.meaning, f.parameter,
                        fit.published[k], fit.start[k], fit.value[k]);
    for (const CountHalf half : {CountHalf::calibration, CountHalf::validation})
      text +=
          fmt::format(" {:<14}", ratios(fit.before, k, half) + ", " + ratios(fit.after, k, half));
    text += "\n";
  }
  return text + fmt::format("modelled over counted vehicles; {} rounds\n", fit.rounds);
}

}  // namespace mwendo
