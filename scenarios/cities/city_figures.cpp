#include "scenarios/cities/city_figures.h"

#include <numeric>

#include "sim/modes/classes.h"

namespace mwendo {
namespace {

class Figures {
 public:
  Figures(const CityTables& tables, Problems& problems) : tables_(tables), problems_(problems) {}

  [[nodiscard]] float number(const char* name, double scale = 1) const {
    return static_cast<float>(tables_.parameter(name, problems_) * scale);
  }
  // The first of several parameters that the city has.
  [[nodiscard]] float first(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      if (tables_.has(name)) return number(name);
    }
    return number(*names.begin());
  }
  [[nodiscard]] double share(std::initializer_list<const char*> names) const {
    double sum = 0;
    for (const char* name : names) sum += tables_.parameter_or(name, 0, problems_);
    return sum;
  }

 private:
  const CityTables& tables_;
  Problems& problems_;
};

// Shares whose sum is 1; all 0 where nothing is given.
std::vector<float> normalised(const std::vector<double>& parts) {
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  std::vector<float> shares;
  for (const double p : parts) shares.push_back(static_cast<float>(sum > 0 ? p / sum : 0));
  return shares;
}

std::vector<float> mode_shares(const Figures& f, float occupancy, double& sum) {
  std::vector<double> share(kModeCount, 0);
  const auto at = [&](Mode m) -> double& { return share[static_cast<std::size_t>(m)]; };
  // Surveyed trips by car hold those at work, which have no end at home.
  const double car = f.share({"mode_share_private_car"}) * (1 - 0.01 * f.share({"car_work_share"}));
  at(Mode::walk) = f.share({"mode_share_walk"});
  at(Mode::bicycle) = f.share({"mode_share_bicycle"});
  at(Mode::minibus) = f.share({"mode_share_matatu_bus", "mode_share_minibus_taxi"});
  at(Mode::bus) = f.share({"mode_share_bus_anbessa_higer", "mode_share_bus"});
  at(Mode::lrt) = f.share({"mode_share_lrt"});
  at(Mode::car_driver) = car / static_cast<double>(occupancy);
  at(Mode::car_passenger) = car - at(Mode::car_driver);
  at(Mode::motorcycle_taxi) = f.share({"mode_share_motorcycle_taxi", "mode_share_boda"});
  at(Mode::own_motorcycle) = f.share({"mode_share_own_motorcycle"});
  at(Mode::taxi) = f.share({"mode_share_taxi_ridehail_other", "mode_share_other_taxi"});
  sum = std::accumulate(share.begin(), share.end(), 0.0);
  return normalised(share);
}

// Door to door: the published mean of all trips, or the mean of the modes' lengths by share.
float mean_trip_km(const CityTables& tables, const Figures& f) {
  if (tables.has("mean_trip_length_all")) return f.number("mean_trip_length_all");
  struct Part {
    const char* share;
    const char* length;
  };
  constexpr Part kParts[] = {{"mode_share_walk", "mean_trip_length_walk"},
                             {"mode_share_bicycle", "mean_trip_length_bicycle"},
                             {"mode_share_matatu_bus", "mean_trip_length_matatu_bus"},
                             {"mode_share_minibus_taxi", "mean_trip_length_minibus_taxi"},
                             {"mode_share_private_car", "mean_trip_length_car"},
                             {"mode_share_motorcycle_taxi", "mean_trip_length_motorcycle_taxi"},
                             {"mode_share_boda", "mean_trip_length_boda"},
                             {"mode_share_taxi_ridehail_other", "mean_trip_length_taxi"}};
  double km = 0;
  double share = 0;
  for (const Part& p : kParts) {
    if (!tables.has(p.share) || !tables.has(p.length)) continue;
    km += double{f.number(p.share)} * f.number(p.length);
    share += f.number(p.share);
  }
  return share > 0 ? static_cast<float>(km / share) : CityFigures{}.mean_trip_km;
}

// Figures of the table are USD, for all cities alike.
void read_operating_costs(const CityTables& tables, Problems& problems, CityFigures& c) {
  for (std::size_t k = 0; k < kVehicleClassCount; ++k) {
    const std::string vehicle = name_of(static_cast<VehicleClass>(k));
    const auto cost = [&](const char* by) {
      return static_cast<float>(
          tables.parameter_or(std::string("operating_cost_") + by + "_" + vehicle, 0, problems) *
          double{c.currency_per_usd});
    };
    c.operating_cost[k] = {cost("km"), cost("hour")};
  }
}

void note_operating_costs(const CityFigures& c, std::vector<Assumption>& notes) {
  double known = 0;
  for (const OperatingCost& cost : c.operating_cost) known += cost.known() ? 1 : 0;
  if (known == 0) return;
  notes.push_back({"operating costs",
                   "Costs a km and an hour of vehicles of public transport are assumptions in USD, "
                   "the same in all cities. The count is their vehicle classes.",
                   known, "parameters.csv"});
}

// "KES" of "KES per USD".
std::string currency_of(const CityTables& tables) {
  const auto row = tables.parameters.find("currency_per_usd");
  if (row == tables.parameters.end()) return {};
  return row->second.unit.substr(0, row->second.unit.find(' '));
}

}  // namespace

