// Changes the chosen streets link by link, and notes the metres changed.
//
//   return change_streets(base, m.streets, kBus, problems, work, [&](LinkSpec& link) {
//     link.lane_specs.push_back(...);
//     return true;                                   // false: nobody notices this link's change
//   });
//
// Where no link changes, an assumption of kNoEffectSubject says so, with the reason.
#pragma once

#include <functional>
#include <string>

#include "network/assembly/builder.h"
#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

struct StreetWork {
  std::string subject;  // of assumptions: "bus lane"
  std::string what;     // "Bus lanes on Jogoo Road"
  std::string why_not;  // the reason where no street changes: "the streets have one lane only"
};

[[nodiscard]] CityWorld change_streets(const CityWorld& base, const StreetSelection& streets,
                                       Permissions who, Problems& problems, const StreetWork& work,
                                       const std::function<bool(LinkSpec&)>& change);

}  // namespace mwendo
