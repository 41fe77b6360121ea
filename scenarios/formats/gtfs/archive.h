// The tables of a GTFS feed as texts: from a zip, or from a folder of .txt files.
//
//   Defects defects;
//   const FeedFiles files = open_feed("feed.zip", defects);
//   if (files.has("stops.txt")) parse(files.text("stops.txt"));
//
// A zip may hold its tables in a folder. A folder without tables may hold one zip. Both are counted
// as defects, as are files that no one reads.
// Errors: InputError for what is no feed: nothing there, a damaged or encrypted zip, no table, or
// more than the limits permit. RunError where memory or disk fail.
// Source: libzip.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "scenarios/formats/gtfs/defects.h"

namespace mwendo::gtfs {

// What a feed may at most be. Small files may be packed more tightly than the ratio.
struct FeedLimits {
  std::uint64_t files = 1000;
  std::uint64_t bytes_of_file = std::uint64_t{1} << 30U;
  std::uint64_t bytes = std::uint64_t{2} << 30U;
  double ratio = 200;  // of the length of a file to its packed length
  std::uint64_t bytes_of_any_ratio = std::uint64_t{1} << 20U;
};

struct FeedFiles {
  std::string name;  // of the zip or folder, for messages
  std::map<std::string, std::string> texts;
  [[nodiscard]] bool has(const std::string& file) const { return texts.contains(file); }
};

[[nodiscard]] FeedFiles open_feed(const std::filesystem::path& path, Defects& defects,
                                  const FeedLimits& limits = {});

// A text file that may be packed by gzip.
[[nodiscard]] std::string read_perhaps_packed(const std::filesystem::path& file,
                                              const FeedLimits& limits = {});

}  // namespace mwendo::gtfs
