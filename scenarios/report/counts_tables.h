// Tables of the section "Counted beside modelled".
//
//   out += counts_by_group(b) + counts_by_cordon(b) + counts_by_geh(b);
//
// Vehicles are sums over the compared hours; ratios are modelled over counted.
#pragma once

#include <string>

#include "scenarios/counts/beside.h"

namespace mwendo {

[[nodiscard]] std::string counts_by_group(const BesideCounts& b);   // by half, and the class mix
[[nodiscard]] std::string counts_by_cordon(const BesideCounts& b);  // in, out, in over out
[[nodiscard]] std::string counts_by_geh(const BesideCounts& b);

}  // namespace mwendo
