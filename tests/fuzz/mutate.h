// Damages a file in the ways in which files get damaged, and in some that nobody thinks of.
//
//   const std::string bad = mutate(good, {.seed = 7, .run = 12});
//
// Bytes are changed, added, dropped, repeated or cut off; words and lines are exchanged; numbers
// become those at which programs break. The same seed and run give the same result.
#pragma once

#include <cstdint>
#include <string>

namespace mwendo {

struct Mutation {
  std::uint64_t seed = 1;
  std::uint32_t run = 0;
};

[[nodiscard]] std::string mutate(std::string text, const Mutation& mutation);

// The same PBF file with blocks that are not packed, so that a changed byte changes an object.
// Other files come back as they are.
[[nodiscard]] std::string unpacked(const std::string& file);

}  // namespace mwendo
