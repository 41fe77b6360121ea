// Mode shares of a part of the day from those of the whole day.
//
// Car traffic is flatter over the day than trips by all modes. On full streets the busiest hour
// holds 7 to 8 per cent of a day's traffic (Highway Capacity Manual 2010, exhibit 3-10, K factor of
// urban roads). Of all trips 11 per cent start in it. The profile of car trips is a weighted mean
// of the profile of all trips and a constant one from 6 to 20 h. The weight gives the busiest hour
// its share (CityFigures::car_peak_hour_share). The other modes share the rest in proportion. Over
// 24 hours nothing changes.
#pragma once

#include <vector>

#include "sim/world/zones.h"

namespace mwendo {

// By Mode, sum 1.
[[nodiscard]] std::vector<float> mode_shares_of_period(const CityFigures& figures, float from_s,
                                                       float to_s);

}  // namespace mwendo
