#include "scenarios/results/indicator_docs.h"

#include <fmt/format.h>

#include "scenarios/results/indicators.h"

namespace mwendo {
namespace {

const char* split_text(Split split) {
  if (split == Split::mode) return ".<mode>";
  if (split == Split::transit_mode) return ".<minibus, bus, brt, lrt>";
  if (split == Split::vehicle_class) return ".<class>";
  if (split == Split::count_half) return ".<half>";
  if (split == Split::count_group_half) return ".<group>_<half>";
  return split == Split::count_cordon ? ".<cordon>_<in, out, across>" : "";
}

}  // namespace

std::string indicator_table_markdown() {
  std::string text = "| id | unit | definition | source |\n|---|---|---|---|\n";
  for (const Indicator& row : indicator_table())
    text += fmt::format("| `{}{}` | {} | {}: {} | {} |\n", row.id, split_text(row.split), row.unit,
                        row.label, row.definition, row.source);
  return text;
}

}  // namespace mwendo
