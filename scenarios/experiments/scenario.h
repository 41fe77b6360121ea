// A scenario file: the question put to a city.
//
//   # scenarios/cities/nairobi/scenarios/brt-line-2.toml
//   extends = "base"                 # same folder, "city/scenario" or a path
//   title = "BRT line 2"
//   description = "..."
//   [[measure]]
//   type = "brt_corridor"
//   corridor = "NBO-L2"
//
//   Problems problems;
//   const Scenario s = load_scenario("nairobi/brt-line-2", problems);
//   problems.throw_if_any();
//
// Keys: extends, city, title, description, from, to, warm_up, sample, seed, seeds, iterations,
// short_days, departure_choice, destination_choice, operator_choice, and a list of [[measure]]
// tables, whose keys depend on their type (scenarios/measures/measure.h). A key that a file leaves
// out comes from the file that it extends. Measures follow those of the extended file.
// departure_choice: true lets people leave at other times than in the base
// (sim/choice/departure_choice.h). destination_choice: the same for where errands lead
// (sim/choice/destination_choice.h). operator_choice: minibuses move between lines
// (sim/transit/move_vehicles.h). warm_up: minutes of the run-in before `from` (sim/day/day.h), in
// whole quarter hours; without the key it begins at 04:00. short_days: true lets some days of
// learning begin at `from`, as an earlier day was then (sim/learning/course.h). Errors: all
// problems of all files, with file, line, column and a suggestion. A circle of extends is one of
// them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/files/config.h"

namespace mwendo {

struct Scenario {
  std::string id;                            // "nairobi/brt-line-2", or the stem of the path
  std::vector<std::filesystem::path> files;  // this one first, then those it extends
  std::string city;
  std::string title;
  std::string description;
  double from_s = 6 * 3600;
  double to_s = 10 * 3600;
  std::optional<double> warm_up_s;  // asked for; run_in_s() is cut at midnight
  Problem period_at;                // file, line and column of from or to, the last one read
  double sample = 0.05;
  std::uint64_t seed = 1;
  int seeds = 1;
  int iterations = 10;
  bool short_days = false;
  bool departure_choice = false;
  bool destination_choice = false;
  bool operator_choice = false;
  std::vector<ConfigTable> measures;  // each with "type"

  // Seconds simulated before from_s, whole quarter hours, not before midnight. Where nothing is
  // asked for, the day begins when streets are nearly empty, so that the period is a cut of the
  // day: at 04:00, or at midnight for a period that begins earlier.
  [[nodiscard]] double run_in_s() const;
};

struct ScenarioName {
  std::string id;
  std::filesystem::path file;
};

// All scenarios of the data folder, sorted.
[[nodiscard]] std::vector<ScenarioName> list_scenarios();

[[nodiscard]] Scenario load_scenario(const std::string& name_or_path, Problems& problems);

// Checks of what files and options say together: sample in (0, 1], from before to ...
void check_options(const Scenario& scenario, const std::string& where, Problems& problems);

}  // namespace mwendo
