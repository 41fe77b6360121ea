#include "sim/modes/classes.h"

namespace mwendo {

const char* name_of(VehicleClass c) {
  static constexpr std::array<const char*, kVehicleClassCount> kNames = {
      "car", "motorcycle", "minibus", "midibus", "bus", "articulated_bus", "truck", "bicycle"};
  return kNames[static_cast<std::size_t>(c)];
}

const char* name_of(Purpose p) {
  static constexpr std::array<const char*, 4> kNames = {"home", "work", "school", "other"};
  return kNames[static_cast<std::size_t>(p)];
}

}  // namespace mwendo
