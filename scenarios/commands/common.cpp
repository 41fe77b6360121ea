#include "scenarios/commands/common.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "scenarios/comparison/comparison.h"
#include "scenarios/results/text_file.h"

namespace mwendo {

Scenario scenario_of(const std::string& name, const Options& options, Problems& problems) {
  const std::size_t before = problems.all().size();
  Scenario scenario = load_scenario(name, problems);
  if (problems.all().size() == before) options.apply_to(scenario, problems);
  return scenario;
}

int threads_of(const Options& options) {
  if (options.threads > 0) return options.threads;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

std::string default_out(const std::vector<std::string>& names) {
  std::string name;
  for (const std::string& n : names) {
    std::string part = n.ends_with(".toml") ? std::filesystem::path(n).stem().string() : n;
    std::replace(part.begin(), part.end(), '/', '-');
    name += (name.empty() ? "" : "--") + part;
  }
  return "out/" + name;
}

std::string run_table(const RunSummary& run) {
  std::string text;
  for (const std::string& id : main_indicator_ids())
    for (const IndicatorValue& v : run.indicators)
      if (v.id == id && v.value)
        text += fmt::format("{:<52} {:>14}\n", label_of(v) + ", " + v.indicator->unit,
                            fixed(*v.value, v.indicator->decimals));
  return text;
}

}  // namespace mwendo
