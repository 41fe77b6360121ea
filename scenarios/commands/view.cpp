// `mwendo view ...` starts mwendo-view, which is a program of its own so that this one needs no
// graphics.
#include <unistd.h>

#include <filesystem>

#include "network/base/input_error.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/exit_codes.h"

namespace mwendo {

int view_command(const std::vector<std::string>& words) {
  std::error_code ignored;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const std::string beside = (self.parent_path() / "mwendo-view").string();
  std::vector<char*> arguments;
  std::string name = "mwendo-view";
  arguments.push_back(name.data());
  for (const std::string& w : words) arguments.push_back(const_cast<char*>(w.c_str()));
  arguments.push_back(nullptr);
  execv(beside.c_str(), arguments.data());
  execvp(name.c_str(), arguments.data());
  // Only reached where neither could be started.
  Problem p;
  p.what = "the window is not installed";
  p.what_to_do =
      "build with SFML (Debian package libsfml-dev), which makes mwendo-view beside mwendo";
  throw InputError(p);
}

}  // namespace mwendo
