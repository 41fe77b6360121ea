// Utility of a mode: coefficients and the generalised cost of a trip.
//
//   ChoiceParameters p;                               // defaults; constants from calibration
//   Alternative a{.felt_s = 1800, .money = 50, .time_s = 1700};
//   const double v = utility(a, value_of_time(person, Income::middle, p), p);   // no constant
//
//   V = constant_mode - (felt seconds + money / value of time) x per_minute / 60
// Felt seconds are seconds on board of an uncrowded vehicle: walking, waiting, changing, crowding
// and the stress of cycling count more. The value of time is the city's times a factor of income.
// Sources. Walk and wait 1.5 to 2 times the time on board: Wardman, "Public transport values of
// time", Transport Policy 11 (2004), and Abrantes and Wardman, Transp. Res. A 45 (2011), European
// data (unverified here). No such study of the three cities was found, so all are assumptions to
// vary. per_minute: the order found by many European and a few African models (0.02 to 0.05);
// assumption. Transfers: 5 min on board besides walk and wait; assumption.
// The constant of BRT and LRT is that of the best known public transport of the city, never more:
// people shift because of time, comfort and fare, not because the model likes rails.
#pragma once

#include <array>

#include "sim/choice/nested_logit.h"
#include "sim/population/population.h"
#include "sim/transit/router/transit_router.h"
#include "sim/world/zones.h"

namespace mwendo {

struct ChoiceParameters {
  double per_minute = 0.045;      // utility lost per felt minute
  double walk_weight = 1.8;       // walking to, between and from vehicles
  double walk_main_weight = 2.0;  // a whole trip on foot
  double wait_weight = 1.8;
  double transfer_s = 300;
  double cycle_weight = 2.0;         // effort; the stress of traffic comes from the ways
  double motorcycle_weight = 1.5;    // exposure and risk as a passenger or rider
  double motorcycle_s_per_km = 400;  // dust and risk of long rides; rides as short as surveyed
  double congestion_weight = 1.4;    // delay at the wheel; Wardman, Ibanez 2012 (unverified)
  double passenger_weight = 1.3;     // going where and when the driver goes
  double passenger_cost = 0.5;       // share of what the driver pays, charges too
  double lift_share = 0.1;           // of persons without a car at home that get lifts
  double motorcycle_delay = 0.5;     // share of a car's delay that a filtering motorcycle has
  double longest_walk_m = 12000;
  std::array<double, 3> value_of_time_factor = {0.6, 1.0, 2.0};  // low, middle, high income
  double value_of_time_spread = 0.5;      // standard deviation of its logarithm between persons
  double value_of_time_s = 156.0 / 3600;  // currency per second, middle income
  NestScales nests{};
  ModeValues constant{};  // by Mode; walk is the reference with 0
};

// Parameters with the city's value of time.
[[nodiscard]] ChoiceParameters choice_parameters(const CityFigures& figures);
// The weights of ways by public transport that belong to them.
[[nodiscard]] TransitCosts transit_costs(const ChoiceParameters& p);

inline constexpr float kNoAlternative = 3.0e38F;

struct Alternative {
  float felt_s = kNoAlternative;  // without money
  float money = 0;
  float time_s = 0;  // by the clock, door to door
  [[nodiscard]] bool exists() const { return felt_s < kNoAlternative; }
};

// Currency per second of a person, by the number in the full population.
[[nodiscard]] double value_of_time(std::uint32_t number, Income income, const ChoiceParameters& p);
[[nodiscard]] double utility(const Alternative& a, double value_of_time_s,
                             const ChoiceParameters& p);
// Whether a person without a car at home gets lifts. The same in all worlds and samples.
[[nodiscard]] bool gets_lifts(std::uint32_t number, const ChoiceParameters& p);
// In [0, 1), fixed for a person: where lifts are few, who has the lowest finds one.
[[nodiscard]] double lift_rank(std::uint32_t number);

}  // namespace mwendo
