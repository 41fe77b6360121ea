// Flows of a route file: vehicles at even intervals or at random. Internal to network/sumo.
//
//   const Flow flow = read_flow(element, "f0", interval, report);
//   for_each_departure(flow, draws, [&](double time_s) { depart(time_s); });
//
// A flow of a number of vehicles without a rate spreads them evenly from begin to end. A flow with
// a rate and without a number goes on to its end. Without an end it lasts 24 hours, as in SUMO.
// Source: SUMO user documentation, "Definition of Vehicles, Vehicle Types, and Routes".
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "network/assembly/builder.h"
#include "network/sumo/xml.h"

namespace mwendo::sumo {

// Departures later than this have no place in a clock of 32-bit seconds. About 92 days.
inline constexpr double kLatestTime = 8e6;

struct Flow {
  double begin = 0, end = 0;                           // s
  double period = 0;                                   // s between vehicles, if above 0
  double rate = 0;                                     // vehicles/s at random, if above 0
  double probability = 0;                              // of a vehicle in each second, if above 0
  double number = std::numeric_limits<double>::max();  // vehicles at most
};

// The <interval> that stands around a flow: its times where it has none. Below 0: not given.
struct FlowInterval {
  double begin = -1, end = -1;
};

// A <flow>. What is wrong is noted at its place; then the flow has no vehicles.
[[nodiscard]] Flow read_flow(const XmlElement& e, const std::string& name,
                             const FlowInterval& around, BuildReport& report);

// A time of the simulation; what is negative or too late is noted and becomes `otherwise`.
[[nodiscard]] double read_time(const XmlElement& e, std::string_view attribute, double otherwise);

// Whether a word is a time or a number: SUMO has words there as well.
[[nodiscard]] bool starts_with_digit(std::string_view text);

// A random number in [0, 1) as a function of a counter.
[[nodiscard]] double draw(std::uint64_t counter);
// Seconds to the next vehicle of a flow at random, exponential; above 0.
[[nodiscard]] double random_gap(double rate, std::uint64_t counter);

// Calls f(time) for each vehicle in order of time. `draws`: counts the random numbers of a file.
template <class F>
void for_each_departure(const Flow& flow, std::uint64_t& draws, F&& f) {
  double count = 0;
  if (flow.rate > 0) {
    for (double time = flow.begin + random_gap(flow.rate, draws++);
         time < flow.end && count < flow.number; time += random_gap(flow.rate, draws++), ++count)
      f(time);
  } else if (flow.probability > 0) {
    for (double time = flow.begin; time < flow.end && count < flow.number; time += 1)
      if (draw(draws++) < flow.probability) f(time), ++count;
  } else {
    const bool at_once = !(flow.period > 0);
    for (double time = flow.begin; count < flow.number && (at_once || time < flow.end);
         time = flow.begin + ++count * flow.period)
      f(time);
  }
}

}  // namespace mwendo::sumo
