// Level of service: what every mode offers for a trip, by the experience of people so far.
//
//   LevelOfService level({world, distances, people, active}, parameters, from_s, to_s);
//   level.believe(beliefs.links, beliefs.transit);                  // after each day
//   level.learn_trips(outcome.trips, 0.5F);                         // optional
//   const Alternative car = level.of_street(trip, Mode::car_driver);
//   const Alternative brt = level.of_path(path);                    // from a transit search
//
// Driving: link times by hour. Public transport: section times, headways, refusals and crowding;
// the headways of peak and off-peak keep the ratio of the plan. Street modes: the expected time of
// a trip times the learnt ratio of experienced to expected time of the mode.
// Guarantees: const methods are free of side effects; the same experiences give the same levels.
// Limits: there is no search for parking beyond the walk to the car (sim/modes/modes.h). There are
// no shared bicycles until the world has a bike share.
#pragma once

#include <array>
#include <span>

#include "sim/active/active_level_of_service.h"
#include "sim/choice/street_skims.h"
#include "sim/choice/utility.h"
#include "sim/results/run_results.h"
#include "sim/transit/router/transit_router.h"
#include "sim/world/world.h"

namespace mwendo {

// What a level of service looks at; all must outlive it.
struct LevelInput {
  const World& world;
  const ZoneDistances& distances;
  const Population& population;
  const ActiveLevels& active;
};

class LevelOfService {
 public:
  LevelOfService(const LevelInput& input, const ChoiceParameters& parameters, float from_s,
                 float to_s, int threads = 1);

  // Beliefs about streets and public transport from now on. Call it before any level is read.
  void believe(const LinkTimes& links, const TransitTimes& transit);
  void learn_trips(std::span<const TripRecord> trips, float weight);

  // Walk, bicycle, car driver, car passenger, own motorcycle, motorcycle taxi and taxi.
  [[nodiscard]] Alternative of_street(TripId t, Mode m) const;
  // Public transport, for a way that a search found.
  [[nodiscard]] Alternative of_path(const TransitPath& path) const;

  static constexpr std::size_t kTransitPeriods = 2;  // off-peak, peak
  [[nodiscard]] static std::size_t transit_period(float departure_s);
  [[nodiscard]] const TransitRouter& router() const { return router_; }
  [[nodiscard]] const RideGraph& rides(std::size_t transit_period) const {
    return rides_[transit_period];
  }
  [[nodiscard]] const StreetSkims& streets() const { return streets_; }
  [[nodiscard]] const Population& population() const { return input_.population; }
  [[nodiscard]] const ChoiceParameters& parameters() const { return parameters_; }
  void set_constants(const ModeValues& constant) { parameters_.constant = constant; }
  // Experienced over expected time of the street modes, to be handed to another run.
  using StreetFactors = std::array<float, kModeCount>;
  [[nodiscard]] const StreetFactors& street_factors() const { return street_factor_; }
  void set_street_factors(const StreetFactors& factors) { street_factor_ = factors; }
  // Experienced over expected time of a street mode.
  [[nodiscard]] float street_factor(Mode m) const {
    return street_factor_[static_cast<std::size_t>(m)];
  }

 private:
  [[nodiscard]] float ride_seconds(TripId t, Mode m) const;  // without the street factor
  [[nodiscard]] float free_seconds(TripId t) const;          // by car
  [[nodiscard]] Alternative of_walk(TripId t) const;
  [[nodiscard]] Alternative of_bicycle(TripId t) const;
  [[nodiscard]] Alternative of_vehicle(TripId t, Mode m) const;
  [[nodiscard]] float driver_pays(PersonId person, float km) const;
  [[nodiscard]] TransitTimes at_period(const TransitTimes& times, std::size_t period) const;

  LevelInput input_;
  ChoiceParameters parameters_;
  int threads_;
  StreetSkims streets_;
  TransitRouter router_;
  std::array<RideGraph, kTransitPeriods> rides_;
  StreetFactors street_factor_{};
};

}  // namespace mwendo
