#include <fmt/format.h>

#include "network/base/input_error.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/files/json_writer.h"

namespace mwendo {

int list_command(const Options& options) {
  Problems problems;
  JsonWriter json;
  json.begin_array();
  for (const ScenarioName& name : list_scenarios()) {
    const Scenario s = load_scenario(name.id, problems);
    if (options.json) {
      json.begin_object().key("scenario").value(name.id).key("title").value(s.title);
      json.key("description").value(s.description).end_object();
    } else {
      fmt::print("{:<34} {}\n", name.id, s.title);
    }
  }
  json.end_array();
  if (options.json) fmt::print("{}", json.text());
  problems.throw_if_any();
  return kDone;
}

}  // namespace mwendo
