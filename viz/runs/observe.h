// Reads traffic and public transport into a snapshot.
//
//   TrafficObserver observer;
//   observer.observe(traffic, &transit, &supply, snapshot);
#pragma once

#include "sim/traffic/traffic.h"
#include "sim/transit/operation.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

class TrafficObserver {
 public:
  // transit and supply may be null where there is no public transport.
  void observe(const Traffic& traffic, const TransitOperation* transit, const TransitSupply* supply,
               Snapshot& out);

 private:
  std::vector<std::uint32_t> links_;
  std::vector<RailView> rail_;
};

}  // namespace mwendo::viz
