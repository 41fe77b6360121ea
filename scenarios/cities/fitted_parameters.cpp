#include "scenarios/cities/fitted_parameters.h"

#include <fmt/format.h>

#include "scenarios/files/csv_table.h"
#include "scenarios/files/text_file.h"
#include "scenarios/files/whole_file.h"

namespace mwendo {
namespace {

constexpr const char* kCalibrateCountsAgain =
    "delete the file and run mwendo calibrate with --counts";

bool is_fitted_minibus(const TransitSupply& supply, LineId l) {
  return supply.line.mode[l] == Mode::minibus && supply.line.assumed_headway[l] != 0;
}

void replace(CityTables& tables, const CsvTable& table, std::size_t r, const std::string& file,
             Problems& problems) {
  const std::string& name = table.text(r, "parameter", problems);
  const auto row = tables.parameters.find(name);
  if (row == tables.parameters.end()) {
    problems.add(
        table.problem(r, "parameters.csv has no parameter '" + name + "'", kCalibrateCountsAgain));
    return;
  }
  if (!row->second.published.empty()) {
    problems.add(table.problem(r, "'" + name + "' stands in a row above", kCalibrateCountsAgain));
    return;
  }
  const std::string published = row->second.value;
  row->second = {table.text(r, "value", problems), table.text(r, "source", problems), file,
                 static_cast<int>(r) + 2, published};
  const std::size_t before = problems.all().size();
  if (tables.parameter(name, problems) == 0 && problems.all().size() == before)
    problems.add(table.problem(r, "'" + name + "' is 0", kCalibrateCountsAgain));
}

}  // namespace

void write_fitted_parameters(const std::filesystem::path& file,
                             const std::vector<FittedParameter>& figures) {
  WholeFile whole(file);
  TextFile out(whole.path());
  out.line("parameter,value,unit,source");
  for (const FittedParameter& f : figures)
    out.print("{},{},{},{}\n", csv_field(f.name), fixed(f.value, 3), csv_field(f.unit),
              csv_field(f.source));
  out.close();
  whole.commit();
}

void read_fitted_parameters(CityTables& tables, Problems& problems) {
  const std::string file = tables.folder + "/" + kFittedParameters;
  if (!std::filesystem::exists(file)) return;
  const std::size_t before = problems.all().size();
  const CsvTable table = CsvTable::read(file, problems);
  if (problems.all().size() > before) return;
  if (table.rows() == 0)
    problems.add({.file = file,
                  .line = 1,
                  .what = "the file holds no figures",
                  .what_to_do = kCalibrateCountsAgain});
  for (std::size_t r = 0; r < table.rows(); ++r) replace(tables, table, r, file, problems);
}

void note_fitted_parameters(const CityTables& tables, std::vector<Assumption>& notes) {
  for (const auto& [name, row] : tables.parameters)
    if (!row.published.empty())
      notes.push_back({name,
                       fmt::format("Fitted to counts: {} instead of {}. {}", row.value,
                                   row.published, row.source),
                       1, kFittedParameters});
}

double departures_of(const TransitSupply& supply) {
  double sum = 0;
  for (const LineId l : supply.lines())
    if (is_fitted_minibus(supply, l)) sum += 3600 / double{supply.line.peak_headway_s[l]};
  return sum;
}

void offer_departures(TransitSupply& supply, double per_hour) {
  const auto stretch = static_cast<float>(departures_of(supply) / per_hour);
  for (const LineId l : supply.lines()) {
    if (!is_fitted_minibus(supply, l)) continue;
    supply.line.peak_headway_s[l] *= stretch;
    supply.line.offpeak_headway_s[l] *= stretch;
  }
}

}  // namespace mwendo
