#include "scenarios/formats/sumo/recorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace mwendo {
namespace {

struct ClassNames {
  const char* sumo;
  float width_m;
  int seats;
};

ClassNames names_of(const VehicleType& t) {
  const float width = parameters_of(t.vehicle_class).width_m;
  if ((t.permissions & kBrt) != 0) return {"custom1", width, 150};
  switch (t.vehicle_class) {
    case VehicleClass::car: return {"passenger", width, 4};
    case VehicleClass::motorcycle: return {"motorcycle", width, 2};
    case VehicleClass::minibus: return {"taxi", width, 14};
    case VehicleClass::midibus: return {"bus", width, 33};
    case VehicleClass::bus: return {"bus", width, 60};
    case VehicleClass::articulated_bus: return {"bus", width, 150};
    case VehicleClass::truck: return {"truck", width, 2};
    case VehicleClass::bicycle: break;
  }
  return {"bicycle", width, 1};
}

// The type in the demand that equals `type`, added if there is none; names stay different.
std::uint32_t number_of(SumoVehicleType type, SumoDemand& demand) {
  bool taken = false;
  for (std::size_t i = 0; i < demand.types.size(); ++i) {
    const SumoVehicleType& other = demand.types[i];
    if (other.name == type.name && other.tau_s == type.tau_s && other.seats == type.seats)
      return static_cast<std::uint32_t>(i);
    taken |= other.name == type.name;
  }
  if (taken) type.name += fmt::format("_{}", demand.types.size());
  demand.types.push_back(std::move(type));
  return static_cast<std::uint32_t>(demand.types.size() - 1);
}

}  // namespace

SumoVehicleType sumo_type_of(const VehicleType& type) {
  const ClassNames names = names_of(type);
  SumoVehicleType t = sumo_type_defaults(names.sumo);
  t.name = std::string((type.permissions & kBrt) != 0 ? "brt_" : "") + name_of(type.vehicle_class);
  t.length_m = type.length;
  t.gap_m = type.spacing - type.length;
  t.width_m = names.width_m;
  t.tau_s = type.reaction;
  t.accel_mps2 = type.accel;
  t.decel_mps2 = type.decel;
  t.max_speed_mps = type.max_speed;
  t.sigma = 0;
  t.speed_factor = 1;
  t.seats = names.seats;
  return t;
}

bool VehicleRecorder::see(int day, const DaySimulation& simulation) {
  if (day != day_) {
    seen_.clear();
    types_.clear();
    day_ = day;
  }
  const Traffic& traffic = simulation.traffic();
  traffic.view(view_);
  for (const VehicleView& v : view_) note(traffic, v, simulation.now());
  return true;
}

void VehicleRecorder::note(const Traffic& traffic, const VehicleView& view, float now) {
  if (view.vehicle.value >= seen_.size()) seen_.resize(view.vehicle.value + 1);
  while (types_.size() <= view.type)
    types_.push_back(traffic.type(static_cast<TypeIndex>(types_.size())));
  Seen& s = seen_[view.vehicle.value];
  if (s.entered_s < 0) {
    const auto route = traffic.route_of(view.vehicle);
    s.entered_s = now - 1;  // the step ended now
    s.type = view.type;
    s.route.assign(route.begin(), route.end());
  }
  if (view.at_stop && !s.stood) {
    const auto lanes = static_cast<std::uint32_t>(net_->lanes_of(view.link).size());
    s.stops.push_back({.link = view.link,
                       .lane = std::min(view.lane, lanes - 1),
                       .position_m = view.position_m,
                       .seconds = 0});
  }
  if (view.at_stop) s.stops.back().seconds += 1;
  s.stood = view.at_stop;
}

void VehicleRecorder::add_trips(SumoDemand& demand, std::size_t vehicle,
                                std::uint32_t sumo_type) const {
  const Seen& s = seen_[vehicle];
  SumoTrip t;
  t.type = sumo_type;
  t.first_link = static_cast<std::uint32_t>(demand.links.size());
  t.links = static_cast<std::uint32_t>(s.route.size());
  demand.links.insert(demand.links.end(), s.route.begin(), s.route.end());
  t.name = fmt::format("v{}", vehicle);
  t.depart_s = s.entered_s;
  t.first_stop = static_cast<std::uint32_t>(demand.stops.size());
  t.stops = static_cast<std::uint32_t>(s.stops.size());
  demand.stops.insert(demand.stops.end(), s.stops.begin(), s.stops.end());
  demand.trips.push_back(t);
}

SumoDemand VehicleRecorder::demand() const {
  SumoDemand demand;
  std::vector<std::uint32_t>
      number;  // by type of ours; some differ only in what SUMO does not know
  for (const VehicleType& t : types_) number.push_back(number_of(sumo_type_of(t), demand));
  for (std::size_t v = 0; v < seen_.size(); ++v)
    if (seen_[v].entered_s >= 0) add_trips(demand, v, number[seen_[v].type]);
  std::stable_sort(demand.trips.begin(), demand.trips.end(),
                   [](const SumoTrip& a, const SumoTrip& b) { return a.depart_s < b.depart_s; });
  return demand;
}

}  // namespace mwendo
