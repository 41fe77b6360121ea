// OpenMP threads that wait for each other sleep instead of spin: on a busy machine spinning makes a
// run twenty times slower. OpenMP reads OMP_WAIT_POLICY once, in the constructor of its shared
// library, so main is too late to set it; functions in .preinit_array run before the constructors
// of all libraries. Every program that uses this folder links this file (network/CMakeLists.txt).
#include <cstdlib>

// What the user has set stays.
extern "C" void mwendo_wait_passively(int, char**, char**) {
  setenv("OMP_WAIT_POLICY", "passive", 0);
}

namespace {
[[gnu::section(".preinit_array"),
  gnu::used]] void (*const before_all_libraries)(int, char**, char**) = mwendo_wait_passively;
}  // namespace
