// The score of a BRT line by the BRT Standard, for what the model knows.
//
//   const StandardScore s = brt_standard(world, run, line);
//   s.points();   // of s.assessed() points that could be given; deductions are in them
//
// Source: ITDP, The BRT Standard, 2016 edition. Points of the elements and of lanes and alignment
// are those of the scorecard; other steps within an element are recalled and unverified. An element
// that the model knows nothing of has no points and says why. So the sum is no certificate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/results/run_summary.h"

namespace mwendo {

struct StandardItem {
  std::string group;
  std::string element;
  double most = 0;  // points; of a deduction: below 0
  std::optional<double> points;
  std::string why;
};

struct StandardScore {
  LineId line;
  std::vector<StandardItem> items;

  [[nodiscard]] double points() const;    // deductions included
  [[nodiscard]] double assessed() const;  // most points of design elements that have points
  [[nodiscard]] double basics() const;    // of 38; a corridor needs 20 to be BRT
};

[[nodiscard]] StandardScore brt_standard(const World& world, const RunSummary& run, LineId line);

}  // namespace mwendo
