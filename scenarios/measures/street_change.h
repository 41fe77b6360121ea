// Changes the chosen streets link by link, and notes the metres changed.
//
//   return change_streets(base, m.streets, kBus, problems, "bus lane", [&](LinkSpec& link) {
//     link.lane_specs.push_back(...);
//     return true;                                   // false: this link stays as it was
//   });
#pragma once

#include <functional>
#include <string>

#include "network/assembly/builder.h"
#include "scenarios/cities/city_world.h"
#include "scenarios/measures/streets.h"

namespace mwendo {

[[nodiscard]] CityWorld change_streets(const CityWorld& base, const StreetSelection& streets,
                                       Permissions who, Problems& problems,
                                       const std::string& subject,
                                       const std::function<bool(LinkSpec&)>& change);

}  // namespace mwendo
