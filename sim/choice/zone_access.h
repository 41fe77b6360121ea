// How well a person gets from zone to zone by all modes: the logsum of mode choice.
//
//   ZoneAccess access(world, distances, parameters, {from_s, to_s}, threads);
//   access.believe(settled.transit, settled.constants, settled.street_factors);  // once
//   const AccessTables a = access.evaluate(links);                               // each day
//   a.of(has_car).at(from, to)                                                   // utility
//
//   L_ij = ln sum over nests exp(lambda_n I_n),  I_n = ln sum over the nest exp(V_m / lambda_n)
// for a trip between the centres of two zones in the middle of the run (Ben-Akiva and Lerman,
// "Discrete Choice Analysis", 1985, ch. 10). Two persons make it, both of middle income and without
// two-wheelers: one has a car, the other has none and gets no lifts. Inside a zone the trip has the
// mean distance of the zone.
// Why lines are not renewed each day: whether a far zone is served at all may turn on one day's
// luck with waits. The logsum then jumps by up to 90, in base and alternative on different days.
// Limits: what only days teach about lines (crowding, refusals, a bus lane) is not seen; one time
// of the day; who has a motorcycle counts as somebody without vehicles.
//
// Deterministic for any number of threads. Memory: about 350 bytes for each pair of zones.
#pragma once

#include <array>

#include "sim/choice/level_of_service.h"

namespace mwendo {

struct AccessTables {
  std::array<Matrix<ZoneId, float>, 2> table;  // without a car, with one
  [[nodiscard]] const Matrix<ZoneId, float>& of(bool has_car) const {
    return table[has_car ? 1 : 0];
  }
};

class ZoneAccess {
 public:
  struct Hours {
    float from_s = 0, to_s = 0;  // of the run, run-in included
  };
  // All references must outlive the object.
  ZoneAccess(const World& world, const ZoneDistances& distances, const ChoiceParameters& parameters,
             Hours hours, int threads);
  // Beliefs that hold from now on: what a person waits for, and what modes are worth.
  void believe(const TransitTimes& transit, const ModeValues& constants,
               const LevelOfService::StreetFactors& factors);
  // By these link times. Call believe() before.
  [[nodiscard]] AccessTables evaluate(const LinkTimes& links);

 private:
  std::size_t zones_;
  int threads_;
  Population pairs_;  // a trip for each pair of zones: by the person without a car, then with one
  ActiveLevels active_;
  LevelOfService level_;
  TransitTimes transit_;
};

}  // namespace mwendo
