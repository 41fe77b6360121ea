// Kinds of vehicle by their word in OpenStreetMap. Internal to network/osm.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "network/assembly/builder.h"
#include "network/network.h"

namespace mwendo::osm {

struct VehicleWord {
  std::string_view word;
  Permissions vehicles;
};

// From the general to the special, as the special one wins. Source: OpenStreetMap wiki, page
// Key:access, land-based transportation.
inline constexpr std::array kVehicleWords = {
    VehicleWord{"access", kMotor | kBicycle | kFoot},
    VehicleWord{"vehicle", kMotor | kBicycle},
    VehicleWord{"motor_vehicle", kMotor},
    VehicleWord{"motorcar", kCar},
    VehicleWord{"motorcycle", kMotorcycle},
    VehicleWord{"hgv", kTruck},
    VehicleWord{"psv", kBus | kMinibus},
    VehicleWord{"bus", kBus},
    VehicleWord{"minibus", kMinibus},
    VehicleWord{"share_taxi", kMinibus},
    VehicleWord{"bicycle", kBicycle},
    VehicleWord{"foot", kFoot},
};

[[nodiscard]] constexpr std::optional<Permissions> vehicles_named(std::string_view word) {
  for (const VehicleWord& row : kVehicleWords)
    if (row.word == word) return row.vehicles;
  return std::nullopt;
}

}  // namespace mwendo::osm
