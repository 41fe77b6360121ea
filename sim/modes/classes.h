// Vehicle classes and travel modes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "network/network.h"

namespace mwendo {

// A kind of vehicle as traffic sees it.
enum class VehicleClass : std::uint8_t {
  car,
  motorcycle,
  minibus,
  midibus,
  bus,
  articulated_bus,
  truck,
  bicycle
};
inline constexpr std::size_t kVehicleClassCount = 8;

// Vehicles that need the same time for a street: two-wheelers filter past queues, all else waits.
enum class Pace : std::uint8_t { of_cars, of_two_wheelers };
inline constexpr std::size_t kPaceCount = 2;

// How a person makes a trip: the main mode.
enum class Mode : std::uint8_t {
  walk,
  bicycle,
  shared_bicycle,
  minibus,
  bus,
  brt,
  lrt,
  car_driver,
  car_passenger,
  motorcycle_taxi,
  taxi,
  own_motorcycle
};
inline constexpr std::size_t kModeCount = 12;
[[nodiscard]] constexpr std::size_t index_of(Mode m) { return static_cast<std::size_t>(m); }

[[nodiscard]] bool is_transit(Mode m);  // this and name_of: from the table of modes.h

enum class Purpose : std::uint8_t { home, work, school, other };
// Where figures stand in the order work, school, other.
[[nodiscard]] constexpr std::size_t kind_of(Purpose p) {
  return p == Purpose::work ? 0 : p == Purpose::school ? 1 : 2;
}

[[nodiscard]] const char* name_of(VehicleClass c);
[[nodiscard]] const char* name_of(Mode m);
[[nodiscard]] const char* name_of(Purpose p);

// Lanes a class may use; a BRT vehicle adds kBrt.
[[nodiscard]] constexpr Permissions permission_of(VehicleClass c) {
  constexpr std::array<Permissions, kVehicleClassCount> kTable = {
      kCar, kMotorcycle, kMinibus, kBus, kBus, kBus, kTruck, kBicycle};
  return kTable[static_cast<std::size_t>(c)];
}

}  // namespace mwendo
