// What a reader must know before quoting a figure of a report.
//
//   body += quality_warnings(runs) + notices_part(world.assumptions);
#pragma once

#include <string>
#include <vector>

#include "scenarios/results/run_summary.h"

namespace mwendo {

// Of runs whose figures are not firm: unsettled people, trips under way at the end, many riders who
// gave up waiting. Empty where all is well.
[[nodiscard]] std::string quality_warnings(const std::vector<RunSummary>& runs);
// A warning for each assumption with kLevelsSubject or kNoEffectSubject; else nothing.
[[nodiscard]] std::string notices_part(const std::vector<Assumption>& assumptions);

}  // namespace mwendo
