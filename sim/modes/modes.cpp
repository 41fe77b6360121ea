#include "sim/modes/modes.h"

#include "network/walking/active_graph.h"

namespace mwendo {
namespace {

constexpr float kUnlockS = 60;       // a bicycle or motorcycle: unlock, push, park
constexpr float kParkingWalkS = 60;  // to or from a parked car
constexpr float kMotorcycleTaxiWaitS = 150;
constexpr float kTaxiWaitS = 300;
// Interviews at Kampala's inner cordon, 2019, motorcycles with an end at home (Expressway Master
// Plan survey).
constexpr float kOnOwnMotorcycle = 1.22F;

constexpr std::array<ModeRow, kModeCount> kRows = {{
    {.mode = Mode::walk,
     .name = "walk",
     .nest = Nest::active,
     .travel = Travel::walks,
     .speed_mps = kWalkSpeedMps},
    {.mode = Mode::bicycle,
     .name = "bicycle",
     .nest = Nest::active,
     .travel = Travel::cycles,
     .speed_mps = kCycleSpeedMps,
     .access_s = kUnlockS},
    {.mode = Mode::shared_bicycle,
     .name = "shared_bicycle",
     .nest = Nest::active,
     .travel = Travel::cycles,
     .speed_mps = kCycleSpeedMps,
     .access_s = kUnlockS},
    {.mode = Mode::minibus, .name = "minibus", .nest = Nest::transit, .travel = Travel::rides},
    {.mode = Mode::bus, .name = "bus", .nest = Nest::transit, .travel = Travel::rides},
    {.mode = Mode::brt, .name = "brt", .nest = Nest::transit, .travel = Travel::rides},
    {.mode = Mode::lrt, .name = "lrt", .nest = Nest::transit, .travel = Travel::rides},
    {.mode = Mode::car_driver,
     .name = "car_driver",
     .nest = Nest::private_car,
     .travel = Travel::drives,
     .access_s = kParkingWalkS,
     .egress_s = kParkingWalkS,
     .vehicle = VehicleClass::car,
     .permissions = kCar},
    {.mode = Mode::car_passenger,
     .name = "car_passenger",
     .nest = Nest::private_car,
     .travel = Travel::is_driven,
     .access_s = kParkingWalkS,
     .egress_s = kParkingWalkS},
    {.mode = Mode::motorcycle_taxi,
     .name = "motorcycle_taxi",
     .nest = Nest::hired,
     .travel = Travel::drives,
     .access_s = kMotorcycleTaxiWaitS,
     .vehicle = VehicleClass::motorcycle,
     .permissions = kMotorcycle,
     .persons = 2},
    {.mode = Mode::taxi,
     .name = "taxi",
     .nest = Nest::hired,
     .travel = Travel::drives,
     .access_s = kTaxiWaitS,
     .vehicle = VehicleClass::car,
     .permissions = kCar,
     .persons = 2},
    {.mode = Mode::own_motorcycle,
     .name = "own_motorcycle",
     .nest = Nest::private_car,
     .travel = Travel::drives,
     .access_s = kUnlockS,
     .vehicle = VehicleClass::motorcycle,
     .permissions = kMotorcycle,
     .persons = kOnOwnMotorcycle},
}};

constexpr bool in_order() {
  for (std::size_t m = 0; m < kModeCount; ++m)
    if (kRows[m].mode != static_cast<Mode>(m)) return false;
  return true;
}
static_assert(in_order(), "the row of a mode stands at its number");

}  // namespace

const ModeRow& row_of(Mode m) { return kRows[static_cast<std::size_t>(m)]; }

const char* name_of(Mode m) { return row_of(m).name; }

bool is_transit(Mode m) { return row_of(m).travel == Travel::rides; }

}  // namespace mwendo
