// The vehicles of a simulated day as trips for SUMO.
//
//   VehicleRecorder recorder(world.network);
//   request.watch = [&](int day, int, const DaySimulation& d) { return recorder.see(day, d); };
//   ... run ...
//   write_sumo_routes(recorder.demand(), sumo_names(world.network), "out/city.rou.xml");
//
// Guarantees: every vehicle on the road on the last day, with its route, the second in which it
// entered and its halts at stops.
// Limits: reaction times, accelerations and gaps are exported with sigma 0, because Mwendo's
// drivers have no random slowing. Vehicles start and end at the ends of their links, not within
// them.
#pragma once

#include <vector>

#include "network/sumo/routes.h"
#include "sim/day/day.h"

namespace mwendo {

class VehicleRecorder {
 public:
  explicit VehicleRecorder(const Network& net) : net_(&net) {}

  // Called after every second of every day; forgets the day before, as any may be the last. Always
  // true.
  bool see(int day, const DaySimulation& simulation);
  [[nodiscard]] SumoDemand demand() const;

 private:
  struct Seen {
    float entered_s = -1;
    TypeIndex type = 0;
    std::vector<LinkId> route;
    std::vector<SumoStop> stops;
    bool stood = false;  // at a stop, the second before
  };
  void note(const Traffic& traffic, const VehicleView& view, float now);
  void add_trips(SumoDemand& demand, std::size_t vehicle, std::uint32_t type) const;

  const Network* net_;
  int day_ = 0;
  std::vector<VehicleType> types_;
  std::vector<Seen> seen_;  // by vehicle
  std::vector<VehicleView> view_;
};

// SUMO's description of a type of ours.
[[nodiscard]] SumoVehicleType sumo_type_of(const VehicleType& type);

}  // namespace mwendo
