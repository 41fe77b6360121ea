// Mode shares of a part of the day from those of the whole day.
//
// Car traffic is flatter over the day than the trips of all: on full streets the busiest hour holds
// 7 to 8 per cent of a day's traffic (Highway Capacity Manual 2010, exhibit 3-10, K factor of
// urban roads), while 11 per cent of all trips start in it. The profile of car trips is taken as a
// mean of that of all trips and a constant one from 6 to 20 h, with the weight that gives the
// busiest hour the share told (CityFigures::car_peak_hour_share). The other modes share what is
// left in proportion; over 24 hours nothing changes.
#pragma once

#include <vector>

#include "sim/world/zones.h"

namespace mwendo {

// By Mode, sum 1.
[[nodiscard]] std::vector<float> mode_shares_of_period(const CityFigures& figures, float from_s,
                                                       float to_s);

}  // namespace mwendo
