// `mwendo export`: what a scenario or a run holds, as files of other programs.
#include <fmt/format.h>

#include "network/network_file.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/results/json_writer.h"
#include "scenarios/results/results_folder.h"
#include "scenarios/results/run_file.h"
#include "scenarios/results/text_file.h"
#include "scenarios/sha256.h"
#include "scenarios/sumo/case.h"
#include "scenarios/sumo/export.h"
#include "scenarios/sumo/recorder.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void wrong(const std::string& what, const std::string& what_to_do) {
  throw InputError({.file = {}, .what = what, .what_to_do = what_to_do});
}

// A run is repeated to see its vehicles: same scenario, same options, same draws.
std::string as_it_was(const fs::path& folder, Options& options) {
  const RunQuestion q = read_run_file(folder);
  options.from_s = q.from_s;
  options.to_s = q.to_s;
  options.sample = q.sample;
  options.seed = q.seed;
  Problems problems;
  const Scenario scenario = load_scenario(q.scenario, problems);
  if (!problems.empty())
    wrong(fmt::format("{} is a run of '{}', which is not here", folder.string(), q.scenario),
          "name the scenario file instead");
  for (const auto& file : scenario.files)
    for (const InputFile& input : q.inputs)
      if (file.filename() == input.name && sha256_of_file(file) != input.sha256)
        wrong(fmt::format("{} has changed since the run", file.string()),
              "name the scenario to export it as it is now");
  if (scenario.measures.empty()) options.iterations = q.iterations;
  return q.scenario;
}

void write_note(const fs::path& folder, const std::string& of) {
  JsonWriter json;
  json.begin_object().key("program").value("mwendo").key("version").value(MWENDO_VERSION);
  json.key("export_of").value(of).end_object();
  TextFile file(folder / "export.json");
  file.write(json.text());
  file.close();
}

void tell(const SumoExport& got, const fs::path& target, const SumoExportInput& input) {
  fmt::print("{} links, {} vehicles\n", input.net.links().size(), input.demand.trips.size());
  if (got.net_made)
    fmt::print("run it with: sumo -c {}\n", (target / "city.sumocfg").string());
  else
    fmt::print("netconvert (Debian package sumo) is not installed: make city.net.xml with\n"
               "netconvert -c {}\n", (target / "city.netccfg").string());
}

int finish(const Options& options, const SumoExportInput& input) {
  ResultsFolder folder(options.out, options.force);
  const SumoExport got = export_to_sumo(folder.path(), input);
  write_note(folder.path(), options.names[0]);
  folder.commit();
  if (!options.quiet) tell(got, folder.target(), input);
  return kDone;
}

// An imported folder: no run is needed.
int export_folder(const Options& options) {
  const fs::path folder = options.names[0];
  if (is_sumo_folder(folder)) {
    const SumoCase c = load_sumo_case(folder);
    SumoPeriod period;
    if (!c.demand.trips.empty())
      period = {c.demand.trips.front().depart_s, c.demand.trips.back().depart_s + 3600};
    return finish(options, {c.net.net, sumo_names(c.net), c.demand, period});
  }
  const Network net = load_network(folder.string());
  return finish(options, {net, sumo_names(net), SumoDemand{}, {}});
}

int export_scenario(Options options) {
  const std::string name =
      is_run_folder(options.names[0]) ? as_it_was(options.names[0], options) : options.names[0];
  Problems problems;
  const Scenario scenario = scenario_of(name, options, problems);
  problems.throw_if_any();
  ProgressBar bar(ProgressBar::for_stderr(options.quiet));
  bar.update(0, "reading the city");
  const PreparedScenario prepared = prepare(scenario, options.gwp, problems);
  problems.throw_if_any();
  VehicleRecorder recorder(prepared.world.network);
  (void)run_alone(prepared, options, bar, [&](int day, int days, const DaySimulation& d) {
    return recorder.see(day, days, d);
  });
  bar.finish();
  const Network& net = prepared.world.network;
  const SumoPeriod period{static_cast<float>(scenario.from_s), static_cast<float>(scenario.to_s)};
  return finish(options, {net, sumo_names(net), recorder.demand(), period});
}

bool is_network_folder(const std::string& name) {
  return fs::is_regular_file(fs::path(name) / "network.mwn");
}

void check_use(const Options& options) {
  if (!options.sumo) wrong("it is not said what to export to", "add --sumo");
  if (options.out.empty()) wrong("--out is missing", "name the folder to write");
}

}  // namespace

int export_command(const Options& options) {
  check_use(options);
  ResultsFolder::check(options.out, options.force);
  if (is_network_folder(options.names[0])) return export_folder(options);
  return export_scenario(options);
}

}  // namespace mwendo
