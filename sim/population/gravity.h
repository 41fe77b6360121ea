// Where trips go: the gravity model on travel time.
//
//   const GravityResult g = fit_gravity({.time_min = minutes, .distance_m = metres,
//                                        .productions = o, .attractions = d,
//                                        .mean_distance_m = 9000});
//   const ZoneId to{pick(g.cumulative.row(from), u)};   // a destination for a draw u in [0, 1)
//
// Equation: T_ij = a_i O_i b_j D_j exp(-beta t_ij). Furness balancing gives a and b, so that rows
// sum to O and, when doubly constrained, columns to D. Bisection gives beta, so that the mean
// distance of a trip is the wanted one. beta stays 0 (no friction) where even random destinations
// are nearer than wanted; fitted_mean_m then holds the mean that was reached.
// Source: Wilson, "A statistical theory of spatial distribution models", Transp. Res. 1 (1967).
// Guarantees: rows sum to O within 1e-9; columns to D within `tolerance` of the total.
// Preconditions: sizes agree; sum of attractions > 0.
#pragma once

#include <vector>

#include "network/base/matrix.h"

namespace mwendo {

struct GravityInput {
  const Matrix<ZoneId, float>& time_min;
  const Matrix<ZoneId, float>& distance_m;
  const std::vector<double>& productions;
  const std::vector<double>& attractions;  // scaled to the sum of productions
  double mean_distance_m = 5000;
  bool doubly_constrained = true;
  double max_beta = 2;  // per minute; steeper friction is not searched
  double tolerance = 1e-4;
};

struct GravityResult {
  double beta = 0;  // per minute
  double fitted_mean_m = 0;
  double worst_column = 0;  // largest |column sum - D| over the total
  int balancings = 0;
  // Cumulative share of destinations in each row; the last entry is 1 (or 0 where O is 0).
  Matrix<ZoneId, float> cumulative;
};

[[nodiscard]] GravityResult fit_gravity(const GravityInput& input);

// The number of trips between two zones in the fitted table.
[[nodiscard]] double trips_between(const GravityResult& g, const std::vector<double>& productions,
                                   ZoneId from, ZoneId to);

// Index of the destination for a uniform draw u in [0, 1): the first entry above u.
[[nodiscard]] std::uint32_t pick(std::span<const float> cumulative, double u);

}  // namespace mwendo
