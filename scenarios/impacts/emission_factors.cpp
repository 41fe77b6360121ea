#include "scenarios/impacts/emission_factors.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "scenarios/files/csv_table.h"

namespace mwendo {
namespace {

using std::filesystem::path;

std::optional<VehicleClass> class_named(const std::string& name) {
  for (std::size_t c = 0; c < kVehicleClassCount; ++c)
    if (name == name_of(static_cast<VehicleClass>(c))) return static_cast<VehicleClass>(c);
  return std::nullopt;
}

std::optional<Fuel> fuel_named(const std::string& name) {
  if (name == "petrol") return Fuel::petrol;
  if (name == "diesel") return Fuel::diesel;
  return std::nullopt;
}

std::optional<HotPollutant> pollutant_named(const std::string& name) {
  static const std::map<std::string, HotPollutant> kNames = {{"EC", HotPollutant::energy},
                                                             {"NOx", HotPollutant::nox},
                                                             {"PM", HotPollutant::pm},
                                                             {"CH4", HotPollutant::ch4},
                                                             {"N2O", HotPollutant::n2o}};
  const auto found = kNames.find(name);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

// Calls use(row, class) for each row of a table whose "class" is known.
template <class Use>
void for_each_class_row(const CsvTable& table, Problems& problems, Use use) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::string& name = table.text(r, "class", problems);
    const auto c = class_named(name);
    if (c)
      use(r, *c);
    else
      problems.add(table.problem(r, fmt::format("unknown vehicle class '{}'", name),
                                 "use a class such as car, minibus, bus"));
  }
}

Fuel fuel_of(const CsvTable& table, std::size_t row, Problems& problems) {
  const std::string& name = table.text(row, "fuel", problems);
  const auto fuel = fuel_named(name);
  if (!fuel)
    problems.add(
        table.problem(row, fmt::format("unknown fuel '{}'", name), "use petrol or diesel"));
  return fuel.value_or(Fuel::petrol);
}

SpeedFunction speed_function(const CsvTable& table, std::size_t r, Problems& problems) {
  const auto get = [&](const char* column) { return table.number(r, column, problems); };
  return {get("alpha"), get("beta"), get("gamma"), get("delta"),     get("epsilon"),
          get("zita"),  get("hta"),  get("rf"),    get("v_min_kmh"), get("v_max_kmh")};
}

struct TechnologyKey {
  VehicleClass vehicle;
  Fuel fuel;
  std::string euro;
  auto operator<=>(const TechnologyKey&) const = default;
};
using Technologies = std::map<TechnologyKey, VehicleTechnology>;

Technologies read_technologies(const path& folder, Problems& problems) {
  Technologies technologies;
  const CsvTable table = CsvTable::read(folder / "hot_factors.csv", problems);
  for_each_class_row(table, problems, [&](std::size_t r, VehicleClass c) {
    const Fuel fuel = fuel_of(table, r, problems);
    const std::string& euro = table.text(r, "euro", problems);
    const auto pollutant = pollutant_named(table.text(r, "pollutant", problems));
    if (!pollutant) {
      problems.add(table.problem(r, "unknown pollutant", "use EC, NOx, PM, CH4 or N2O"));
      return;
    }
    VehicleTechnology& t = technologies[{c, fuel, euro}];
    t.fuel = fuel;
    t.name = fmt::format("{} {}", table.text(r, "fuel", problems), euro);
    auto& rows = t.hot[index_of(*pollutant)];
    rows.push_back({table.number(r, "slope", problems), speed_function(table, r, problems)});
    if (rows.size() > 1 && rows[rows.size() - 2].slope >= rows.back().slope)
      problems.add(table.problem(r, "slopes are not in rising order", "sort the rows by slope"));
  });
  return technologies;
}

// The city itself if it has rows, else the first of the table.
std::string fleet_of(const CsvTable& table, const std::string& city, Problems& problems) {
  for (std::size_t r = 0; r < table.rows(); ++r)
    if (table.text(r, "city", problems) == city) return city;
  return table.rows() > 0 ? table.text(0, "city", problems) : city;
}

void read_fleet(const path& folder, const CityFigures& city, FactorSet& set,
                std::vector<Assumption>& assumed, Problems& problems) {
  const Technologies technologies = read_technologies(folder, problems);
  const CsvTable table = CsvTable::read(folder / "fleet_mix.csv", problems);
  const std::string fleet = fleet_of(table, city.name, problems);
  if (fleet != city.name)
    assumed.push_back({"fleet",
                       "No mix of emission standards is known here: that of " + fleet + " is used.",
                       1, "assumption"});
  for_each_class_row(table, problems, [&](std::size_t r, VehicleClass c) {
    if (table.text(r, "city", problems) != fleet) return;
    const std::string& euro = table.text(r, "euro", problems);
    const auto found = technologies.find({c, fuel_of(table, r, problems), euro});
    if (found == technologies.end()) {
      problems.add(table.problem(r, "no factors for this class, fuel and standard",
                                 "add rows to hot_factors.csv"));
      return;
    }
    VehicleTechnology t = found->second;
    t.share = table.number(r, "share", problems);
    set.classes[index_of(c)].technologies.push_back(std::move(t));
  });
}

void check_shares(const path& folder, const FactorSet& set, Problems& problems) {
  for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
    const auto& technologies = set.classes[c].technologies;
    double sum = 0;
    for (const VehicleTechnology& t : technologies) sum += t.share;
    if (!technologies.empty() && (sum < 0.999 || sum > 1.001))
      problems.add({.file = (folder / "fleet_mix.csv").string(),
                    .what = fmt::format("the shares of class {} sum to {:.3f}",
                                        name_of(static_cast<VehicleClass>(c)), sum),
                    .what_to_do = "let them sum to 1"});
  }
}

