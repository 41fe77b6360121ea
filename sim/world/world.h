// The input of a run. Immutable: a measure makes a new world from an old one.
#pragma once

#include "network/network.h"
#include "sim/world/supply.h"
#include "sim/world/zones.h"

namespace mwendo {

struct World {
  Network network;
  TransitSupply transit;
  Zones zones;
  CityFigures figures;
};

}  // namespace mwendo
