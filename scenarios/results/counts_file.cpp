// counts.csv of a results folder. Columns: docs/results.md.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/files/text_file.h"
#include "scenarios/results/tables.h"

namespace mwendo {
namespace {

void write_row(TextFile& out, const BesideCounts& b, std::size_t i, const std::string& group,
               std::size_t hour, const CountSum& sum) {
  const Count& c = b.counts[i];
  const auto ratio = sum.ratio();
  out.print("{},{},{},{},{},{},{},{:02}:00,{},{},{},{}\n", csv_field(c.station),
            csv_field(c.cordon), name_of(c.half), csv_field(c.direction), c.to_centre,
            b.links[i].value, group, hour, fixed(sum.counted, 1), fixed(sum.modelled, 1),
            ratio ? fixed(*ratio, 3) : "", fixed(geh(sum.modelled, sum.counted), 2));
}

// Rows of a direction of a station by their place in the file.
std::vector<std::vector<std::size_t>> directions_of(const BesideCounts& b) {
  std::vector<std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < b.counts.size(); ++i) {
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const auto& r) {
      const Count& first = b.counts[r.front()];
      return first.station == b.counts[i].station && first.direction == b.counts[i].direction;
    });
    if (same != rows.end())
      same->push_back(i);
    else
      rows.push_back({i});
  }
  return rows;
}

}  // namespace

void write_counts_csv(const std::filesystem::path& file, const BesideCounts& b) {
  TextFile out(file);
  out.line("station,cordon,half,direction,to_centre,link,group,hour,counted,modelled,ratio,geh");
  for (const auto& rows : directions_of(b))
    for (const std::size_t hour : b.hours) {
      CountSum all;
      bool any = false;
      for (const std::size_t i : rows) {
        if (!b.compares(i, hour)) continue;
        const CountSum one{b.counts[i].by_hour[hour], b.modelled[i][hour]};
        all.counted += one.counted, all.modelled += one.modelled, any = true;
        write_row(out, b, i, name_of(b.counts[i].group), hour, one);
      }
      if (any) write_row(out, b, rows.front(), "all", hour, all);
    }
  out.close();
}

}  // namespace mwendo
