// `mwendo export`: what a scenario or a run holds, as files of other programs.
#include "scenarios/formats/sumo/export.h"

#include <fmt/format.h>

#include "network/network_file.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/files/json_writer.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/files/sha256.h"
#include "scenarios/files/text_file.h"
#include "scenarios/formats/geojson.h"
#include "scenarios/formats/gtfs.h"
#include "scenarios/formats/sumo/case.h"
#include "scenarios/formats/sumo/recorder.h"
#include "scenarios/results/run_file.h"
#include "sim/learning/simulate.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

// A run is repeated to see its vehicles: same scenario, same options, same draws.
std::string as_it_was(const fs::path& folder, Options& options) {
  const RunQuestion q = read_run_file(folder);
  options.from_s = q.from_s;
  options.to_s = q.to_s;
  options.warm_up_s = q.warm_up_s;
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
  if (got.unwritten_prohibitions > 0)
    fmt::print("right of way left to netconvert, as names of edges hold '_': {} pairs of turns\n",
               got.unwritten_prohibitions);
  if (got.net_made)
    fmt::print("run it with: sumo -c {}\n", (target / "city.sumocfg").string());
  else
    fmt::print(
        "netconvert (Debian package sumo) is not installed: make city.net.xml with\n"
        "netconvert -c {}\n",
        (target / "city.netccfg").string());
}

void export_sumo(const Options& options, const ResultsFolder& folder,
                 const SumoExportInput& input) {
  const SumoExport got = export_to_sumo(folder.path(), input);
  if (!options.quiet) tell(got, folder.target(), input);
}

// An imported folder: no run is needed.
void export_streets(const Options& options, const ResultsFolder& folder) {
  const fs::path from = options.names[0];
  if (!is_sumo_folder(from)) {
    const Network net = load_network(from.string());
    export_sumo(options, folder, {net, sumo_names(net), SumoDemand{}, {}});
    return;
  }
  const SumoCase c = load_sumo_case(from);
  SumoPeriod period;
  if (!c.demand.trips.empty())
    period = {c.demand.trips.front().depart_s, c.demand.trips.back().depart_s + 3600};
  export_sumo(options, folder, {c.net.net, sumo_names(c.net), c.demand, period});
}

// The vehicles of a day are only known by simulating it.
void export_day(const Options& options, const ResultsFolder& folder,
                const PreparedScenario& prepared, ProgressBar& bar) {
  const Network& net = prepared.world.network;
  VehicleRecorder recorder(net);
  (void)run_alone(prepared, options, bar,
                  [&](int day, int, const DaySimulation& d) { return recorder.see(day, d); });
  bar.finish();
  const Scenario& s = prepared.scenario;
  export_sumo(options, folder,
              {net,
               sumo_names(net),
               recorder.demand(),
               {static_cast<float>(s.from_s - s.run_in_s()), static_cast<float>(s.to_s)}});
}

void export_scenario(Options options, const ResultsFolder& folder) {
  const std::string name =
      is_run_folder(options.names[0]) ? as_it_was(options.names[0], options) : options.names[0];
  Problems problems;
  const Scenario scenario = scenario_of(name, options, problems);
  problems.throw_if_any();
  ProgressBar bar(ProgressBar::for_stderr(options.quiet));
  bar.update(0, "reading the city");
  const PreparedScenario prepared = prepare(scenario, options.gwp, problems, threads_of(options));
  problems.throw_if_any();
  if (options.gtfs) write_gtfs(folder.path() / "gtfs", prepared.world);
  if (options.sumo) export_day(options, folder, prepared, bar);
}

bool is_network_folder(const std::string& name) {
  return fs::is_regular_file(fs::path(name) / "network.mwn");
}

void check_export_use(const Options& options) {
  if (!options.sumo && !options.gtfs && !options.geojson)
    wrong("no export format is given", "add --sumo, --gtfs or --geojson");
  if (options.out.empty()) wrong("--out is missing", "name the folder to write");
  if (options.geojson && !fs::is_regular_file(fs::path(options.names[0]) / "network.gpkg"))
    wrong(fmt::format("{} has no network.gpkg", options.names[0]),
          "--geojson needs the folder of a run: mwendo run SCENARIO");
  if (options.gtfs && is_network_folder(options.names[0]))
    wrong(fmt::format("{} has streets but no lines", options.names[0]),
          "--gtfs needs a scenario, as its base.toml");
}

}  // namespace

int export_command(const Options& options) {
  check_export_use(options);
  ResultsFolder::check(options.out, options.force);
  ResultsFolder folder(options.out, options.force);
  if (options.geojson) write_geojson(fs::path(options.names[0]) / "network.gpkg", folder.path());
  if (is_network_folder(options.names[0]))
    export_streets(options, folder);
  else if (options.sumo || options.gtfs)
    export_scenario(options, folder);
  write_note(folder.path(), options.names[0]);
  if (interrupted()) throw Interrupted{};
  folder.commit();
  if (!options.quiet) fmt::print("{}\n", folder.target().string());
  return kDone;
}

}  // namespace mwendo
