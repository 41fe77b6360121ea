// Modelled vehicles beside those counted on streets.
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "benchmarks/streets_print.h"
#include "scenarios/counts/count_links.h"
#include "scenarios/files/data_folder.h"

namespace mwendo {
namespace {

// Vehicles of a cordon and direction by group: counted, modelled.
using Beside = std::map<std::string, std::array<std::array<double, 2>, kCountGroups>>;

void print_beside(const Beside& table, const std::string& when) {
  fmt::print("modelled over counted {}\n  {:<14}", when, "");
  for (std::size_t g = 0; g < kCountGroups; ++g)
    fmt::print(" {:>20}", name_of(static_cast<CountGroup>(g)));
  for (const auto& [place, groups] : table) {
    fmt::print("\n  {:<14}", place);
    for (const auto& [counted, modelled] : groups)
      fmt::print(" {:>6.0f}/{:>6.0f} = {:.2f}", modelled, counted,
                 counted > 0 ? modelled / counted : 0.0);
  }
  fmt::print("\n");
}

void print_stations(const StreetsRun& done, const std::vector<Count>& counts,
                    const std::vector<LinkId>& links, double from, double to) {
  Beside table;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!links[i].valid()) continue;
    const Count& c = counts[i];
    auto& pair = table[fmt::format("{:>3} {:<24} {:<6}", c.station, c.direction, c.to_centre)]
                      [static_cast<std::size_t>(c.group)];
    pair[0] += counted(c, from, to);
    pair[1] += modelled(done.tallies, links[i], c.group, from, to);
  }
  print_beside(table, fmt::format("by station, from {:.1f} to {:.1f} h", from, to));
}

}  // namespace

void print_counts(const StreetsRun& done) {
  const auto file = data_folder() / "cities" / done.base.scenario.city / "counts.csv";
  if (!std::filesystem::exists(file)) return;
  Problems problems;
  const std::vector<Count> counts = read_counts(file, problems);
  problems.throw_if_any();
  const std::vector<LinkId> links = links_of(counts, done.base.world.network);
  const double from = done.base.scenario.from_s / 3600;
  const double to = done.base.scenario.to_s / 3600;
  for (double start = from; start < to - 0.01; start += 0.5) {
    Beside table;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (!links[i].valid()) continue;
      const Count& c = counts[i];
      for (const std::string& place : {c.cordon + " " + c.to_centre, std::string("all")}) {
        auto& pair = table[place][static_cast<std::size_t>(c.group)];
        pair[0] += counted(c, start, start + 0.5);
        pair[1] += modelled(done.tallies, links[i], c.group, start, start + 0.5);
      }
    }
    print_beside(table, fmt::format("from {:.1f} to {:.1f} h", start, start + 0.5));
  }
  print_stations(done, counts, links, from + 0.5, to);
}

}  // namespace mwendo
