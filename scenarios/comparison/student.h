// Student's t: the half width of a 95 % interval.
//
//   const double half = t_975(n - 1) * standard_error;
#pragma once

namespace mwendo {

// 97.5 % quantile for 1, 2, ... degrees of freedom: exact to four digits up to 30, then by the
// Cornish-Fisher expansion (error below 1e-4).
[[nodiscard]] double t_975(int degrees_of_freedom);

}  // namespace mwendo
