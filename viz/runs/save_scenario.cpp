#include "viz/runs/save_scenario.h"

#include <fstream>

#include "network/base/input_error.h"
#include "scenarios/files/toml_text.h"

namespace mwendo::viz {

std::string scenario_text(const DrawnScenario& scenario, const std::vector<Measure>& measures) {
  std::string out = "# Drawn in the window.\n";
  out +=
      "extends = " + toml_text(scenario.extends) + "\ntitle = " + toml_text(scenario.title) + "\n";
  for (const Measure& m : measures) out += "\n" + write_measure(m);
  return out;
}

void save_scenario(const std::filesystem::path& file, const DrawnScenario& scenario,
                   const std::vector<Measure>& measures) {
  std::ofstream out(file);
  out << scenario_text(scenario, measures);
  out.flush();
  if (!out) throw RunError(file.string() + " cannot be written");
}

std::string file_stem(const std::string& title) {
  std::string out;
  for (const char c : title) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u) != 0 && u < 128)
      out += static_cast<char>(std::tolower(u));
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "drawn" : out;
}

}  // namespace mwendo::viz
