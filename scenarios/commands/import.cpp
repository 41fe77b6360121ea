#include <fmt/format.h>

#include "scenarios/commands/command_line.h"
#include "scenarios/commands/exit_codes.h"

namespace mwendo {

int import_command(const Options&) { return kWrongUse; }

}  // namespace mwendo
