#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "network/sumo/route_parts.h"
#include "network/sumo/vclass.h"

namespace mwendo {
namespace {

struct TypeRow {
  std::string_view name;
  float length, gap, width, accel, decel, max_speed, deviation;
  int seats;
};

constexpr std::array<TypeRow, 10> kTypeRows = {{
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
  for (const TypeRow& r : kTypeRows) {
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

constexpr std::array<std::string_view, 20> kReadOfTypes = {
    "id",     "vClass",   "length",      "minGap",   "width",          "tau",           "accel",
    "decel",  "sigma",    "speedFactor", "speedDev", "personCapacity", "color",         "maxSpeed",
    "height", "guiShape", "imgFile",     "osgFile",  "probability",    "carFollowModel"};

// The numbers in "normc(1, 0.1, 0.2, 2)"; none if there is anything else.
std::vector<double> numbers_in_brackets(std::string_view text) {
  std::vector<double> numbers;
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return {};
  std::string_view left = text.substr(open + 1, text.size() - open - 2);
  while (true) {
    const std::size_t comma = left.find(',');
    std::string_view word = left.substr(0, comma);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    double number = 0;
    if (!parse_number(word, number)) return {};
    numbers.push_back(number);
    if (comma == std::string_view::npos) return numbers;
    left.remove_prefix(comma + 1);
  }
}

// A number, "norm(mean, deviation)" or "normc(mean, deviation, least, most)".
void read_speed_factor(const XmlElement& e, SumoVehicleType& t) {
  const std::string_view text = e.text("speedFactor", "");
  std::vector<double> n;
  if (!text.starts_with("norm") && e.is_no_number("speedFactor")) return;
  if (text.starts_with("norm"))
    n = numbers_in_brackets(text);
  else
    n = {e.number("speedFactor", static_cast<double>(t.speed_factor))};
  const bool right = (n.size() == 1 || n.size() == 2 || n.size() == 4) && n[0] > 0 && n[0] <= 10 &&
                     (n.size() < 2 || (n[1] >= 0 && n[1] <= 10)) &&
                     (n.size() < 4 || (n[2] >= 0 && n[2] <= n[3] && n[3] <= 10));
  if (!right) {
    e.place().problem(fmt::format("'speedFactor' of <vType> is '{}'", text),
                      "a number above 0 to 10, norm(mean, deviation) or "
                      "normc(mean, deviation, least, most) is needed");
    return;
  }
  t.speed_factor = static_cast<float>(n[0]);
  if (n.size() > 1) t.speed_deviation = static_cast<float>(n[1]);
  if (n.size() < 4) return;
  t.least_factor = static_cast<float>(n[2]);
  t.most_factor = static_cast<float>(n[3]);
}

std::string read_class(const XmlElement& e, BuildReport& report) {
  const std::string_view given = e.text("vClass", "passenger");
  const std::string_view known = known_sumo_class(given);
  if (known.empty())
    e.place().problem(fmt::format("vehicle class '{}' is not known", given),
                      "see the vehicle classes of SUMO");
  else if (known != given)
    report.add(fmt::format("vehicle class {} read as {}", given, known),
               fmt::format("{} ({})", e.text("id", ""), e.place().position().text()));
  return std::string(known.empty() ? "passenger" : known);
}

void count_unread(const XmlElement& e, BuildReport& report) {
  const auto add = [&](std::string_view what) {
    report.add(fmt::format("'{}' of <vType>, not read", what),
               fmt::format("{} ({})", e.text("id", ""), e.place().position().text()));
  };
  e.for_each_attribute([&](std::string_view name, std::string_view) {
    if (std::find(kReadOfTypes.begin(), kReadOfTypes.end(), name) == kReadOfTypes.end()) add(name);
  });
  const std::string_view model = e.text("carFollowModel", "Krauss");
  if (!model.starts_with("Krauss") && !model.starts_with("krauss")) add("carFollowModel");
}

}  // namespace

SumoVehicleType read_type(const XmlElement& e, BuildReport& report) {
  SumoVehicleType t = sumo_type_defaults(read_class(e, report));
  t.name = e.text("id");
  if (e.has("id") && (t.name.empty() || t.name.find_first_of(kForbidden) != std::string::npos))
    e.place().problem(fmt::format("'id' of <{}> is '{}'", e.name(), t.name), kNamesOfSumo);
  const auto read = [&](std::string_view key, float& value, double least, double most) {
    if (e.is_no_number(key)) return;
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
  const double seats =
      e.is_no_number("personCapacity") ? t.seats : e.number("personCapacity", t.seats);
  if (seats >= 0 && seats <= 10000)
    t.seats = static_cast<int>(seats);
  else
    e.place().problem(fmt::format("'personCapacity' of <vType> is {}", seats),
                      "it must be between 0 and 10000");
  read_speed_factor(e, t);
  count_unread(e, report);
  return t;
}

}  // namespace sumo
}  // namespace mwendo
