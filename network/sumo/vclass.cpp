#include "network/sumo/vclass.h"

#include <array>
#include <utility>

#include "network/sumo/xml.h"

namespace mwendo {
namespace {

struct ClassRow {
  std::string_view name;
  Permissions uses;   // lanes of its vehicles
  Permissions leads;  // that a lane has exactly if this class may use it
};

constexpr Permissions kInStreets = kRail | kBus;

constexpr std::array<ClassRow, 27> kClasses = {{
    {"passenger", kCar, kCar},
    {"private", kCar, 0},
    {"evehicle", kCar, 0},
    {"hov", kCar, 0},
    {"vip", kCar, 0},
    {"emergency", kCar, 0},
    {"authority", kCar, 0},
    {"army", kCar, 0},
    {"ship", kCar, 0},
    {"motorcycle", kMotorcycle, kMotorcycle},
    {"moped", kMotorcycle, 0},
    {"taxi", kMinibus, kMinibus},
    {"bus", kBus, kBus},
    {"coach", kBus, 0},
    {"custom1", kBrt | kBus, kBrt},
    {"custom2", kCar, 0},
    {"truck", kTruck, kTruck},
    {"trailer", kTruck, 0},
    {"delivery", kTruck, 0},
    {"bicycle", kBicycle, kBicycle},
    {"pedestrian", kFoot, kFoot},
    {"rail", kInStreets, kRail},
    {"tram", kInStreets, kRail},
    {"rail_urban", kInStreets, kRail},
    {"rail_electric", kInStreets, kRail},
    {"rail_fast", kInStreets, kRail},
    {"ignoring", kMotor | kBicycle | kRail, 0},
}};

// Words of versions before and after 1.15.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kOtherVersions = {{
    {"public_transport", "bus"},
    {"public_emergency", "emergency"},
    {"public_authority", "authority"},
    {"public_army", "army"},
    {"lightrail", "tram"},
    {"cityrail", "rail_urban"},
    {"rail_slow", "rail"},
    {"subway", "rail_urban"},
    {"cable_car", "tram"},
    {"scooter", "bicycle"},
}};

// On a street without restrictions; rails and BRT lanes are named where they are.
constexpr Permissions kEverybody = kGeneralTraffic | kBicycle | kFoot;

const ClassRow* row_of(std::string_view name) {
  for (const ClassRow& r : kClasses)
    if (r.name == name) return &r;
  return nullptr;
}

bool names(std::string_view list, std::string_view vclass) {
  bool found = false;
  for_each_word(list, [&](std::string_view word) { found |= word == vclass; });
  return found;
}

// The permissions whose leading class is in a list; "all" names every one.
Permissions led_by(std::string_view list) {
  Permissions all = 0;
  for_each_word(list, [&](std::string_view word) {
    const ClassRow* r = row_of(word);
    all = static_cast<Permissions>(all | (word == "all" ? kEverybody : r ? r->leads : 0));
  });
  return all;
}

// BRT and trams go where buses go. custom2 on a lane for buses alone says that BRT is there as a
// bus and no more.
Permissions named(std::string_view allow) {
  Permissions all = led_by(allow);
  if ((all & kBus) == 0) return all;
  all = static_cast<Permissions>(all & ~kRail);
  const bool as_bus = (all & kCar) != 0 || names(allow, "custom2");
  return as_bus ? static_cast<Permissions>(all & ~kBrt) : all;
}

bool uses_lane(const ClassRow& r, Permissions lane) {
  if (r.name == "custom2" && (lane & kCar) == 0) return (lane & (kBus | kBrt)) == kBus;
  return r.name != "ignoring" && (r.uses & lane) != 0;
}

}  // namespace

std::string_view known_sumo_class(std::string_view vclass) {
  for (const auto& [other, name] : kOtherVersions)
    if (other == vclass) return name;
  const ClassRow* r = row_of(vclass);
  return r ? r->name : std::string_view{};
}

Permissions permission_of_sumo_class(std::string_view vclass) {
  const ClassRow* r = row_of(vclass);
  return r ? r->uses : Permissions{0};
}

Permissions permissions_from_sumo(std::string_view allow, std::string_view disallow) {
  if (!allow.empty()) return named(allow);
  return static_cast<Permissions>(kEverybody & ~led_by(disallow));
}

std::string allow_for_sumo(Permissions p) {
  if (p == kEverybody) return "all";
  std::string list;
  for (const ClassRow& r : kClasses)
    if (uses_lane(r, p)) list += (list.empty() ? "" : " ") + std::string(r.name);
  return list;
}

}  // namespace mwendo
