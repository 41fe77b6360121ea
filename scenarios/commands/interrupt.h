// Ctrl-C: checked at safe places, so that output folders are complete and threads end.
//
//   catch_interrupts();
//   ... if (interrupted()) return false;
#pragma once

namespace mwendo {

void catch_interrupts();  // SIGINT and SIGTERM; a second one ends at once with 130
[[nodiscard]] bool interrupted();

}  // namespace mwendo
