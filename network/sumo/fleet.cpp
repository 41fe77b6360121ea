#include "network/sumo/fleet.h"

#include <fmt/format.h>

#include <array>

#include "network/sumo/route_book.h"

namespace mwendo::sumo {
namespace {

constexpr std::string_view kDefault = "DEFAULT_VEHTYPE";  // the first type of every demand
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kOwnTypes = {
    {{"DEFAULT_BIKETYPE", "bicycle"}, {"DEFAULT_TAXITYPE", "taxi"}}};

}  // namespace

void Fleet::add(const XmlElement& e) {
  if (e.has("refId") && !e.has("id") && choices_.is_open()) {
    if (const Choice* c = choices_.find(e.text("refId")))
      choices_.offer(*c, read_weight(e));
    else
      e.place().problem(fmt::format("vehicle type '{}' is not defined", e.text("refId")),
                        "a <vType> must come before the distributions that use it");
    return;
  }
  const SumoVehicleType t = read_type(e, demand_.report);
  const bool is_default = t.name == kDefault;
  const auto number = is_default ? 0 : static_cast<std::uint32_t>(demand_.types.size());
  if (!choices_.add(t.name, number)) {
    e.place().problem(fmt::format("vehicle type '{}' is there twice", t.name),
                      "rename one; SUMO's own types are defined before their first use");
    return;
  }
  if (is_default)
    demand_.types.front() = t;
  else
    demand_.types.push_back(t);
  const double weight = read_weight(e);
  if (choices_.is_open()) choices_.offer({.member = number}, weight);
  weight_.resize(demand_.types.size(), 1);
  weight_[number] = weight;
}

void Fleet::begin_distribution(const XmlElement& e) {
  begin_ = e.place().position();
  if (!choices_.begin(e.text("id")))
    e.place().problem(fmt::format("vehicle type '{}' is there twice", e.text("id")), "rename one");
  offer_listed(e, "vTypes", choices_, weight_);
}

void Fleet::end_distribution(const XmlPlace& place) {
  if (!choices_.end())
    place.problem_at(begin_, "a <vTypeDistribution> without members",
                     "give types with a probability above 0");
}

Choice Fleet::of_vehicle(const XmlElement& e) {
  const std::string_view name = e.text("type", kDefault);
  if (const Choice* c = choices_.find(name)) return *c;
  if (name == kDefault) {
    choices_.add(name, 0);
    return {};
  }
  for (const auto& [own, vehicle_class] : kOwnTypes) {
    if (name != own) continue;
    const auto number = static_cast<std::uint32_t>(demand_.types.size());
    demand_.types.push_back(sumo_type_defaults(vehicle_class));
    demand_.types.back().name = own;
    choices_.add(own, number);
    return {.member = number};
  }
  e.place().problem(fmt::format("vehicle type '{}' is not defined", name),
                    "a <vType> must come before the vehicles that use it");
  return {};
}

}  // namespace mwendo::sumo
