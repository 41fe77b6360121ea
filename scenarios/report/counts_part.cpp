#include "scenarios/report/counts_part.h"

#include <fmt/format.h>

#include "scenarios/report/counts_tables.h"
#include "scenarios/report/html.h"
#include "scenarios/report/parts.h"
#include "scenarios/report/scatter.h"

namespace mwendo {
namespace {

constexpr double kAsked = 0.85;  // share of flows with a GEH below 5: TAG unit M3.1

// What a reader may conclude, from the half that no fit of the program sees.
std::string conclusion(const BesideCounts& b) {
  const auto below = b.share_below(5, CountHalf::validation);
  if (!below) return "No station of the validation half is compared: levels are not checked.";
  const CountSum all = b.sum([](const Count& c) { return c.half == CountHalf::validation; });
  const std::string found = fmt::format(
      "At the validation stations {:.0f} % of the flows have a GEH below 5; guidance asks for "
      "85 %. The model drives {} of the vehicles counted there. ",
      100 * *below, human(all.ratio()));
  return found + (*below >= kAsked
                      ? "You may quote levels of flow on main roads with this distance."
                      : "Do not quote the flow of a single street. Use the differences between "
                        "scenarios, and the sums below for the size of the error.");
}

std::string chart(const BesideCounts& b) {
  Scatter s{.title = "Modelled against counted flows",
            .x_label = "counted, vehicles an hour",
            .y_label = "modelled, vehicles an hour",
            .dots = {}};
  for (const CountFlow& f : b.flows())
    s.dots.push_back({f.counted, f.modelled,
                      f.count->half == CountHalf::calibration ? "base" : "alt",
                      fmt::format("Station {}, {}: {:.0f} counted, {:.0f} modelled, GEH {:.1f}",
                                  f.count->station, f.count->direction, f.counted, f.modelled,
                                  geh(f.modelled, f.counted))});
  return "<h3>Flow of each station and direction</h3><div class=\"key\"><span><i class=\"base "
         "dot\"></i>calibration</span><span><i class=\"alt dot\"></i>validation</span><span><i "
         "class=\"dash\"></i>modelled as counted</span></div>" +
         scatter(s);
}

std::string left_out_part(const BesideCounts& b) {
  if (b.left_out.empty()) return {};
  std::string out = "<h3>What is not compared</h3><ul class=\"plain\">";
  for (const std::string& text : b.left_out) out += "<li>" + escaped(text) + "</li>";
  return out + "</ul>";
}

std::string hours_text(const BesideCounts& b) {
  std::string text;
  for (const std::size_t hour : b.hours)
    text += (text.empty() ? "" : ", ") + fmt::format("{:02}–{:02} h", hour, hour + 1);
  return text;
}

std::string compared(const BesideCounts& b) {
  if (b.hours.empty() || b.counts.empty())
    return "<p class=\"warning\">Nothing that was counted can be compared: levels are not "
           "checked.</p>" +
           left_out_part(b);
  return "<p>" + conclusion(b) + "</p>" + counts_by_group(b) + "<div class=\"two\"><div>" +
         chart(b) + "</div><div>" + counts_by_cordon(b) + counts_by_geh(b) + left_out_part(b) +
         "</div></div>";
}

}  // namespace

std::string counts_part(const std::vector<RunSummary>& runs) {
  std::vector<const BesideCounts*> all;
  for (const RunSummary& run : runs) all.push_back(&run.counts);
  const BesideCounts b = mean_counts(all);
  const std::string title = "Counted beside modelled";
  if (!runs.front().info.measures.empty())
    return section(title, "The counts are of streets without measures: see the report of the base.",
                   "");
  if (b.counts.empty() && b.left_out.empty())
    return section(title, "Nothing was counted in this city: its levels are not checked.", "");
  return section(title,
                 "Vehicles counted at stations beside those of the model in the same hours (" +
                     hours_text(b) +
                     "). Fits of the program see the calibration half of the stations only; the "
                     "validation half tells how well they hold elsewhere.",
                 compared(b));
}

}  // namespace mwendo
