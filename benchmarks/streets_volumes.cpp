// Modelled vehicles a day beside published daily volumes of single sections.
#include <fmt/format.h>

#include <filesystem>
#include <string>

#include "benchmarks/streets_print.h"
#include "network/projection.h"
#include "scenarios/files/csv_table.h"
#include "scenarios/files/data_folder.h"
#include "tests/support/street_flows.h"

namespace mwendo {
namespace {

constexpr double kWithin = 900;            // m of the place of the section
constexpr float kFrom = 7.5F, kTo = 8.5F;  // h
constexpr double kShareOfAnHour = 0.065;   // of a day in this hour, an assumption

struct DailyVolume {
  std::string road, name;
  Point at;
  double a_day = 0, motorcycles = 0, transit = 0;  // vehicles
};

// Both directions, mean over the length of the road's links at the section.
struct Volume {
  double metres = 0, vehicles = 0, motorcycles = 0, transit = 0;  // vehicles x m
  [[nodiscard]] double a_day(double vehicle_m) const {
    return metres > 0 ? 2 * vehicle_m / metres / kShareOfAnHour : 0;
  }
};

// Modelled and published vehicles a day of all sections.
struct Together {
  double modelled = 0, published = 0;
  [[nodiscard]] double ratio() const { return published > 0 ? modelled / published : 0; }
};

Volume volume_at(const Network& net, const std::vector<StreetFlow>& flows, const DailyVolume& s) {
  Volume v;
  for (const LinkId l : net.links()) {
    const std::string name(net.street_names[net.link.street[l]]);
    if (name.find(s.road) == std::string::npos) continue;
    if (distance(net.node.position[net.link.from[l]], s.at) > kWithin) continue;
    const double m = net.link.length_m[l];
    const StreetFlow& f = flows[l.value];
    v.metres += m, v.vehicles += m * f.vehicles;
    v.motorcycles += m * f.motorcycles, v.transit += m * f.transit;
  }
  return v;
}

void print_section(const DailyVolume& s, const Volume& v) {
  fmt::print("  {:<16} {:<32} {:>7.0f}/{:>7.0f} = {:.2f}, {:.0f} % motorcycles, {:.0f} % transit\n",
             s.road, s.name, v.a_day(v.vehicles), s.a_day, v.a_day(v.vehicles) / s.a_day,
             100 * v.motorcycles / v.vehicles, 100 * v.transit / v.vehicles);
}

DailyVolume section_of(const CsvTable& table, std::size_t r, const Projection& projection,
                       double demand, Problems& problems) {
  const auto number = [&](const char* column) { return table.number(r, column, problems); };
  const double a_day = demand * number("vehicles_per_day");
  return {table.text(r, "road", problems),
          table.text(r, "section", problems),
          projection.to_metres({number("lon"), number("lat")}),
          a_day,
          a_day * number("motorcycle_share"),
          a_day * number("transit_share")};
}

}  // namespace

void print_volumes(const StreetsOptions& options, const StreetsRun& done) {
  const auto file = data_folder() / "cities" / done.base.scenario.city / "daily_volumes.csv";
  if (!std::filesystem::exists(file) || options.to_h < kTo) return;
  Problems problems;
  const CsvTable table = CsvTable::read(file, problems);
  problems.throw_if_any();
  const Network& net = done.base.world.network;
  const Projection projection(net.crs);
  const auto flows = street_flows(net, done.tallies, done.tallies.period_at(kFrom * 3600),
                                  done.tallies.period_at(kTo * 3600 - 1) + 1);
  fmt::print("modelled over published vehicles a day, from 07:30 to 08:30, demand {}\n",
             options.demand);
  Together others, transit, motorcycles;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const DailyVolume s = section_of(table, r, projection, options.demand, problems);
    const Volume v = volume_at(net, flows, s);
    if (v.vehicles <= 0) continue;
    print_section(s, v);
    others.modelled += v.a_day(v.vehicles - v.motorcycles - v.transit);
    others.published += s.a_day - s.motorcycles - s.transit;
    transit.modelled += v.a_day(v.transit), transit.published += s.transit;
    motorcycles.modelled += v.a_day(v.motorcycles), motorcycles.published += s.motorcycles;
  }
  problems.throw_if_any();
  fmt::print("  together: cars and trucks {:.2f}, transit {:.2f}, motorcycles {:.2f}\n",
             others.ratio(), transit.ratio(), motorcycles.ratio());
}

}  // namespace mwendo
