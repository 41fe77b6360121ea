#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "network/sumo/route_parts.h"

namespace mwendo {
namespace {

struct ClassRow {
  std::string_view name;
  float length, gap, width, accel, decel, max_speed, deviation;
  int seats;
};

constexpr std::array<ClassRow, 10> kClassRows = {{
    {"passenger", 5, 2.5F, 1.8F, 2.6F, 4.5F, 55.55F, 0.1F, 4},
    {"taxi", 5, 2.5F, 1.8F, 2.6F, 4.5F, 55.55F, 0.1F, 4},
    {"bicycle", 1.6F, 0.5F, 0.65F, 1.2F, 3, 5.56F, 0.1F, 1},
    {"moped", 2.1F, 2.5F, 0.8F, 1.1F, 7, 16.67F, 0.1F, 1},
    {"motorcycle", 2.2F, 2.5F, 0.9F, 6, 10, 55.55F, 0.1F, 1},
    {"truck", 7.1F, 2.5F, 2.4F, 1.3F, 4, 36.11F, 0.05F, 2},
    {"trailer", 16.5F, 2.5F, 2.55F, 1.1F, 4, 36.11F, 0.05F, 2},
    {"bus", 12, 2.5F, 2.5F, 1.2F, 4, 23.61F, 0.05F, 85},
    {"coach", 14, 2.5F, 2.6F, 2, 4, 27.78F, 0.05F, 70},
    {"delivery", 6.5F, 2.5F, 2.16F, 2.6F, 4.5F, 55.55F, 0.05F, 2},
}};

}  // namespace

SumoVehicleType sumo_type_defaults(std::string_view vehicle_class) {
  SumoVehicleType t;
  t.vehicle_class = vehicle_class;
  for (const ClassRow& r : kClassRows) {
    if (r.name != vehicle_class) continue;
    t.length_m = r.length;
    t.gap_m = r.gap;
    t.width_m = r.width;
    t.accel_mps2 = r.accel;
    t.decel_mps2 = r.decel;
    t.max_speed_mps = r.max_speed;
    t.speed_deviation = r.deviation;
    t.seats = r.seats;
  }
  return t;
}

namespace sumo {
namespace {

// A number, "norm(mean, deviation)" or "normc(mean, deviation, least, most)".
void read_speed_factor(const XmlElement& e, SumoVehicleType& t) {
  const std::string_view text = e.text("speedFactor", "");
  if (!text.starts_with("norm")) {
    t.speed_factor = static_cast<float>(e.number("speedFactor", t.speed_factor));
    return;
  }
  const std::string inside(text.substr(std::min(text.find('(') + 1, text.size())));
  char* end = nullptr;
  t.speed_factor = std::strtof(inside.c_str(), &end);
  if (*end == ',') t.speed_deviation = std::strtof(end + 1, nullptr);
}

}  // namespace

SumoVehicleType read_type(const XmlElement& e) {
  SumoVehicleType t = sumo_type_defaults(e.text("vClass", "passenger"));
  t.name = e.text("id");
  const auto read = [&](std::string_view key, float& value, double least, double most) {
    const double given = e.number(key, static_cast<double>(value));
    if (given >= least && given <= most)
      value = static_cast<float>(given);
    else
      e.place().problem(fmt::format("'{}' of <vType> is {}", key, given),
                        fmt::format("it must be between {} and {}", least, most));
  };
  read("length", t.length_m, 0.1, 100);
  read("minGap", t.gap_m, 0, 100);
  read("width", t.width_m, 0.1, 10);
  read("tau", t.tau_s, 0, 100);
  read("accel", t.accel_mps2, 0.01, 100);
  read("decel", t.decel_mps2, 0.01, 100);
  read("maxSpeed", t.max_speed_mps, 0.1, 1000);
  read("sigma", t.sigma, 0, 1);
  read("speedDev", t.speed_deviation, 0, 10);
  t.seats = static_cast<int>(e.number("personCapacity", t.seats));
  read_speed_factor(e, t);
  return t;
}

}  // namespace sumo
}  // namespace mwendo
