#include "scenarios/report/counts_tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/report/html.h"

namespace mwendo {
namespace {

using Wanted = std::function<bool(const Count&)>;

std::string cell(const std::string& text) { return "<td class=\"n\">" + text + "</td>"; }

std::string sum_cells(const CountSum& s) {
  return cell(human(s.counted)) + cell(human(s.modelled)) + cell(human(s.ratio()));
}

std::optional<double> over(double a, double b) {
  return b > 0 ? std::optional(a / b) : std::nullopt;
}

std::string share(double part, double whole) {
  const auto s = over(100 * part, whole);
  return s ? fmt::format("{:.1f}", *s) : "–";
}

// A row of a group, or of all: both halves, then its share of all vehicles.
std::string group_row(const BesideCounts& b, const std::string& name, const Wanted& wanted) {
  const CountSum all = b.sum([](const Count&) { return true; });
  const CountSum here = b.sum(wanted);
  std::string out = "<tr><td>" + name + "</td>";
  for (const CountHalf half : {CountHalf::calibration, CountHalf::validation})
    out += sum_cells(b.sum([&](const Count& c) { return c.half == half && wanted(c); }));
  return out + cell(share(here.counted, all.counted)) + cell(share(here.modelled, all.modelled)) +
         "</tr>";
}

std::string head(const std::string& text) { return "<th class=\"n\">" + text + "</th>"; }

}  // namespace

std::string counts_by_group(const BesideCounts& b) {
  std::string out = "<div class=\"wide\"><table><tr><th>vehicles</th>";
  for (const char* half : {"calibration", "validation"})
    out += head(std::string(half) + ":<br>counted") + head("<br>modelled") + head("<br>ratio");
  out += head("% of all:<br>counted") + head("<br>modelled") + "</tr>";
  for (std::size_t k = 0; k < kCountGroups; ++k) {
    const auto group = static_cast<CountGroup>(k);
    out += group_row(b, name_of(group), [&](const Count& c) { return c.group == group; });
  }
  return out + group_row(b, "<b>all</b>", [](const Count&) { return true; }) + "</table></div>";
}

std::string counts_by_cordon(const BesideCounts& b) {
  std::string out = "<h3>Cordons, all stations and vehicles</h3><table><tr><th></th>" +
                    head("counted") + head("modelled") + head("ratio") + "</tr>";
  for (const std::string& cordon : b.cordons()) {
    const auto way = [&](const char* to_centre) {
      return b.sum([&](const Count& c) { return c.cordon == cordon && c.to_centre == to_centre; });
    };
    for (const char* to_centre : {"in", "out", "across"})
      if (const CountSum s = way(to_centre); s.counted + s.modelled > 0)
        out += "<tr><td>" + escaped(cordon) + " " + to_centre + "</td>" + sum_cells(s) + "</tr>";
    const auto counted = over(way("in").counted, way("out").counted);
    const auto modelled = over(way("in").modelled, way("out").modelled);
    if (counted)
      out += "<tr><td>" + escaped(cordon) + ", in over out</td>" + cell(human(counted)) +
             cell(human(modelled)) + cell("") + "</tr>";
  }
  return out + "</table>";
}

std::string counts_by_geh(const BesideCounts& b) {
  std::string out = "<h3>Flows met</h3><table><tr><th></th>" + head("flows") + head("GEH below 5") +
                    head("below 10") + "</tr>";
  const auto flows = b.flows();
  for (const CountHalf half : {CountHalf::calibration, CountHalf::validation}) {
    const auto n = std::count_if(flows.begin(), flows.end(),
                                 [&](const CountFlow& f) { return f.count->half == half; });
    const auto text = [&](double limit) {
      const auto below = b.share_below(limit, half);
      return below ? fmt::format("{:.0f} %", 100 * *below) : std::string("–");
    };
    out += std::string("<tr><td>") + name_of(half) + "</td>" + cell(fmt::format("{}", n)) +
           cell(text(5)) + cell(text(10)) + "</tr>";
  }
  return out +
         "</table><p class=\"note\">GEH = √(2 (m − c)² / (m + c)) of mean hourly flows m "
         "(modelled) and c (counted), all vehicles of a direction of a station.</p>";
}

}  // namespace mwendo
