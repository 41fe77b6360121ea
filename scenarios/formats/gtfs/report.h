// The files of an imported feed beside its city folder.
//
//   write_report(folder.path(), feed, lines, made, defects);
//   fmt::print("{}", summary_of(feed, lines, made));
//
// Files: feed_lines.csv (each line of the feed: matched or not, lengths, stops, headways by
// period), unmatched.geojson (courses of the lines that are not on the streets), defects.csv.
#pragma once

#include <filesystem>
#include <string>

#include "scenarios/formats/gtfs/city_lines.h"

namespace mwendo::gtfs {

void write_report(const std::filesystem::path& folder, const Feed& feed,
                  const std::vector<FeedLine>& lines, const CityLines& made,
                  const Defects& defects);
[[nodiscard]] std::string summary_of(const Feed& feed, const CityLines& made);

// Share of the matched lines whose way is as long as their shape within 3 %; 1 if there is none.
[[nodiscard]] double share_within(const CityLines& made, double tolerance = 0.03);

}  // namespace mwendo::gtfs
