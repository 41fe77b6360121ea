// The embedded cities, each loaded once a program.
#pragma once

#include <string>

#include "scenarios/cities/city.h"

namespace mwendo {

[[nodiscard]] const CityWorld& loaded_city(const std::string& name);

}  // namespace mwendo
