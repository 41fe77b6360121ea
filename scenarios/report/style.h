// The style sheet of the report: system fonts, light and dark, print.
#pragma once

namespace mwendo {

[[nodiscard]] const char* report_style();

}  // namespace mwendo
