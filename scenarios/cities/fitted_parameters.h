// Figures of parameters.csv that no source gives and that are fitted to counts (mwendo calibrate
// CITY --counts): fitted_parameters.csv beside it, with the same columns. A figure there replaces
// that of parameters.csv, which stays as published.
//
//   write_fitted_parameters(folder / "fitted_parameters.csv", {{"truck_share", 3.1, "%", "..."}});
//   read_fitted_parameters(tables, problems);          // read_city_tables does this
//   note_fitted_parameters(tables, notes);             // an assumption for each; load_city does
//
// Errors: a row for a parameter that parameters.csv does not have, or that is no number
// above 0, is a Problem.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/cities/city_tables.h"
#include "sim/world/supply.h"

namespace mwendo {

inline constexpr const char* kFittedParameters = "fitted_parameters.csv";
inline constexpr const char* kDeparturesParameter = "taxi_departures_per_hour_daytime";

struct FittedParameter {
  std::string name;  // "truck_share"
  double value = 0;
  std::string unit;
  std::string source;  // "computed: ..."
};

void write_fitted_parameters(const std::filesystem::path& file,
                             const std::vector<FittedParameter>& figures);
// Does nothing where the file does not exist.
void read_fitted_parameters(CityTables& tables, Problems& problems);
void note_fitted_parameters(const CityTables& tables, std::vector<Assumption>& notes);

// Departures an hour in the peak of minibus lines whose headway is an assumption.
[[nodiscard]] double departures_of(const TransitSupply& supply);
// Stretches these headways, peak and off-peak alike, until so many leave; nothing without lines.
void offer_departures(TransitSupply& supply, double per_hour);

}  // namespace mwendo
