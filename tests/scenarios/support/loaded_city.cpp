#include "tests/scenarios/support/loaded_city.h"

#include <map>

namespace mwendo {

const CityWorld& loaded_city(const std::string& name) {
  static std::map<std::string, CityWorld> worlds;
  const auto known = worlds.find(name);
  return known != worlds.end() ? known->second
                               : worlds.emplace(name, load_city(name)).first->second;
}

}  // namespace mwendo
