#include "viz/open.h"

#include <charconv>

#include "scenarios/cities/city.h"
#include "viz/made_up_city.h"
#include "viz/refuse.h"

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
    refuse(text + " is not a made-up city", "write made-up:ROWSxCOLUMNS, for example made-up:30x30");
  city.rows = static_cast<std::uint32_t>(rows);
  city.columns = static_cast<std::uint32_t>(columns);
  city.traffic = {.trips_per_hour = n == 3 ? trips : rows * columns * 16,
                  .passengers_per_hour = rows * columns * 9,
                  .seed = options.seed.value_or(1),
                  .from_s = options.from_s.value_or(6 * 3600),
                  .to_s = options.to_s.value_or(10 * 3600)};
  return city;
}

// A city with random trips: "nairobi".
ViewedRun open_city(const std::string& name, const Options& options) {
  ViewedRun run;
  run.world = std::make_shared<World>(load_city(name));
  run.city = run.world->figures.title;
  run.scenario = "random trips";
  run.from_s = options.from_s.value_or(6 * 3600);
  run.to_s = options.to_s.value_or(10 * 3600);
  run.make = [world = run.world, from = run.from_s, to = run.to_s] {
    return random_run(world, {.trips_per_hour = 30000, .passengers_per_hour = 30000, .from_s = from, .to_s = to});
  };
  return run;
}

ViewedRun open_one(const std::string& what, const Options& options) {
  if (what.starts_with("made-up")) return open_made_up_city(made_up_from(what, options));
  for (const std::string& name : city_names())
    if (what == name) return open_city(name, options);
  refuse(what + " is neither a scenario nor a results folder", "`mwendo list` names the scenarios");
}

}  // namespace

OpenedRuns open_runs(const Options& options) {
  OpenedRuns runs{open_one(options.what, options), std::nullopt};
  if (!options.beside.empty()) runs.alternative = open_one(options.beside, options);
  return runs;
}

}  // namespace mwendo::viz