void read_fuels(const path& folder, FactorSet& set, Problems& problems) {
  const CsvTable table = CsvTable::read(folder / "fuels.csv", problems);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto get = [&](const char* column) { return table.number(r, column, problems); };
    set.fuels[index_of(fuel_of(table, r, problems))] = {
        get("ncv_mj_per_kg"), get("co2_g_per_mj"), get("density_kg_per_l"),
        get("n2o_g_per_mj"),  get("ch4_g_per_mj"), get("upstream_co2e_g_per_mj")};
  }
}

void read_idle(const path& folder, FactorSet& set, Problems& problems) {
  const CsvTable table = CsvTable::read(folder / "idle_rates.csv", problems);
  for_each_class_row(table, problems, [&](std::size_t r, VehicleClass c) {
    set.classes[index_of(c)].idle_l_per_h[index_of(fuel_of(table, r, problems))] =
        table.number(r, "litres_per_hour", problems);
  });
}

void read_wear(const path& folder, FactorSet& set, Problems& problems) {
  const CsvTable table = CsvTable::read(folder / "wear.csv", problems);
  for_each_class_row(table, problems, [&](std::size_t r, VehicleClass c) {
    const double load = table.number(r, "load_factor", problems, 0);
    const double axles = table.number(r, "axles", problems, 2);
    set.classes[index_of(c)].wear = {
        table.number(r, "tyre_tsp_g_km", problems, heavy_tyre_tsp(axles, load)),
        table.number(r, "brake_tsp_g_km", problems, heavy_brake_tsp(load)),
        table.number(r, "road_tsp_g_km", problems)};
  });
}

void read_gwp(const path& folder, GwpSet gwp, FactorSet& set, Problems& problems) {
  const CsvTable table = CsvTable::read(folder / "gwp100.csv", problems);
  for (std::size_t r = 0; r < table.rows(); ++r)
    if (table.text(r, "set", problems) == name_of(gwp))
      set.gwp = {table.number(r, "ch4", problems), table.number(r, "n2o", problems)};
}

void read_electricity(const path& folder, const CityFigures& city, FactorSet& set,
                      std::vector<Assumption>& assumed, Problems& problems) {
  const CsvTable table = CsvTable::read(folder / "electricity.csv", problems);
  set.electricity.grid_g_per_kwh = static_cast<double>(city.grid_tco2_per_mwh) * 1000;
  bool losses_known = false;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::string& item = table.text(r, "item", problems);
    const std::string& key = table.text(r, "key", problems);
    const double value = table.number(r, "value", problems);
    const auto c = class_named(key);
    if (item == "kwh_per_km" && c) set.classes[index_of(*c)].kwh_per_km = value;
    if (item == "kwh_per_km" && key == "lrt") set.electricity.rail_kwh_per_km = value;
    if (item == "charger_efficiency") set.electricity.charger_efficiency = value;
    if (item == "grid_losses" && key == city.country) {
      set.electricity.grid_losses = value;
      losses_known = true;
    }
  }
  if (!losses_known)
    assumed.push_back(
        {"grid losses",
         "No losses of the grid are known for " + city.country + ": none are counted.", 1,
         "assumption"});
}

void read_resuspension(const path& folder, FactorSet& set, Problems& problems) {
  const CsvTable table = CsvTable::read(folder / "resuspension.csv", problems);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::string& item = table.text(r, "item", problems);
    const double value = table.number(r, "value", problems);
    if (item == "k_pm25") set.resuspension.k_pm25_g_km = value;
    if (item == "silt_loading") set.resuspension.silt_g_m2 = value;
    if (item == "mean_vehicle_weight") set.resuspension.mean_weight_short_tons = value;
  }
}

}  // namespace

const char* name_of(GwpSet set) {
  if (set == GwpSet::ar4) return "AR4";
  return set == GwpSet::ar5 ? "AR5" : "AR6";
}

FactorSet load_factors(const path& folder, const CityFigures& city, GwpSet gwp,
                       std::vector<Assumption>& assumed) {
  Problems problems;
  FactorSet set;
  read_fleet(folder, city, set, assumed, problems);
  check_shares(folder, set, problems);
  read_fuels(folder, set, problems);
  read_idle(folder, set, problems);
  read_wear(folder, set, problems);
  read_gwp(folder, gwp, set, problems);
  read_electricity(folder, city, set, assumed, problems);
  read_resuspension(folder, set, problems);
  problems.throw_if_any();
  return set;
}

std::vector<Source> factor_sources(const path& folder) {
  Problems problems;
  const CsvTable table = CsvTable::read(folder / "sources.csv", problems);
  std::vector<Source> sources;
  for (std::size_t r = 0; r < table.rows(); ++r)
    sources.push_back({"emission factors: " + table.text(r, "source", problems),
                       table.text(r, "text", problems), table.text(r, "licence", problems)});
  problems.throw_if_any();
  return sources;
}

}  // namespace mwendo
