#include <unistd.h>

#include <cstdlib>

#include "scenarios/commands/command_line.h"

namespace {

// Threads that wait for each other shall sleep and not spin: on a busy machine spinning makes a run
// twenty times slower. OpenMP reads the setting before main, hence the program starts once more.
void wait_passively(char** argv) {
  if (std::getenv("OMP_WAIT_POLICY") != nullptr) return;
  setenv("OMP_WAIT_POLICY", "passive", 1);
  execv("/proc/self/exe", argv);  // where this fails, the run is merely slower
}

}  // namespace

int main(int argc, char** argv) {
  wait_passively(argv);
  return mwendo::command_line(std::vector<std::string>(argv + 1, argv + argc));
}
