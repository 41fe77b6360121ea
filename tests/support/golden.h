// Results kept as readable text in tests/golden/, and what differs from them.
//
//   EXPECT_EQ(golden_difference("town.txt", text), "");
//
// After a change of the results that is meant, tests/update_goldens writes the files anew and shows
// what changed. With MWENDO_UPDATE_GOLDENS=1 in the environment nothing is compared but written.
#pragma once

#include <string>

namespace mwendo::testing {

// The lines that differ, as `diff -u` shows them; empty where the texts are equal.
[[nodiscard]] std::string text_difference(const std::string& expected, const std::string& found);

// What differs between a file of tests/golden/ and a text.
[[nodiscard]] std::string golden_difference(const std::string& file, const std::string& found);

}  // namespace mwendo::testing
