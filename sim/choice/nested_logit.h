// Choice among modes: nested logit, as probabilities and as frozen tastes.
//
//   const ModeValues p = probabilities(utility, nests);                 // closed form
//   const ModeValues taste = draw_tastes({.seed = 7, .person = n, .tour = 0}, nests);
//   const Mode chosen = choose(utility, taste);                         // argmax of the sum
//
// Modes stand in nests of likeness: active (walk, bicycle, shared bicycle), transit (minibus, bus,
// BRT, LRT), private (car driver, car passenger, own motorcycle), hired (motorcycle taxi, taxi).
//   P(j) = P(j | nest) P(nest),  P(j | n) = exp(V_j / lambda_n) / sum_n exp(V / lambda_n),
//   P(n) = exp(lambda_n I_n) / sum exp(lambda I),  I_n = ln sum_n exp(V / lambda_n).
// Source: Williams, Env. and Planning A 9 (1977); Ben-Akiva and Lerman, "Discrete Choice
// Analysis", 1985, ch. 10. lambda in (0, 1]; 1 is the multinomial logit.
// Tastes: U_j = V_j + z_n + lambda_n g_j with g_j standard Gumbel and z_n = lambda_n ln S_n, S_n
// positive stable of index lambda_n. Then z + lambda g are jointly GEV and argmax U has exactly the
// probabilities above (proof: docs/demand.md). S is drawn by Kanter, Annals of Prob. 3 (1975).
// Guarantees: tastes depend on seed, person and tour alone. So a person whose utilities stay the
// same keeps the mode. A mode that gets better wins people and loses none.
// An unavailable mode has the utility kUnavailable; at least one mode must be available.
#pragma once

#include <array>
#include <cstdint>

#include "sim/modes/modes.h"

namespace mwendo {

using ModeValues = std::array<double, kModeCount>;
inline constexpr double kUnavailable = -1e30;
[[nodiscard]] constexpr bool available(double utility) { return utility > 0.5 * kUnavailable; }

struct NestScales {
  std::array<double, kNestCount> lambda = {0.8, 0.6, 0.8, 0.8};  // by Nest
};

[[nodiscard]] ModeValues probabilities(const ModeValues& utility, const NestScales& nests);

// ln sum over nests exp(lambda_n I_n): the expected utility of the best mode, but for a constant.
[[nodiscard]] double logsum(const ModeValues& utility, const NestScales& nests);

struct TasteKey {
  std::uint64_t seed = 0;
  std::uint32_t person = 0;  // number in the full population
  std::uint32_t tour = 0;
};
[[nodiscard]] ModeValues draw_tastes(const TasteKey& key, const NestScales& nests);

// The mode with the largest sum; the first of equal ones.
[[nodiscard]] Mode choose(const ModeValues& utility, const ModeValues& taste);

}  // namespace mwendo
