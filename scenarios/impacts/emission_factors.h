// Reads the factor tables of scenarios/emission_factors into plain figures.
//
//   std::vector<Assumption> assumed;
//   FactorSet set = load_factors(data_folder() / "emission_factors", world.figures, GwpSet::ar6,
//                                assumed);
//
// Errors: InputError listing every problem of every table. A city without a fleet of its own gets
// that of the first city of fleet_mix.csv; `assumed` says so.
// Sources: each row names a source; sources.csv holds their texts and licences.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/files/provenance.h"
#include "sim/emissions/factors.h"
#include "sim/world/zones.h"

namespace mwendo {

enum class GwpSet : std::uint8_t { ar4, ar5, ar6 };
[[nodiscard]] const char* name_of(GwpSet set);

[[nodiscard]] FactorSet load_factors(const std::filesystem::path& folder, const CityFigures& city,
                                     GwpSet gwp, std::vector<Assumption>& assumed);

// Texts and licences of the factor tables, for the report.
[[nodiscard]] std::vector<Source> factor_sources(const std::filesystem::path& folder);

}  // namespace mwendo
