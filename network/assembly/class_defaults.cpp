#include "network/assembly/class_defaults.h"

#include <array>

namespace mwendo {

ClassDefaults defaults_of(RoadClass c) {
  constexpr float kKmh = 1 / 3.6F;
  static constexpr std::array<ClassDefaults, kRoadClassCount> kTable = {{
      {2, 80 * kKmh, 3.5F},   // motorway
      {2, 60 * kKmh, 3.5F},   // trunk
      {2, 50 * kKmh, 3.25F},  // primary
      {1, 50 * kKmh, 3.25F},  // secondary
      {1, 50 * kKmh, 3.25F},  // tertiary
      {1, 30 * kKmh, 3.0F},   // residential
      {1, 20 * kKmh, 3.0F},   // service
      {1, 20 * kKmh, 3.0F},   // unpaved
      {1, 50 * kKmh, 3.5F},   // busway
      {1, 50 * kKmh, 3.5F},   // rail
      {1, 20 * kKmh, 2.0F},   // cycleway
      {1, 5 * kKmh, 2.0F},    // footway
  }};
  return kTable[static_cast<std::size_t>(c)];
}

}  // namespace mwendo
