// Fits factors of the demand of a city to vehicles counted on its streets.
//
//   const CountFit fit = fit_to_counts(published, present, traffic, {.rounds = 6});
//   fit.value[k]                       // of count_factors()[k].parameter
//
// Four factors, each with a meaning and bounds (count_factors()). One moves the vehicles of one
// group: cars, trucks, minibuses, motorcycles. The numbers are those of parameters.csv times the
// factor; of a share s of all trips it is the others that stay, so s / (1 - s) has the factor.
// Each round drives the traffic of the present factors and corrects each by
//     f <- f (1 + (c / m - 1) / p)
// with c counted and m modelled vehicles of the calibration half, and p the part of the group that
// the factor moves (1, but for motorcycles at work their share of the motorcycle trips). A step is
// at most threefold. The fit ends when all m are within the tolerance of c. The validation half is
// only looked at.
// on_bounds names factors that end on a bound and groups that are off by more than the tolerance
// and the noise of the sample after all rounds: the data and the model do not agree there. The
// noise of n driven vehicles is 1 / sqrt(n), as of a Poisson count.
// Errors: InputError where nothing of a group was counted or driven.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/counts/beside.h"

namespace mwendo {

inline constexpr std::size_t kCountFactors = 4;

struct CountFactor {
  CountGroup group;
  const char* parameter;  // of parameters.csv
  const char* unit;
  const char* meaning;
  double least, most;  // bounds, times the published figure
  bool is_share;       // of all trips of a kind, in per cent: the others stay
  bool moves_share;    // only that share of the group's vehicles
};
[[nodiscard]] std::span<const CountFactor, kCountFactors> count_factors();

// Published figure and factor to the figure, and back.
[[nodiscard]] double figure_at(const CountFactor& f, double published, double factor);
[[nodiscard]] double factor_at(const CountFactor& f, double published, double figure);

using CountFigures = std::array<double, kCountFactors>;  // of the parameters
// By factor: the vehicles of its group in both halves.
using CountTraffic = std::array<std::array<CountSum, kCountHalves>, kCountFactors>;

struct CountFitOptions {
  int rounds = 6;           // runs, the first with the present figures
  double tolerance = 0.02;  // of a ratio of sums
  double weight = 1;        // vehicles that a driven one stands for
};

struct CountFit {
  CountFigures published{}, start{}, value{};  // figures of the parameters
  CountTraffic before{}, after{};              // at start and value
  int rounds = 0;                              // that were needed
  std::vector<std::string> on_bounds = {};
};

[[nodiscard]] CountFit fit_to_counts(
    const CountFigures& published, const CountFigures& present,
    const std::function<CountTraffic(const CountFigures&, int round)>& traffic,
    const CountFitOptions& options);

// The fit as a table, factor by factor, with both halves before and after.
[[nodiscard]] std::string text_of(const CountFit& fit);

}  // namespace mwendo
