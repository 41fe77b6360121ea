// The indicator table as Markdown, for docs/results.md. A test keeps the page equal to it.
#pragma once

#include <string>

namespace mwendo {

[[nodiscard]] std::string indicator_table_markdown();

}  // namespace mwendo
