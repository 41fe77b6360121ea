// Lines and stops of a network as tables of a city folder: transit_stops.csv, transit_lines.csv.
//
//   write_supply(folder, supply);
//   const TransitSupply same = read_supply(folder, net, problems);
//
// Columns are those of sim/world/supply.h. `path` holds links of network.mwn. `stops` holds rows of
// transit_stops.csv from 0, each with its index into the path: "12@0 13@4". Texts: UTF-8; units: m,
// s, m/s, local currency.
// Guarantees: what is read is what was written, to the last bit; it passes validate().
// Errors: each row that does not fit the network is a Problem with its line; the supply is then
// empty.
#pragma once

#include <filesystem>

#include "network/base/input_error.h"
#include "sim/world/supply.h"

namespace mwendo {

void write_supply(const std::filesystem::path& folder, const TransitSupply& supply);
[[nodiscard]] TransitSupply read_supply(const std::filesystem::path& folder, const Network& net,
                                        Problems& problems);

}  // namespace mwendo
