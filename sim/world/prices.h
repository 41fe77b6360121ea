// The price of a trip besides fares of public transport, by mode and city.
//
//   const float paid = price_of(figures, Mode::taxi).of(4.2F);   // local currency, for 4.2 km
//
// One place for the choice of mode and for what the day charges. Fares of public transport belong
// to the lines (sim/world/supply.h).
#pragma once

#include "sim/modes/classes.h"
#include "sim/world/zones.h"

namespace mwendo {

struct Price {
  float trip = 0;  // local currency, whatever the length
  float km = 0;    // local currency a km
  [[nodiscard]] float of(float kilometres) const { return km * kilometres + trip; }
};

// Car passengers pay nothing here; choice lets them share what the driver pays
// (sim/choice/utility.h).
[[nodiscard]] Price price_of(const CityFigures& figures, Mode m);

}  // namespace mwendo
