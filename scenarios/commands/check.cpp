#include <fmt/format.h>

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
      if (problems.empty() && !options.json)
        fmt::print("{}\n{}", counts_of(prepared), assumptions_of(prepared));
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
