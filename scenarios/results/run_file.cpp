#include "scenarios/results/run_file.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "scenarios/files/config.h"

namespace mwendo {
namespace {

using Json = nlohmann::json;

double time_of(const Json& json, const char* key) {
  return parse_time_of_day(json.at(key).get<std::string>()).value_or(0);
}

RunQuestion question_of(const Json& json) {
  RunQuestion q;
  q.scenario = json.at("scenario").get<std::string>();
  q.version = json.at("version").get<std::string>();
  q.from_s = time_of(json, "from");
  q.to_s = time_of(json, "to");
  q.warm_up_s = 60 * json.value("warm_up", 0.0);
  q.sample = json.at("sample").get<double>();
  q.seed = json.at("seed").get<std::uint64_t>();
  q.iterations = json.value("most_iterations", static_cast<int>(json.at("iterations").size()));
  for (const Json& i : json.at("inputs"))
    q.inputs.push_back({i.at("name").get<std::string>(), i.at("sha256").get<std::string>()});
  return q;
}

}  // namespace

bool is_run_folder(const std::filesystem::path& folder) {
  return std::filesystem::is_regular_file(folder / "run.json");
}

RunQuestion read_run_file(const std::filesystem::path& folder) {
  const auto file = folder / "run.json";
  std::ifstream in(file);
  try {
    return question_of(Json::parse(in));
  } catch (const Json::exception& error) {
    throw InputError(
        {.file = file.string(), .what = error.what(), .what_to_do = "name the folder of a run"});
  }
}

}  // namespace mwendo