CityFigures make_figures(const CityTables& tables, std::vector<Assumption>& notes,
                         Problems& problems) {
  const Figures f(tables, problems);
  CityFigures c;
  c.name = tables.slug;
  c.title = tables.profile.title;
  c.country = tables.profile.country;
  c.time_zone = tables.profile.time_zone;
  c.currency = currency_of(tables);
  c.currency_per_usd = f.number("currency_per_usd");
  read_operating_costs(tables, problems, c);
  note_operating_costs(c, notes);
  c.trips_per_person_day = f.first({"trips_per_person_day", "trip_rate_all_modes"});
  c.persons_per_household = f.number("household_size");
  c.car_ownership = f.number("household_car_ownership", 0.01);
  c.motorcycle_ownership = f.number("household_motorcycle_ownership", 0.01);
  c.bicycle_ownership = f.number("household_bicycle_ownership", 0.01);
  c.value_of_time_usd_h = f.number("value_of_time_commute");
  c.car_occupancy = f.number("car_occupancy");
  c.peak_speed_kmh =
      f.first({"peak_speed_mixed_arterials", "peak_speed_arterials", "peak_speed_radials"});
  c.motorcycle_taxi_fare_base = f.number("motorcycle_taxi_fare_base");
  c.motorcycle_taxi_fare_km = f.number("motorcycle_taxi_fare_km");
  c.taxi_fare_base = f.number("taxi_fare_base");
  c.taxi_fare_km = f.number("taxi_fare_km");
  c.motorcycle_cost_km = f.number("motorcycle_cost_km");
  c.car_cost_km = f.number("car_cost_km");
  c.outside_car_share = f.number("outside_car_share", 0.01);
  c.outside_truck_share = f.number("outside_truck_share", 0.01);
  const HourProfiles& hours = tables.hours;
  c.work_cars = {f.number("car_work_share", 0.01), f.number("car_work_km"),
                 normalised(hours.work_cars)};
  c.work_trucks = {f.number("truck_share", 0.01), 0, normalised(hours.work_trucks)};
  c.work_motorcycles = {f.number("motorcycle_work_share", 0.01), f.number("motorcycle_work_km"),
                        normalised(hours.work_motorcycles)};
  c.grid_tco2_per_mwh = f.number("grid_tco2_per_mwh");
  c.mean_trip_km = mean_trip_km(tables, f);
  double sum = 0;
  c.observed_mode_share = mode_shares(f, c.car_occupancy, sum);
  notes.push_back({"mode shares",
                   "Published shares come from several years and definitions; they are "
                   "normalised. The count is their sum before, in percent.",
                   sum, "parameters.csv"});
  c.departure_profile = normalised(hours.trips);
  c.to_work_profile = normalised(hours.to_work);
  c.from_work_profile = normalised(hours.from_work);
  notes.push_back({"departure profile",
                   "Shares of a weekday by hour: persons in vehicles, ways to work and back, "
                   "vehicles at work. All modes together.",
                   24, hours.source});
  return c;
}

}  // namespace mwendo
