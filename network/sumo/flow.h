// Flows of a route file: vehicles at even intervals or at random. Internal to network/sumo.
//
//   const Flow flow = read_flow(element, "f0");
//   for_each_departure(flow, draws, [&](double time_s) { depart(time_s); });
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "network/sumo/xml.h"

namespace mwendo::sumo {

// Seconds; a period, or a probability of a vehicle in each second.
struct Flow {
  double begin = 0, end = 3600, period = 0, probability = 0;
};

// A <flow>. What is wrong is noted at its place; then the flow has no vehicles.
[[nodiscard]] Flow read_flow(const XmlElement& e, const std::string& name);

// Whether a word is a time or a number: SUMO has words there as well.
[[nodiscard]] bool starts_with_digit(std::string_view text);

// A random number in [0, 1) as a function of a counter.
[[nodiscard]] double draw(std::uint64_t counter);

// Calls f(time) for each vehicle in order of time. `draws`: counts the random numbers of a file.
template <class F>
void for_each_departure(const Flow& flow, std::uint64_t& draws, F&& f) {
  if (flow.period > 0) {
    const auto count = static_cast<std::size_t>(std::ceil((flow.end - flow.begin) / flow.period));
    for (std::size_t i = 0; i < count; ++i) f(flow.begin + static_cast<double>(i) * flow.period);
    return;
  }
  for (double time = flow.begin; flow.probability > 0 && time < flow.end; time += 1)
    if (draw(draws++) < flow.probability) f(time);
}

}  // namespace mwendo::sumo
