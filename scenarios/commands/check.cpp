#include <fmt/format.h>

#include "scenarios/cities/detours.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/files/json_writer.h"

namespace mwendo {
namespace {

void add_problem(JsonWriter& json, const Problem& p) {
  json.begin_object().key("file").value(p.file).key("line").value(p.line);
  json.key("column").value(p.column).key("what").value(p.what);
  json.key("what_to_do").value(p.what_to_do).end_object();
}

std::string counts_of(const PreparedScenario& p) {
  return fmt::format(
      "{}: no problems; {} links, {} lines, {} stops, {} zones, {} measures, {} assumptions",
      p.scenario.id, p.world.network.links().size(), p.world.transit.lines().size(),
      p.world.transit.stops().size(), p.world.zones.zones().size(), p.scenario.measures.size(),
      p.assumptions.size());
}

// What was assumed, counted or measured while the city was made, one line each.
std::string assumptions_of(const PreparedScenario& p) {
  std::string text;
  for (const Assumption& a : p.assumptions)
    text += fmt::format("  {}: {:.6g}. {} [{}]\n", a.subject, a.count, a.text, a.source);
  return text;
}

// Routes of a fixed sample of trips over straight lines, one line.
std::string detour_line(const PreparedScenario& p) {
  constexpr std::size_t kPairs = 500;
  const Detours d = detours_of(p.world, kPairs);
  if (d.pairs == 0) return "";
  std::string text = fmt::format(
      "  detours: {:.2f}. Mean length of the fastest routes by car over straight lines, {} pairs "
      "of "
      "a home and a job {:.0f} km apart and more; {:.1f} % above {}, {} without a way.",
      d.mean, d.pairs, kLeastTrip / 1000, 100 * d.long_share(), kLongRoute, d.without_way);
  if (d.long_routes > 0)
    text += fmt::format(" {} of the {} long ones begin or end in '{}'.", d.at_worst, d.long_routes,
                        p.world.zones.name[d.worst]);
  return text + " [measured at free speed]\n";
}

}  // namespace

// Problems are the answer here, so they go to standard output with --json.
int check_command(const Options& options) {
  Problems all;
  JsonWriter json;
  json.begin_array();
  for (const std::string& name : options.names) {
    Problems problems;
    const Scenario scenario = scenario_of(name, options, problems);
    if (problems.empty()) {
      const PreparedScenario prepared =
          prepare(scenario, options.gwp, problems, threads_of(options));
      if (problems.empty() && !options.json) {
        fmt::print("{}\n{}{}", counts_of(prepared), assumptions_of(prepared),
                   detour_line(prepared));
        tell_no_effect(prepared);
      }
    }
    for (const Problem& p : problems.all()) {
      add_problem(json, p);
      all.add(p);
    }
  }
  json.end_array();
  if (options.json) {
    fmt::print("{}", json.text());
    return all.empty() ? kDone : kWrongUse;
  }
  all.throw_if_any();
  return kDone;
}

}  // namespace mwendo
