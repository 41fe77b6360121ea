// Whether a text can be written to XML, JSON and CSV again. Internal to network/osm.
#pragma once

#include <string_view>

namespace mwendo::osm {

// UTF-8 without control characters but tabs and ends of lines. Source: RFC 3629; XML 1.0, 2.2.
[[nodiscard]] bool is_plain_text(std::string_view text);

}  // namespace mwendo::osm
