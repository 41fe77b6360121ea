// Counter-based random numbers: a draw depends on seed, purpose, subject and index alone. It is the
// same in any thread and in every scenario.
//
//   const double u = uniform({.seed = 7, .purpose = Draw::home_node, .subject = person.value});
//
// Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11 (Philox4x32-10).
#pragma once

#include <cstdint>

namespace mwendo {

// The purpose of a draw. Append only: the numbers of a scenario depend on these values.
enum class Draw : std::uint32_t {
  home_node = 1,
  person_attribute,
  tour,
  destination,
  departure,
  mode_taste,
  replan,
  speed_factor,
  vehicle_route,
  insertion_position,
  dwell,
  minibus_stop,
  network_noise,
  freight,
  test,
  walker,
  walker_at_signal,
  walker_side,
  clone,
  news,
  motorcycle_at_work,
  car_at_work,
  new_way,
  judged_way,
  ride_on,
  departure_taste,
  destination_change,
  sub_tour,
  escort
};

struct DrawKey {
  std::uint64_t seed = 0;
  Draw purpose = Draw::test;
  std::uint32_t subject = 0;  // person, vehicle, link ...
  std::uint32_t index = 0;    // trip, day, draw ...
};

[[nodiscard]] std::uint32_t random_bits(const DrawKey& key);
[[nodiscard]] double uniform(const DrawKey& key);  // in [0, 1)
// Standard normal by the Acklam inverse; uses no libm function whose bits differ by machine.
[[nodiscard]] double normal(const DrawKey& key);
// Standard Gumbel, for random utility. Uses portable_log.
[[nodiscard]] double gumbel(const DrawKey& key);

// Natural logarithm and exponential with the same bits on every machine (own polynomials;
// relative error below 1e-12). x > 0 for portable_log.
[[nodiscard]] double portable_log(double x);
[[nodiscard]] double portable_exp(double x);

}  // namespace mwendo
