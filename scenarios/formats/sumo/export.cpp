#include "scenarios/formats/sumo/export.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "network/base/input_error.h"

extern char** environ;  // NOLINT: POSIX

namespace mwendo {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Runs a program with its words going to a file; its exit code, or none if it is not installed.
std::optional<int> run_program(std::vector<std::string> words, const fs::path& log) {
  std::vector<char*> argv;
  for (std::string& w : words) argv.push_back(w.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  pid_t child = 0;
  const int error = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT) return std::nullopt;
  if (error != 0)
    throw RunError(fmt::format("cannot start {}: {}", words[0], std::strerror(error)));
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool make_net(const fs::path& configuration) {
  const fs::path log = configuration.parent_path() / "netconvert.log";
  const auto code = run_program({"netconvert", "-c", configuration.string()}, log);
  if (!code) {
    std::error_code ignored;
    fs::remove(log, ignored);
    return false;
  }
  if (*code != 0)
    throw RunError(fmt::format("netconvert refused the net ({}):\n{}", *code, text_of(log)));
  return true;
}

bool has_filtering(const SumoDemand& demand) {
  for (const SumoVehicleType& t : demand.types)
    if (t.vehicle_class == "motorcycle" || t.vehicle_class == "bicycle") return true;
  return false;
}

}  // namespace

SumoExport export_to_sumo(const fs::path& folder, const SumoExportInput& input) {
  const fs::path stem = folder / "city";
  const SumoFiles files = write_sumo_net(input.net, stem, input.names);
  SumoPeriod period = input.period;
  period.has_routes = !input.demand.trips.empty();
  if (has_filtering(input.demand)) period.lateral_resolution_m = 0.8F;
  if (period.has_routes) write_sumo_routes(input.demand, input.names, stem.string() + ".rou.xml");
  write_sumo_config(stem, period);
  return {make_net(files.configuration), files.configuration, files.unwritten_prohibitions};
}

}  // namespace mwendo
