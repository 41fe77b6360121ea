#include "sim/results/traffic_recorder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mwendo {
namespace {

constexpr std::size_t kTypes = 256;  // a vehicle's type is a byte
constexpr std::size_t kBatch = 256;

}  // namespace

std::size_t record_second(const Traffic& traffic, const ReplayMoment& moment, ReplayWriter& writer) {
  std::array<ReplayVehicle, kBatch> out;
  std::size_t vehicles = 0;
  writer.begin(moment);
  traffic.view_in_batches([&](std::span<const VehicleView> views) {
    vehicles += views.size();
    while (!views.empty()) {
      const std::size_t n = std::min(views.size(), kBatch);
      for (std::size_t i = 0; i < n; ++i) {
        const VehicleView& v = views[i];
        const VehicleType& type = traffic.type(v.type);
        ReplayVehicle& r = out[i];
        r.vehicle = v.vehicle.value, r.link = v.link, r.position_m = v.position_m;
        r.lane = static_cast<std::uint8_t>(v.lane);
        r.kind = static_cast<std::uint8_t>(type.vehicle_class);
        r.halted = v.at_stop ? 1 : 0;
        r.stands_for = 1;
      }
      writer.put(std::span<const ReplayVehicle>(out).first(n));
      views = views.subspan(n);
    }
  });
  writer.end([&](std::uint32_t vehicle) { return traffic.tag_of(VehicleId{vehicle}); });
  return vehicles;
}

}  // namespace mwendo
