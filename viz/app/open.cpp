#include "viz/app/open.h"

#include <cstdio>
#include <filesystem>

#include "scenarios/files/results_folder.h"
#include "viz/runs/made_up_city.h"
#include "viz/runs/refuse.h"
#include "viz/runs/replay_run.h"
#include "viz/runs/scenario_run.h"

namespace mwendo::viz {
namespace {

// made-up, made-up:40x60, made-up:40x60:20000 (trips an hour), with -no-brt at the end.
MadeUpCity made_up_from(std::string text, const Options& options) {
  MadeUpCity city;
  city.brt = !text.ends_with("-no-brt");
  if (!city.brt) text.resize(text.size() - 7);
  double rows = 30, columns = 30, trips = 0;
  const int n = std::sscanf(text.c_str(), "made-up:%lfx%lf:%lf", &rows, &columns, &trips);
  const bool plain = text == "made-up";
  if (!plain && (n < 2 || rows < 4 || columns < 4 || rows > 400 || columns > 400))
    refuse(text + " is not a made-up city",
           "write made-up:ROWSxCOLUMNS, for example made-up:30x30");
  city.rows = static_cast<std::uint32_t>(rows);
  city.columns = static_cast<std::uint32_t>(columns);
  city.traffic = {.trips_per_hour = n == 3 ? trips : rows * columns * 16,
                  .passengers_per_hour = rows * columns * 9,
                  .seed = options.seed.value_or(1),
                  .from_s = options.from_s.value_or(6 * 3600),
                  .to_s = options.to_s.value_or(10 * 3600)};
  return city;
}

bool made_up(const std::string& what) { return what.starts_with("made-up"); }

ScenarioOptions scenario_options(const Options& o) {
  ScenarioOptions s;
  s.from_s = o.from_s, s.to_s = o.to_s, s.warm_up_s = o.warm_up_s, s.seed = o.seed,
  s.sample = o.sample;
  s.iterations = o.iterations, s.threads = o.threads, s.out = o.out;
  return s;
}

OpenedRuns open_scenarios(const Options& options) {
  const ScenarioOptions o = scenario_options(options);
  if (!o.out.empty()) ResultsFolder::check(o.out, false);
  const auto known = std::make_shared<SharedExperience>();
  const Scenario scenario = find_scenario(options.what, o);
  OpenedScenario base = open_scenario(scenario, o, nullptr, known);
  OpenedRuns runs{base.run, std::nullopt};
  if (options.beside.empty()) return runs;
  ScenarioOptions other = o;
  other.from_s = static_cast<float>(scenario.from_s),
  other.to_s = static_cast<float>(scenario.to_s);
  other.warm_up_s = static_cast<float>(scenario.run_in_s());
  other.sample = scenario.sample, other.seed = scenario.seed;
  if (!o.out.empty()) other.out = o.out + "-alternative";
  const Scenario alternative = find_scenario(options.beside, other);
  if (alternative.city != scenario.city)
    refuse(options.beside + " is in another city than " + options.what,
           "compare scenarios of one city");
  runs.alternative = open_scenario(alternative, other, base.prepared, known).run;
  return runs;
}

// What the header of a replay names, without its run.
ViewedRun world_of_replay(const ReplayHeader& h, const Options& options) {
  if (made_up(h.scenario)) {
    ViewedRun run = open_made_up_city(made_up_from(h.scenario, options));
    run.city = h.city;
    return run;
  }
  ScenarioOptions o;
  o.from_s = h.from_s, o.to_s = h.to_s, o.sample = h.sample, o.seed = h.seed;
  return open_scenario(find_scenario(h.scenario, o), o, nullptr,
                       std::make_shared<SharedExperience>())
      .run;
}

// A replay file, or a results folder that holds one; empty if it is neither.
std::filesystem::path replay_of(const std::string& what) {
  std::error_code ignored;
  std::filesystem::path path(what);
  if (path.extension() == ".mwr") return path;
  if (!std::filesystem::is_directory(path, ignored)) return {};
  if (std::filesystem::exists(path / "replay.mwr", ignored)) return path / "replay.mwr";
  refuse(what + " holds no replay.mwr",
         "record one: `mwendo-view SCENARIO --record " + what + "/replay.mwr`");
}

ViewedRun open_recorded(const std::filesystem::path& file, const Options& options) {
  return open_replay(file, [&](const ReplayHeader& h) { return world_of_replay(h, options); });
}

OpenedRuns open_replays(const Options& options) {
  OpenedRuns runs{open_recorded(replay_of(options.what), options), std::nullopt};
  if (options.beside.empty()) return runs;
  const auto other = replay_of(options.beside);
  if (other.empty())
    refuse(options.beside + " is not recorded", "show two recorded runs, or two scenarios");
  runs.alternative = open_recorded(other, options);
  return runs;
}

ViewedRun open_made_up(const std::string& what, const Options& options) {
  ViewedRun run = open_made_up_city(made_up_from(what, options));
  run.id = what;
  return run;
}

}  // namespace

OpenedRuns open_runs(const Options& options) {
  if (!replay_of(options.what).empty()) return open_replays(options);
  if (!made_up(options.what)) return open_scenarios(options);
  OpenedRuns runs{open_made_up(options.what, options), std::nullopt};
  if (made_up(options.beside)) runs.alternative = open_made_up(options.beside, options);
  return runs;
}

}  // namespace mwendo::viz
