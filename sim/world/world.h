// Everything a run starts from. Immutable: a measure makes a new world from an old one.
#pragma once

#include <string>
#include <vector>

#include "network/network.h"
#include "sim/world/zones.h"
#include "sim/world/supply.h"

namespace mwendo {

// A thing that was assumed, guessed or changed while the world was made; printed with results.
struct Assumption {
  std::string subject;  // "headways", "lanes", "BRT line NBO-L2 stations"
  std::string text;     // one sentence
  double count = 0;     // things concerned
  std::string source;   // where the figure comes from, or "assumption"
};

struct Source {
  std::string what;
  std::string source;
  std::string licence;
};

struct World {
  Network network;
  TransitSupply transit;
  Zones zones;
  CityFigures figures;
  std::vector<Assumption> assumptions;
  std::vector<Source> sources;
};

}  // namespace mwendo
