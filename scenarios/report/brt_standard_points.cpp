// The score of BRT lines by the BRT Standard, point by point.
#include <fmt/format.h>

#include "scenarios/report/brt_sections.h"
#include "scenarios/report/html.h"
#include "scenarios/report/parts.h"
#include "scenarios/results/brt_standard.h"

namespace mwendo {
namespace {

constexpr const char* kStandardNote =
    "ITDP, 2016 edition; steps within elements are recalled, unverified. Deductions are in the "
    "sum. Elements that the model knows nothing of have no points, so this is no certificate. A "
    "corridor is BRT from 20 points of the basics; 55 of all 100 are bronze, 70 silver, 85 gold.";

std::string row_of(const StandardItem& i) {
  const std::string points = i.points ? round_number(*i.points) : "not assessed";
  return fmt::format(
      "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{:.0f}</td><td>{}</td></tr>",
      escaped(i.element), points, i.most, escaped(i.why));
}

std::string rows_of(const StandardScore& score) {
  std::string rows, group;
  for (const StandardItem& i : score.items) {
    if (i.group != group)
      rows += "<tr><th>" + escaped(i.group) +
              "</th><th class=\"n\">points</th><th class=\"n\">most</th><th></th></tr>";
    group = i.group;
    rows += row_of(i);
  }
  return rows;
}

std::string details(const World& world, const StandardScore& s) {
  return fmt::format(
      "<details><summary>{}: {} of {:.0f} points that could be given, basics {} of "
      "38</summary><div class=\"wide\"><table>{}</table></div></details>",
      escaped(world.transit.line.name[s.line]), round_number(s.points()), s.assessed(),
      round_number(s.basics()), rows_of(s));
}

}  // namespace

std::string brt_standard_section(const World& world, const RunSummary& run) {
  std::string out;
  for (const LineId l : world.transit.lines()) {
    const LineId back = world.transit.line.opposite[l];
    if (world.transit.line.mode[l] != Mode::brt || (back.valid() && back < l)) continue;
    out += details(world, brt_standard(world, run, l));
  }
  return out.empty() ? "" : section("BRT Standard", kStandardNote, out);
}

}  // namespace mwendo
