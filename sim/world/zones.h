// Zones: where people live and what draws them, spread over network nodes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "network/base/ids.h"
#include "network/network.h"
#include "sim/modes/classes.h"

namespace mwendo {

struct ZoneNode {
  NodeId node;
  float home_weight = 0;  // share of the zone's people whose nearest street node this is
  float job_weight = 0;   // share of the zone's jobs
};

// Where traffic from outside enters and leaves the streets.
struct Gateway {
  NodeId node;
  float weight = 0;  // its share is this over the sum
};

struct Zones {
  Column<ZoneId, std::string> name;
  Column<ZoneId, Point> centroid;
  Column<ZoneId, float> population;
  Column<ZoneId, float> jobs;
  Column<ZoneId, float> school_places;
  Column<ZoneId, float> radius_m;        // typical spread of homes round a street node
  Column<ZoneId, float> income_index;    // 1 = city mean; an assumption where no source is given
  Column<ZoneId, std::uint8_t> assumed;  // 1: figures derived, not read in a source
  Csr<ZoneId, ZoneNode> nodes;
  std::vector<Gateway> gateways;  // empty: the ends of main roads (sim/day/outside.h)

  [[nodiscard]] IdRange<ZoneId> zones() const { return name.ids(); }
};

// Vehicles on their way for work, of one class (sim/day/others.h).
struct WorkTraffic {
  float share = 0;  // of the trips of the class; of trucks: of the trips of cars and trucks
  float km = 0;     // mean length on streets; 0: the ends do not depend on each other
  std::vector<float> profile;  // 24 shares of the day, sum 1; empty: even from 6 to 20 h
};

// What a vehicle of public transport costs its operator, local currency: fuel, tyres and upkeep by
// distance, crew and fees by time. Purchase, interest and stations are no part of it.
struct OperatingCost {
  float km = 0;
  float hour = 0;
  [[nodiscard]] bool known() const { return km > 0 && hour > 0; }
};

// Travel figures of a city. Each has its source in scenarios/cities/<city>/parameters.csv.
struct CityFigures {
  std::string name;               // "nairobi"
  std::string title;              // "Nairobi"
  std::string country;            // "Kenya"
  std::string time_zone = "UTC";  // of the tz database, "Africa/Nairobi"
  std::string currency;           // "KES"; empty: not known
  float currency_per_usd = 1;
  float trips_per_person_day = 2.3F;
  float persons_per_household = 3;
  float car_ownership = 0.14F;  // share of households
  float motorcycle_ownership = 0.04F;
  float bicycle_ownership = 0.08F;
  float value_of_time_usd_h = 1.0F;
  float car_occupancy = 1.6F;
  float peak_speed_kmh = 14;  // mean motor speed in the peak, observed
  float mean_detour_walk = 1.3F;
  float motorcycle_taxi_fare_base = 0, motorcycle_taxi_fare_km = 0;
  float taxi_fare_base = 0, taxi_fare_km = 0;
  float motorcycle_cost_km = 0;  // running cost of an own motorcycle, local currency
  float car_cost_km = 0;         // running cost seen by the driver, local currency
  float car_cost_trip = 0;       // parking and charges of a car trip, local currency
  std::array<OperatingCost, kVehicleClassCount> operating_cost;  // by VehicleClass
  WorkTraffic work_cars, work_motorcycles;
  WorkTraffic work_trucks{.share = 0.05F, .km = 0, .profile = {}};
  // Of car and of truck trips, those with an end outside the streets of the city.
  float outside_car_share = 0, outside_truck_share = 0;
  float grid_tco2_per_mwh = 0.1F;
  float mean_trip_km = 5.5F;             // door to door, all modes and purposes
  std::vector<float> departure_profile;  // 24 shares of daily trips, sum 1
  // 24 shares of the ways from home to work and back, sum 1; empty: not known.
  std::vector<float> to_work_profile, from_work_profile;
  // Of trips with an end at home, by Mode, sum 1; minibus holds minibus and bus together where the
  // source does not separate them.
  std::vector<float> observed_mode_share;
};

}  // namespace mwendo
