#include "scenarios/results/indicators.h"

#include <algorithm>
#include <array>

#include "scenarios/results/indicator_sink.h"

namespace mwendo {
namespace {

constexpr const char* kRun = "the run";
constexpr const char* kCounts = "counts.csv of the city; GEH: DMRB 12.2, TAG unit M3.1";
constexpr const char* kMoney = "local currency";
constexpr const char* kEmep = "EMEP/EEA Guidebook 2019 (docs/emissions.md)";

constexpr std::array kTable = {
    Indicator{"trips", "Trips", "trips", 0, Split::none, Better::neither,
              "Trips of persons that depart in the period.", kRun},
    Indicator{"mode_share", "Mode share", "%", 2, Split::mode, Better::neither,
              "Share of these trips by main mode.", kRun},
    Indicator{"person_km", "Person-km", "km", 0, Split::mode, Better::neither,
              "Whole way of the trips that depart in the period, by main mode; of car drivers it "
              "is their "
              "vehicle-km.",
              kRun},
    Indicator{"person_km_total", "Person-km, all modes", "km", 0, Split::none, Better::neither,
              "Sum of person-km over modes.", kRun},
    Indicator{"travel_time", "Mean travel time", "min", 2, Split::mode, Better::lower,
              "Mean time from door to door of all trips; of those under way at the end their time "
              "so far.",
              kRun},
    Indicator{"travel_time_mean", "Mean travel time, all trips", "min", 2, Split::none,
              Better::lower,
              "Mean time from door to door of all trips; of those under way at the end their time "
              "so far.",
              kRun},
    Indicator{"trip_length", "Mean trip length", "km", 2, Split::mode, Better::neither,
              "Mean distance of all trips; of those under way the shortest way or, if longer, that "
              "so far.",
              kRun},
    Indicator{"trip_length_mean", "Mean trip length, all trips", "km", 2, Split::none,
              Better::neither,
              "Mean distance of all trips; of those under way the shortest way or, if longer, that "
              "so far.",
              kRun},
    Indicator{"vehicle_km", "Vehicle-km", "km", 0, Split::vehicle_class, Better::lower,
              "Distance driven on the streets in the period, by class. Where traffic gets quicker "
              "more of "
              "the way falls into the period.",
              kRun},
    Indicator{"vehicle_km_motor", "Motor vehicle-km", "km", 0, Split::none, Better::lower,
              "Sum of vehicle-km over all classes but bicycles.", kRun},
    Indicator{"motor_speed", "Mean motor speed", "km/h", 2, Split::none, Better::higher,
              "Vehicle-km over vehicle-hours of all motor vehicles, stops included.", kRun},
    Indicator{"peak_speed", "Motor speed in the peak hour", "km/h", 2, Split::none, Better::higher,
              "The same in the four consecutive quarter hours with the most vehicle-hours.", kRun},
    Indicator{
        "congestion_index", "Congestion index", "-", 3, Split::none, Better::lower,
        "Vehicle-hours over the hours the same distance takes at the free speed of each link; "
        "cars, motorcycles and trucks.",
        kRun},
    Indicator{"delay", "Time lost in traffic", "vehicle-h", 0, Split::none, Better::lower,
              "Vehicle-hours above free-flow time; cars, motorcycles and trucks.", kRun},
    Indicator{"delay_persons", "Time lost by persons in traffic", "person-h", 0, Split::none,
              Better::lower, "The same, times the persons on board.", kRun},
    Indicator{"stops_per_km", "Stops per motor vehicle-km", "1/km", 2, Split::none, Better::lower,
              "Times a motor vehicle came to a stand, per vehicle-km.", kRun},
    Indicator{"boardings", "Boardings", "persons", 0, Split::transit_mode, Better::neither,
              "Persons that boarded a vehicle of the mode; a transfer counts again.", kRun},
    Indicator{"brt_riders", "BRT riders", "persons", 0, Split::none, Better::higher,
              "Boardings of BRT lines in the period.", kRun},
    Indicator{"brt_riders_day", "BRT riders a day", "persons", 0, Split::none, Better::higher,
              "BRT riders of the period over the period's share of the trips of a weekday "
              "(departure profile of the city).",
              kRun},
    Indicator{"brt_peak_load", "BRT load at the busiest section", "persons/h/direction", 0,
              Split::none, Better::neither,
              "Passengers in the busiest 60 min of the section and direction with most of them, "
              "all BRT lines together.",
              kRun},
    Indicator{"brt_peak_capacity", "BRT places offered there", "places/h/direction", 0, Split::none,
              Better::neither, "Places offered per hour on that section, mean of the period.",
              kRun},
    Indicator{"brt_speed", "BRT commercial speed", "km/h", 2, Split::none, Better::higher,
              "Line length over time with station stops, weighted by vehicle-km.", kRun},
    Indicator{"brt_time_moving", "BRT vehicles: time moving", "s/km", 1, Split::none, Better::lower,
              "What a vehicle takes that nothing holds up, with braking and starting at stations.",
              kRun},
    Indicator{"brt_time_dwell", "BRT vehicles: time at platforms", "s/km", 1, Split::none,
              Better::lower, "Dwell time at stations.", kRun},
    Indicator{"brt_time_queue", "BRT vehicles: queue before platforms", "s/km", 1, Split::none,
              Better::lower, "Standing on the link of a station before a dock is free.", kRun},
    Indicator{"brt_time_held", "BRT vehicles: held at signals and in traffic", "s/km", 1,
              Split::none, Better::lower,
              "The rest of the time: red lights, traffic, queues that reach farther back.", kRun},
    Indicator{"brt_time_control", "BRT vehicles: waiting to keep the headway", "s/km", 1,
              Split::none, Better::neither,
              "At stations, after the dwell, on lines with headway control.", kRun},
    Indicator{"brt_saturation", "Busiest BRT station", "% of time", 1, Split::none, Better::neither,
              "Share of the period in which a dock of the busiest station is taken, mean of its "
              "docks. Stations are planned for 35 to 45 % (ITDP).",
              kRun},
    Indicator{"minibus_speed", "Minibus commercial speed", "km/h", 2, Split::none, Better::higher,
              "The same for minibus lines.", kRun},
    Indicator{"minibus_speed_corridor", "Minibus commercial speed on the corridor", "km/h", 2,
              Split::none, Better::higher,
              "Length over time, stops included, of minibus line sections with both stops within "
              "150 m of the BRT corridor.",
              kRun},
    Indicator{"corridor_time", "Time along the longest BRT line", "min", 1, Split::mode,
              Better::lower,
              "In the vehicle from the first to the last station of the list: BRT as simulated, "
              "minibuses at their commercial speed on the corridor, cars (car_driver) at the mean "
              "times of the links along it.",
              kRun},
    Indicator{"load_factor", "Load factor", "%", 1, Split::transit_mode, Better::neither,
              "Passenger-km over place-km.", kRun},
    Indicator{"wait", "Mean waiting time", "min", 2, Split::transit_mode, Better::lower,
              "Mean waiting time of all trips by the mode; of those under way their wait so far.",
              kRun},
    Indicator{
        "headway_cv", "Variation of headways", "-", 3, Split::transit_mode, Better::lower,
        "Standard deviation over mean of the times between departures of a line at its stops, "
        "mean of the lines by boardings; 0 if all are even.",
        kRun},
    Indicator{"excess_wait", "Excess wait by uneven headways", "min", 2, Split::transit_mode,
              Better::lower,
              "Mean wait E[h^2] / (2 E[h]) of riders who arrive at random for the departures h of "
              "their line, minus half the planned headway. Mean of the lines by boardings; below 0 "
              "if vehicles come more often than planned.",
              "the run; Osuna and Newell 1972"},
    Indicator{"operated_km", "Vehicle-km of the lines", "km", 0, Split::transit_mode,
              Better::neither, "Sections between stops that vehicles of the lines completed.",
              kRun},
    Indicator{"operated_hours", "Vehicle-hours of the lines", "h", 1, Split::transit_mode,
              Better::neither,
              "Vehicles in service, from the start of loading at the first stop to the last stop.",
              kRun},
    Indicator{"fleet_in_service", "Fleet in service", "vehicles", 0, Split::transit_mode,
              Better::neither, "Most vehicles in service at once.", kRun},
    Indicator{
        "terminal_vehicles", "Vehicles at first stops", "vehicles", 1, Split::transit_mode,
        Better::neither,
        "Vehicles that stand ready or load at the first stops, mean of the time in which their "
        "line runs, sum of the lines.",
        kRun},
    Indicator{"terminal_persons", "People waiting at first stops", "persons", 0,
              Split::transit_mode, Better::lower,
              "Persons who wait at the first stop of the line that they chose, mean of the time in "
              "which it runs, sum of the lines.",
              kRun},
    Indicator{"revenue", "Fare revenue", kMoney, 0, Split::transit_mode, Better::neither,
              "Fares of the persons who boarded; where operating costs are known.", kRun},
    Indicator{"operating_cost", "Operating cost", kMoney, 0, Split::transit_mode, Better::lower,
              "Vehicle-km and vehicle-hours times their costs by vehicle class: fuel, upkeep, "
              "crews; without purchase, interest and stations.",
              "the run; parameters.csv of the city (assumption, not a published figure)"},
    Indicator{"surplus", "Surplus of operation", kMoney, 0, Split::transit_mode, Better::higher,
              "Fare revenue minus operating cost.",
              "the run; parameters.csv of the city (assumption, not a published figure)"},
    Indicator{"left_behind", "Left behind by full vehicles", "persons", 0, Split::none,
              Better::lower, "Persons who at least once could not board for lack of room.", kRun},
    Indicator{"gave_up", "Gave up waiting", "persons", 0, Split::none, Better::lower,
              "Persons who waited half an hour, or two headways if they are longer, and went on on "
              "foot or in a hired vehicle. Their trips stay those of the planned mode.",
              kRun},
    Indicator{"left_earlier", "Trips that leave earlier than counted", "trips", 0, Split::none,
              Better::neither,
              "Trips that people moved to an earlier departure because of a measure, where the "
              "scenario has departure_choice.",
              kRun},
    Indicator{"left_later", "Trips that leave later than counted", "trips", 0, Split::none,
              Better::neither, "The same to a later departure.", kRun},
    Indicator{"went_elsewhere", "Errands that lead elsewhere", "trips", 0, Split::none,
              Better::neither,
              "Trips to another zone than in the base because of a measure, where the scenario has "
              "destination_choice.",
              kRun},
    Indicator{"vehicles_moved", "Minibuses that changed lines", "vehicles", 0, Split::none,
              Better::neither,
              "Minibuses in service, mean of the period, that lines have more than in the base, "
              "where the scenario has operator_choice.",
              kRun},
    Indicator{"walking_km", "Walking", "person-km", 0, Split::none, Better::higher,
              "Walked by persons: whole trips, access and egress.", kRun},
    Indicator{"cycling_km", "Cycling", "person-km", 0, Split::none, Better::higher,
              "Cycled on own and shared bicycles.", kRun},
    Indicator{"co2e", "CO2e in operation", "t", 3, Split::none, Better::lower,
              "CO2, CH4 and N2O of exhausts as CO2e (GWP100), plus CO2 of the power stations for "
              "electric vehicles and light rail, with grid and charging losses.",
              kEmep},
    Indicator{"co2e_class", "CO2e by class", "t", 3, Split::vehicle_class, Better::lower,
              "CO2e in operation by vehicle class.", kEmep},
    Indicator{"co2e_per_person_km", "CO2e per person-km", "g/km", 1, Split::none, Better::lower,
              "CO2e in operation over person-km of all modes; freight included.", kEmep},
    Indicator{"co2", "CO2 of exhausts", "t", 3, Split::none, Better::lower, "CO2 by fuel balance.",
              kEmep},
    Indicator{"ch4", "CH4", "kg", 3, Split::none, Better::lower, "Methane of exhausts.", kEmep},
    Indicator{"n2o", "N2O", "kg", 3, Split::none, Better::lower, "Nitrous oxide of exhausts.",
              kEmep},
    Indicator{"co2e_upstream", "CO2e of fuel supply", "t", 3, Split::none, Better::lower,
              "Well to tank of petrol and diesel; not part of CO2e in operation.",
              "(unverified) JEC v5"},
    Indicator{"nox", "NOx", "kg", 2, Split::none, Better::lower,
              "Nitrogen oxides of exhausts, as NO2.", kEmep},
    Indicator{"pm25", "PM2.5 of exhausts and wear", "kg", 3, Split::none, Better::lower,
              "Sum of the two rows below.", kEmep},
    Indicator{"pm25_exhaust", "PM2.5 of exhausts", "kg", 3, Split::none, Better::lower,
              "Particles of exhausts; all count as PM2.5.", kEmep},
    Indicator{"pm25_wear", "PM2.5 of wear", "kg", 3, Split::none, Better::lower,
              "Tyre, brake and road wear.", kEmep},
    Indicator{"pm25_resuspended", "PM2.5 resuspended", "kg", 3, Split::none, Better::lower,
              "Dust from paved roads; not part of the sums above.", "US EPA AP-42 13.2.1"},
    Indicator{"petrol", "Petrol", "l", 0, Split::none, Better::lower, "Fuel burnt.", kEmep},
    Indicator{"diesel", "Diesel", "l", 0, Split::none, Better::lower, "Fuel burnt.", kEmep},
    Indicator{"electricity", "Electricity", "kWh", 0, Split::none, Better::neither,
              "Taken from the grid by road vehicles and light rail.",
              "scenarios/emission_factors/electricity.csv"},
    Indicator{"near_stop", "People within 500 m of a stop", "%", 1, Split::none, Better::higher,
              "Share of inhabitants whose street node lies within 500 m of any stop; straight line "
              "times the city's detour factor.",
              "SDG indicator 11.2.1"},
    Indicator{"near_mass_transit", "People within 1 km of BRT or rail", "%", 1, Split::none,
              Better::higher, "The same for BRT and rail stations within 1,000 m.",
              "SDG indicator 11.2.1"},
    Indicator{"near_brt_500", "People within 500 m of BRT", "%", 1, Split::none, Better::higher,
              "The same for BRT stations within 500 m.", "SDG indicator 11.2.1"},
    Indicator{"trips_arrived", "Trips that arrived", "%", 2, Split::none, Better::higher,
              "Share of the trips that reached their end within the period.", kRun},
    Indicator{"trips_no_way", "Trips without a way", "%", 3, Split::none, Better::lower,
              "Share of the trips for which no way was found.", kRun},
    Indicator{
        "moved_on", "Vehicles moved on", "% of trips", 3, Split::none, Better::lower,
        "Vehicles that stood too long and were moved past the obstacle, per trip; a measure of "
        "quality, not of the city.",
        kRun},
    Indicator{"relative_gap", "Relative gap", "%", 2, Split::none, Better::lower,
              "Present over best generalised cost, minus one, at the times that people remember "
              "after the last day.",
              kRun},
    Indicator{"route_gap", "Relative gap of routes", "%", 2, Split::none, Better::lower,
              "Felt time of the ways that were driven over that of the fastest ways at the same "
              "departure, minus one, at the times of the last day.",
              kRun},
    Indicator{"counts_geh5", "Counted flows met, GEH below 5", "%", 1, Split::count_half,
              Better::neither,
              "Share of the directions of counted stations whose mean hourly flow of all vehicles "
              "has a GEH below 5, in the whole hours of the period.",
              kCounts},
    Indicator{"counts_geh10", "Counted flows met, GEH below 10", "%", 1, Split::count_half,
              Better::neither, "The same with a GEH below 10.", kCounts},
    Indicator{"counts_ratio", "Modelled over counted vehicles", "-", 3, Split::count_group_half,
              Better::neither,
              "Modelled over counted vehicles of these hours, summed over the directions of the "
              "stations of a half, by group of vehicles.",
              kCounts},
    Indicator{"counts_cordon", "Modelled over counted at a cordon", "-", 3, Split::count_cordon,
              Better::neither,
              "The same over all stations of a cordon, by direction, all vehicles together.",
              kCounts},
};

std::string short_id(const std::string& id) { return id.substr(0, id.find('.')); }

template <class Kind>
void append_split(std::vector<IndicatorValue>& out, const Indicator& row, std::size_t count,
                  const std::map<std::string, double>& values, bool (*wanted)(Kind)) {
  for (std::size_t k = 0; k < count; ++k) {
    const auto kind = static_cast<Kind>(k);
    if (!wanted(kind)) continue;
    const std::string id = std::string(row.id) + "." + name_of(kind);
    const auto found = values.find(id);
    out.push_back({id, &row, found == values.end() ? std::nullopt : std::optional(found->second)});
  }
}

// The values that there are, whatever their kinds.
void append_counted(std::vector<IndicatorValue>& out, const Indicator& row,
                    const std::map<std::string, double>& values) {
  const std::string beginning = std::string(row.id) + ".";
  for (auto v = values.lower_bound(beginning); v != values.end(); ++v) {
    if (!v->first.starts_with(beginning)) break;
    out.push_back({v->first, &row, v->second});
  }
}

}  // namespace

std::span<const Indicator> indicator_table() { return kTable; }

std::vector<IndicatorValue> IndicatorSink::in_table_order() const {
  std::vector<IndicatorValue> out;
  for (const Indicator& row : kTable) {
    if (row.split == Split::none) {
      const auto found = values_.find(row.id);
      out.push_back(
          {row.id, &row, found == values_.end() ? std::nullopt : std::optional(found->second)});
    } else if (row.split == Split::vehicle_class) {
      append_split<VehicleClass>(out, row, kVehicleClassCount, values_,
                                 [](VehicleClass) { return true; });
    } else if (row.split == Split::transit_mode) {
      append_split<Mode>(out, row, kModeCount, values_, [](Mode m) { return is_transit(m); });
    } else if (row.split == Split::count_half || row.split == Split::count_group_half ||
               row.split == Split::count_cordon) {
      append_counted(out, row, values_);
    } else {
      append_split<Mode>(out, row, kModeCount, values_, [](Mode) { return true; });
    }
  }
  for (IndicatorValue& v : out)
    if (v.indicator->unit == std::string_view(kMoney)) v.currency = currency_;
  return out;
}

std::vector<IndicatorValue> compute_indicators(const IndicatorInput& input) {
  IndicatorSink sink(input.world.figures.currency);
  add_trip_indicators(input, sink);
  add_traffic_indicators(input, sink);
  add_transit_indicators(input, sink);
  add_operator_indicators(input, sink);
  add_emission_indicators(input, sink);
  add_access_indicators(input, sink);
  add_reaction_indicators(input, sink);
  add_quality_indicators(input, sink);
  add_count_indicators(input, sink);
  return sink.in_table_order();
}

std::optional<double> value_of(std::span<const IndicatorValue> values, std::string_view id) {
  for (const IndicatorValue& v : values)
    if (v.id == id) return v.value;
  return std::nullopt;
}

std::string unit_of(const IndicatorValue& value) {
  return value.currency.empty() ? value.indicator->unit : value.currency;
}

std::string label_of(const IndicatorValue& value) {
  if (value.indicator->split == Split::none) return value.indicator->label;
  std::string kind = value.id.substr(short_id(value.id).size() + 1);
  std::replace(kind.begin(), kind.end(), '_', ' ');
  if (kind == "brt" || kind == "lrt")
    std::transform(kind.begin(), kind.end(), kind.begin(), ::toupper);
  return std::string(value.indicator->label) + ": " + kind;
}

}  // namespace mwendo
