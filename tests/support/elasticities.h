// How the people of a base answer to prices and services, beside published ranges.
//
//   const Answers answers(base, run_scenario(base, base, {}));
//   for (const ElasticityCase& c : elasticity_cases())
//     print(c.name, answers.elasticity(c), c.low, c.high);
//
// An elasticity is ln(trips after / before) / ln(1 + kStep) for a price, a headway or a time that
// grows by kStep; of frequency where a headway changes. It is the closed-form answer of mode choice
// at the beliefs of the settled base: times on streets and in vehicles stay, no chance is left.
// Published ranges, short run, from memory (unverified): fares, TRL 593 (2004); fuel on car-km,
// Goodwin, Dargay, Hanly, Transport Reviews 24 (2004); headways, TCRP 95 chapter 9; car time, TRACE
// (1999); parking, TCRP 95 chapter 13.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "scenarios/experiments/run_scenario.h"
#include "sim/active/active_level_of_service.h"
#include "sim/choice/utility_table.h"

namespace mwendo::testing {

// Means per trip of the period.
struct Travel {
  ModeValues share{};  // of trips
  double car_km = 0;   // driven
};

// Parking grows from what 20 min are worth to a middle income, a trip.
struct ElasticityCase {
  std::string name;
  double low, high;                                 // published
  std::function<double(const Travel&)> answer;      // what is counted
  std::function<void(World&, Experience&)> before;  // empty: the base as it is
  std::function<void(World&, Experience&, double factor)> grows;
  bool of_frequency = false;
};

[[nodiscard]] std::vector<ElasticityCase> elasticity_cases();
// Local currency that an hour of a person of middle income is worth.
[[nodiscard]] double worth_of_an_hour(const World& world);

class Answers {
 public:
  static constexpr double kStep = 0.1;

  // The base must outlive this.
  Answers(const PreparedScenario& base, FinishedRun settled);

  [[nodiscard]] Travel travel(const World& world, const Experience& known) const;
  [[nodiscard]] double elasticity(const ElasticityCase& c) const;
  // Share of the driven trips that stay when each costs so much more.
  [[nodiscard]] Travel charged(double money) const;

 private:
  const PreparedScenario& base_;
  FinishedRun run_;
  ActiveLevels active_;
};

}  // namespace mwendo::testing
