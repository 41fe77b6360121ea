// What every mode offers for a trip, by what people experienced so far.
//
//   LevelOfService level({&net, &transit, &zones, &figures, &distances, &people, &active},
//                        parameters, from_s, to_s);
//   level.learn(outcome.lines, outcome.trips, believed, 0.5F);      // after each day
//   const Alternative car = level.of_street(trip, Mode::car_driver);
//   const Alternative brt = level.of_path(path);                    // from a transit search
//
// Before the first day: free-flow driving slowed to the city's observed peak speed, expected times
// of public transport. Then link times, section times, headways, refusals and crowding of the days,
// and for each street mode the ratio of experienced to expected time of its trips.
// Guarantees: const methods are free of side effects; the same experiences give the same levels.
// Limits: a person with a motorcycle of their own sees the mode motorcycle taxi at running cost and
// without a wait, for there is no mode of private motorcycles; no search for parking beyond
// kCarTerminalS; nobody shares bicycles until the world has a bike share.
#pragma once

#include <array>
#include <span>

#include "sim/active/active_level_of_service.h"
#include "sim/choice/street_skims.h"
#include "sim/choice/utility.h"
#include "sim/results/run_results.h"
#include "sim/transit/router/transit_router.h"

namespace mwendo {

struct LevelInput {
  const Network* network = nullptr;
  const TransitSupply* transit = nullptr;
  const Zones* zones = nullptr;
  const CityFigures* figures = nullptr;
  const ZoneDistances* distances = nullptr;
  const Population* population = nullptr;
  const ActiveLevels* active = nullptr;
};

class LevelOfService {
 public:
  LevelOfService(const LevelInput& input, const ChoiceParameters& parameters, float from_s,
                 float to_s);

  struct Experience {
    std::span<const LineResult> lines;
    std::span<const TripRecord> trips;
    const LinkTimes* believed = nullptr;
    float weight = 0.5F;  // of the new day for public transport and street factors
  };
  void learn(const Experience& day);

  // Walk, bicycle, car driver, car passenger, motorcycle taxi and taxi.
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
  [[nodiscard]] const Population& population() const { return *input_.population; }
  [[nodiscard]] const ChoiceParameters& parameters() const { return parameters_; }
  void set_constants(const ModeValues& constant) { parameters_.constant = constant; }
  // Experienced over expected time of a street mode.
  [[nodiscard]] float street_factor(Mode m) const {
    return street_factor_[static_cast<std::size_t>(m)];
  }

 private:
  [[nodiscard]] float ride_seconds(TripId t, Mode m) const;  // without the street factor
  [[nodiscard]] Alternative of_walk(TripId t) const;
  [[nodiscard]] Alternative of_bicycle(TripId t) const;
  [[nodiscard]] Alternative of_vehicle(TripId t, Mode m) const;
  void learn_streets(std::span<const TripRecord> trips, float weight);
  void update_rides();

  LevelInput input_;
  ChoiceParameters parameters_;
  float from_s_, to_s_;
  StreetSkims streets_;
  TransitRouter router_;
  std::array<TransitTimes, kTransitPeriods> times_;
  std::array<RideGraph, kTransitPeriods> rides_;
  std::array<float, kModeCount> street_factor_{};
};

}  // namespace mwendo
