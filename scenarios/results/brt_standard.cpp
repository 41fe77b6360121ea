#include "scenarios/results/brt_standard.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "scenarios/results/brt_corridor_facts.h"

namespace mwendo {
namespace {

// The first step that the value reaches, from the top; below all: nothing.
struct Step {
  double from;
  double points;
};
template <std::size_t N>
double step(double value, const std::array<Step, N>& steps) {
  for (const Step& s : steps)
    if (value >= s.from) return s.points;
  return 0;
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

class Scorer {
 public:
  Scorer(const World& world, const RunSummary& run, LineId line)
      : lines_(world.transit.line), facts_(corridor_facts(world, run, line)) {
    score_.line = line;
  }

  StandardScore score() {
    basics();
    service();
    infrastructure();
    stations();
    access();
    deductions();
    return std::move(score_);
  }

 private:
  void give(std::string element, double most, double points, std::string why) {
    score_.items.push_back({group_, std::move(element), most, points, std::move(why)});
  }
  void leave(std::string element, double most, std::string why) {
    score_.items.push_back({group_, std::move(element), most, std::nullopt, std::move(why)});
  }

  void basics() {
    group_ = "BRT basics";
    const CorridorFacts& f = facts_;
    const std::string share = percent(f.busway_share) + " of the way";
    give("Dedicated right-of-way", 8, 8 * f.busway_share, "separated lanes on " + share);
    give("Busway alignment", 8, 8 * f.busway_share, "in the median on " + share);
    boarding();
  }

  void boarding() {
    const std::optional<Doors>& doors = lines_.doors[score_.line];
    const CorridorFacts& f = facts_;
    if (doors)
      give("Off-board fare collection", 8, doors->prepaid ? 8 : 0,
           doors->prepaid ? "fares are paid at all stations" : "fares are paid on board");
    else
      leave("Off-board fare collection", 8, kDoors);
    give("Intersection treatments", 7, intersections(),
         fmt::format("priority at {} of {} signals (both directions); turns are not banned",
                     percent(f.priority_share), f.signals));
    if (doors)
      give("Platform-level boarding", 7, doors->level ? 7 : 0,
           doors->level ? "all doors" : "steps");
    else
      leave("Platform-level boarding", 7, kDoors);
  }

  [[nodiscard]] double intersections() const {
    if (facts_.signals == 0) return 0;
    return step(facts_.priority_share, std::array{Step{0.75, 3}, Step{0.01, 2}});
  }

  void service() {
    group_ = "Service planning";
    const CorridorFacts& f = facts_;
    const std::string services = fmt::format("{} of {} services", f.limited, f.services);
    give("Multiple routes", 4, f.services >= 2 ? 4 : 0,
         fmt::format("services with two stations or more in common: {}", f.services));
    give("Express, limited and local", 3, limited(), services + " leave out stations");
    const bool control = lines_.control[score_.line] == HeadwayControl::headway;
    give("Control center", 3, control ? 3 : 0, control ? "headways are kept" : "no control");
    leave("In the top ten corridors", 2, "corridors are not ranked");
    leave("Demand profile", 3, "demand beside the corridor is not compared");
    leave("Hours of operations", 2, "nights and weekends are not modelled");
    give("Multi-corridor network", 2, f.joins_another ? 2 : 0,
         fmt::format("another BRT corridor within {:.0f} m of a station: {}", kTransfer,
                     f.joins_another ? "yes" : "no"));
  }

  [[nodiscard]] double limited() const {
    if (facts_.limited == 0 || facts_.limited == facts_.services) return 0;
    return facts_.limited >= 2 ? 3 : 2;
  }

  void infrastructure() {
    group_ = "Infrastructure";
    const CorridorFacts& f = facts_;
    give("Passing lanes at stations", 3, f.passing_share >= 0.5 ? 3 : 0,
         percent(f.passing_share) + " of stations");
    if (static_cast<Powertrain>(lines_.powertrain[score_.line]) == Powertrain::battery_electric)
      give("Low emissions", 3, 3, "battery buses");
    else
      leave("Low emissions", 3, "emission classes of the buses are those of the city's fleet");
    give("Stations set back from intersections", 3,
         step(f.set_back_share, std::array{Step{0.75, 3}, Step{0.5, 2}, Step{0.25, 1}}),
         fmt::format("{} of platforms at least {:.0f} m before a signal", percent(f.set_back_share),
                     kSetBack));
    leave("Center stations", 2, "each direction has a platform of its own");
    leave("Pavement quality", 2, kDesign);
  }

  void stations() {
    group_ = "Stations";
    const CorridorFacts& f = facts_;
    give("Distances between stations", 2, f.station_km >= 0.3 && f.station_km <= 0.8 ? 2 : 0,
         fmt::format("mean {:.2f} km; 0.3 to 0.8 km have points", f.station_km));
    leave("Safe and comfortable stations", 3, kDesign);
    doors();
    give("Docking bays and sub-stops", 1, f.two_docks_share >= 0.5 ? 1 : 0,
         percent(f.two_docks_share) + " of stations have two docks");
    leave("Sliding doors", 1, kDesign);
    group_ = "Communications";
    leave("Branding", 3, kDesign);
    leave("Passenger information", 2, kDesign);
  }

  void doors() {
    const std::optional<Doors>& doors = lines_.doors[score_.line];
    const bool long_bus = lines_.vehicle[score_.line] == VehicleClass::articulated_bus;
    if (doors)
      give("Number of doors", 3, doors->count >= (long_bus ? 3 : 2) ? 3 : 0,
           fmt::format("{} on the side of the platform", doors->count));
    else
      leave("Number of doors", 3, kDoors);
  }

  void access() {
    group_ = "Access and integration";
    leave("Universal access", 3, kDesign);
    leave("Integration with other public transport", 3, "fares and transfers are not joined");
    leave("Pedestrian access and safety", 4, kDesign);
    leave("Secure bicycle parking", 2, kDesign);
    const double share = facts_.cycleway_share;
    give("Bicycle lanes", 2, step(share, std::array{Step{0.9, 2}, Step{0.1, 1}}),
         percent(share) + " of the way has a cycle lane or track");
    leave("Bicycle-sharing integration", 1, "there is no bike share");
  }

  void deductions() {
    group_ = "Operations, deductions";
    run_deductions();
    frequencies();
    leave("Lack of enforcement", -5, "nobody else uses the lanes in the model");
    leave("Gap between floor and platform", -5, kDesign);
    leave("Overcrowding", -5, "vehicles take no more people than their places");
    leave("Poor maintenance", -14, kDesign);
    leave("Unsafe bicycle use", -2, kDesign);
    leave("Lack of traffic safety data", -2, kDesign);
    leave("Buses parallel to the corridor", -6, "see the lines that compete with it");
  }

  void run_deductions() {
    const CorridorFacts& f = facts_;
    if (f.speed_kmh)
      give("Commercial speed", -10,
           step(*f.speed_kmh, std::array{Step{20, 0}, Step{16, -3}, Step{13, -6}, Step{0, -10}}),
           fmt::format("{:.1f} km/h in the run", *f.speed_kmh));
    else
      leave("Commercial speed", -10, "no vehicle in the run");
    give("Peak persons per hour and direction", -5, f.most_persons_h < 1000 ? -5 : 0,
         fmt::format("{:.0f} in the run; below 1,000 is little", f.most_persons_h));
    if (f.headway_variation)
      give("Bus bunching", -4,
           step(*f.headway_variation, std::array{Step{0.75, -4}, Step{0.53, -2}}),
           fmt::format("headways vary by {:.2f} of their mean; steps of TCRP 165: 0.53, 0.75",
                       *f.headway_variation));
    else
      leave("Bus bunching", -4, "no two vehicles in the run");
  }

  void frequencies() {
    const CorridorFacts& f = facts_;
    give("Low peak frequency", -3,
         step(f.frequent_share, std::array{Step{1, 0}, Step{0.75, -1}, Step{0.5, -2}, Step{0, -3}}),
         percent(f.frequent_share) + " of services have 8 vehicles an hour");
    give("Low off-peak frequency", -2,
         step(f.off_peak_share, std::array{Step{1, 0}, Step{0.6, -1}, Step{0, -2}}),
         percent(f.off_peak_share) + " of services have 4 vehicles an hour");
  }

  static constexpr const char* kDesign = "outside the model";
  static constexpr const char* kDoors = "the table of lines does not say";

  const LineColumns& lines_;
  CorridorFacts facts_;
  StandardScore score_;
  std::string group_;
};

}  // namespace

double StandardScore::points() const {
  double sum = 0;
  for (const StandardItem& i : items) sum += i.points.value_or(0);
  return sum;
}

double StandardScore::assessed() const {
  double sum = 0;
  for (const StandardItem& i : items)
    if (i.points && i.most > 0) sum += i.most;
  return sum;
}

double StandardScore::basics() const {
  double sum = 0;
  for (const StandardItem& i : items)
    if (i.group == "BRT basics") sum += i.points.value_or(0);
  return sum;
}

StandardScore brt_standard(const World& world, const RunSummary& run, LineId line) {
  return Scorer(world, run, line).score();
}

}  // namespace mwendo
