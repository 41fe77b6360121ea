// A small made-up city with plausible results, for tests of files, comparison and report that need
// no simulation. Numbers come from the counter-based generator: same seed, same results.
//
//   SyntheticCity city = make_synthetic_city(/*with_brt=*/true);
//   RunResults results = make_synthetic_results(city, /*seed=*/1);
#pragma once

#include "scenarios/cities/city_world.h"
#include "sim/population/population.h"
#include "sim/results/run_results.h"

namespace mwendo::testing {

struct SyntheticCity {
  CityWorld world;
  Population population;
};

[[nodiscard]] SyntheticCity make_synthetic_city(bool with_brt);
// Peak traffic of a morning, 07:00-09:00; slower near the middle; a BRT shifts some trips.
[[nodiscard]] RunResults make_synthetic_results(const SyntheticCity& city, std::uint64_t seed);

}  // namespace mwendo::testing
