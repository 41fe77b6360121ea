// The history of every link and stop in coarse steps, for the plots of the inspector.
//
//   places.note(net, frame, snapshot.waiting);
//   for (const auto& p : places.speed_of(link)) ...    // (time, % of free flow)
//
// One byte per link and step for speed, two for flow, two per stop for people: about 4 MB an hour
// for a city of 20,000 links.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/network.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

struct TimedValue {
  float time_s;
  float value;
};

class PlaceHistory {
 public:
  void note(const Network& net, const LinkFrame& frame, std::span<const float> waiting);
  [[nodiscard]] std::vector<TimedValue> speed_of(LinkId l) const;  // % of free flow
  [[nodiscard]] std::vector<TimedValue> flow_of(LinkId l) const;   // vehicles per hour
  [[nodiscard]] std::vector<TimedValue> waiting_at(StopId s) const;

  static constexpr float kEvery = 60;

 private:
  struct Moment {
    float time_s;
    std::vector<std::uint8_t> speed;
    std::vector<std::uint16_t> flow;
    std::vector<std::uint16_t> waiting;
  };
  std::vector<Moment> moments_;
};

}  // namespace mwendo::viz
