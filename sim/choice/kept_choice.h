// A choice made before is made again where utilities have changed: tastes fit the old choice.
//
//   const std::size_t k = choose_again(base, now, present, {.seed = 7, .subject = person});
//
// Alternatives k have the utilities V_k + e_k with e_k standard Gumbel (multinomial logit). In the
// base somebody took `present`. So e is drawn given that V_present + e_present is the largest sum
// M. M - ln sum exp(V) is Gumbel; the other sums are Gumbel variables cut off at M:
//   M = ln sum exp(V_k) + g,   V_k + e_k = V_k - ln(exp(V_k - M) - ln u_k),   k other than present.
// The choice now is the largest V_now,k + e_k. Where people chose in the base by the logit of V,
// their shares now are P(k) ~ P_base(k) exp(V_now,k - V_k): the logit that pivots on the base.
// Sources: McFadden, "Conditional logit analysis", 1974 (logit); von Haefen, J. of Env. Economics
// and Management 45 (2003) (tastes drawn given a choice; unverified here).
// Guarantees: utilities that are equal keep the choice, bit for bit. Tastes depend on the key and
// on the base alone. An alternative of utility kUnavailable in either is not chosen anew.
// Preconditions: spans of equal size, present < size, base[present] and now[present] available.
#pragma once

#include <span>

#include "network/base/random.h"

namespace mwendo {

// key.index + k is the draw of alternative k.
[[nodiscard]] std::size_t choose_again(std::span<const double> base, std::span<const double> now,
                                       std::size_t present, const DrawKey& key);

}  // namespace mwendo
