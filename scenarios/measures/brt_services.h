// Services on a BRT corridor. They share its lanes, stations and docks.
//
//   [[measure]]
//   type = "brt_corridor"
//   corridor = "NBO-L2"
//   [[measure.services]]
//   name = "All stops"
//   headway = 180                          # s in the peak
//   [[measure.services]]
//   name = "Express"
//   headway = 300
//   stations = ["Kasarani", "Railways"]    # without the key: all
//
// A service goes from its first station to its last and back, so a short turn is a list that ends
// earlier. It passes stations that it leaves out: beside the docks where there is a passing lane,
// else behind a vehicle that stands there.
// Errors: unknown stations (with the nearest name), fewer than two stations, and no name are
// problems.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "scenarios/measures/keys.h"

namespace mwendo {

struct BrtService {
  std::string name = {};
  float peak_headway_s = 0;                // 0: of the measure
  float offpeak_headway_s = 0;             // 0: twice its own in the peak, else of the measure
  std::uint16_t fleet = 0;                 // vehicles of both directions; 0: what the headway needs
  std::vector<std::string> stations = {};  // none: all
  bool operator==(const BrtService&) const = default;
};

void keys(MeasureKeys& k, std::vector<BrtService>& services);
[[nodiscard]] bool stops_at(const BrtService& s, const std::string& station);
// Against the names of the corridor's stations.
void check_services(const std::vector<BrtService>& services,
                    const std::vector<std::string>& stations, const std::string& corridor,
                    Problems& problems);

}  // namespace mwendo
