#include "scenarios/commands/interrupt.h"

#include <unistd.h>

#include <csignal>

#include "scenarios/commands/exit_codes.h"

namespace mwendo {
namespace {

volatile std::sig_atomic_t signals_seen = 0;

void remember(int) {
  if (signals_seen != 0) ::_exit(kInterrupted);
  signals_seen = 1;
}

}  // namespace

void catch_interrupts() {
  struct sigaction action{};
  action.sa_handler = remember;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return signals_seen != 0; }

}  // namespace mwendo
