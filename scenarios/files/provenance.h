// Provenance of the figures of a city: sources and assumptions. Printed with results.
//
//   notes.push_back(
//       {"headways", "Headways of minibus lines are blanket values.", 8, "assumption"});
//   sources.push_back({"streets", "OpenStreetMap contributors", "ODbL 1.0"});
#pragma once

#include <string>

namespace mwendo {

// A thing that was assumed, guessed or changed while the world was made.
struct Assumption {
  std::string subject;  // "headways", "lanes", "BRT line NBO-L2 stations"
  std::string text;     // one sentence
  double count = 0;     // things concerned
  std::string source;   // where the figure comes from, or "assumption"
};

// Subject of the assumption that reports repeat at their head: which figures may not be quoted.
inline constexpr const char* kLevelsSubject = "levels";

// Subject of a measure that changes nothing. Reports and commands tell it.
inline constexpr const char* kNoEffectSubject = "no effect";

struct Source {
  std::string what;
  std::string source;
  std::string licence;
};

}  // namespace mwendo
