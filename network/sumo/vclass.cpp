#include "network/sumo/vclass.h"

#include <array>
#include <utility>

#include "network/sumo/xml.h"

namespace mwendo {
namespace {

// The first name of a permission is the one that is written.
constexpr std::array<std::pair<std::string_view, Permissions>, 22> kClasses = {{
    {"passenger", kCar},    {"private", kCar},
    {"evehicle", kCar},     {"hov", kCar},
    {"vip", kCar},          {"motorcycle", kMotorcycle},
    {"moped", kMotorcycle}, {"taxi", kMinibus},
    {"bus", kBus},          {"coach", kBus},
    {"custom1", kBrt},      {"truck", kTruck},
    {"trailer", kTruck},    {"delivery", kTruck},
    {"bicycle", kBicycle},  {"pedestrian", kFoot},
    {"rail", kRail},        {"tram", kRail},
    {"rail_urban", kRail},  {"rail_electric", kRail},
    {"rail_fast", kRail},   {"subway", kRail},
}};

// On a street without restrictions; rails and BRT lanes are named where they are.
constexpr Permissions kEverybody = kGeneralTraffic | kBicycle | kFoot;

// Of the classes named; "all" names every one.
Permissions named(std::string_view list) {
  Permissions all = 0;
  for_each_word(list, [&](std::string_view word) {
    const Permissions p = word == "all" ? kEverybody : permission_of_sumo_class(word);
    all = static_cast<Permissions>(all | p);
  });
  return all;
}

// A permission is lost only when its leading class is: a ban of coaches is no ban of buses.
Permissions banned(std::string_view list) {
  Permissions all = 0;
  for_each_word(list, [&](std::string_view word) {
    if (word == "all") all = kEverybody;
    for (const auto& [name, p] : kClasses)
      if (name == word && allow_for_sumo(p) == name) all = static_cast<Permissions>(all | p);
  });
  return all;
}

}  // namespace

Permissions permission_of_sumo_class(std::string_view vclass) {
  for (const auto& [name, p] : kClasses)
    if (name == vclass) return p;
  return 0;
}

Permissions permissions_from_sumo(std::string_view allow, std::string_view disallow) {
  if (!allow.empty()) return named(allow);
  return static_cast<Permissions>(kEverybody & ~banned(disallow));
}

std::string allow_for_sumo(Permissions p) {
  std::string list;
  Permissions written = 0;
  for (const auto& [name, bit] : kClasses) {
    if ((p & bit) == 0 || (written & bit) != 0) continue;
    written = static_cast<Permissions>(written | bit);
    list += (list.empty() ? "" : " ") + std::string(name);
  }
  return list;
}

}  // namespace mwendo
