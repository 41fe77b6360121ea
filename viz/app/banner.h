// Why the show cannot begin yet, or a message; empty: nothing.
//
//   const std::string text = banner_text(view);
#pragma once

#include <string>

#include "viz/app/view.h"

namespace mwendo::viz {

[[nodiscard]] std::string banner_text(const View& view);
// "live", "recorded", "rehearsal", ...
[[nodiscard]] std::string state_text(const Stage& stage);

}  // namespace mwendo::viz
