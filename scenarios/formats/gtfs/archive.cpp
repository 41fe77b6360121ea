#include "scenarios/formats/gtfs/archive.h"

#include <fmt/format.h>
#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <vector>

#include "network/base/input_error.h"

namespace mwendo::gtfs {
namespace {

namespace fs = std::filesystem;

constexpr std::array kTables = {"agency.txt",
                                "stops.txt",
                                "routes.txt",
                                "trips.txt",
                                "stop_times.txt",
                                "calendar.txt",
                                "calendar_dates.txt",
                                "shapes.txt",
                                "frequencies.txt",
                                "transfers.txt",
                                "feed_info.txt",
                                "fare_attributes.txt",
                                "fare_rules.txt",
                                "pathways.txt",
                                "levels.txt",
                                "fare_products.txt",
                                "fare_media.txt",
                                "fare_leg_rules.txt",
                                "fare_transfer_rules.txt",
                                "translations.txt",
                                "attributions.txt",
                                "areas.txt",
                                "stop_areas.txt",
                                "networks.txt",
                                "route_networks.txt",
                                "timeframes.txt",
                                "rider_categories.txt",
                                "booking_rules.txt",
                                "location_groups.txt",
                                "location_group_stops.txt",
                                "fare_leg_join_rules.txt"};

bool is_table(const std::string& name) {
  return std::find(kTables.begin(), kTables.end(), name) != kTables.end();
}

[[noreturn]] void refuse(const std::string& file, const std::string& what,
                         const std::string& what_to_do) {
  throw InputError({.file = file, .what = what, .what_to_do = what_to_do});
}

std::string mebibytes(std::uint64_t bytes) {
  return fmt::format("{:.0f} MiB", static_cast<double>(bytes) / (1U << 20U));
}

constexpr const char* kUnpack = "unpack the feed and name the folder, if you trust it";

// Files are added one by one, so that the sum keeps its limit.
class Gate {
 public:
  Gate(std::string feed, const FeedLimits& limits) : feed_(std::move(feed)), limits_(limits) {}
  void pass(const std::string& file, std::uint64_t bytes) {
    sum_ += bytes;
    if (bytes > limits_.bytes_of_file)
      refuse(feed_ + "/" + file,
             fmt::format("the file has more than {}", mebibytes(limits_.bytes_of_file)),
             "cut the feed to the city");
    if (sum_ > limits_.bytes)
      refuse(feed_, fmt::format("the feed has more than {}", mebibytes(limits_.bytes)),
             "cut the feed to the city");
  }
  void pass_ratio(const std::string& file, std::uint64_t bytes, std::uint64_t packed) const {
    if (bytes <= limits_.bytes_of_any_ratio) return;
    if (static_cast<double>(bytes) <= limits_.ratio * static_cast<double>(packed)) return;
    refuse(feed_ + "/" + file,
           fmt::format("the file is packed to less than 1/{:.0f} of its length", limits_.ratio),
           kUnpack);
  }

 private:
  std::string feed_;
  FeedLimits limits_;
  std::uint64_t sum_ = 0;
};

struct ZipCloser {
  void operator()(zip_t* zip) const { zip_discard(zip); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Zip = std::unique_ptr<zip_t, ZipCloser>;

Zip open_zip(const fs::path& path) {
  int code = 0;
  Zip zip(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (zip) return zip;
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  const std::string text = zip_error_strerror(&error);
  zip_error_fini(&error);
  refuse(path.string(), fmt::format("this is no zip that can be read ({})", text),
         "give a GTFS feed: a zip, or a folder of .txt files");
}

std::string read_entry(zip_t* zip, const zip_stat_t& stat, const std::string& place) {
  constexpr const char* kAgain = "get the feed again";
  if (stat.encryption_method != ZIP_EM_NONE)
    refuse(place, "the file is encrypted", "unpack the feed and name the folder");
  const std::unique_ptr<zip_file_t, ZipCloser> file(zip_fopen_index(zip, stat.index, 0));
  if (!file) refuse(place, fmt::format("cannot unpack the file ({})", zip_strerror(zip)), kAgain);
  std::string text;
  std::array<char, 1U << 16U> part;
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), part.data(), part.size());
    if (got < 0) refuse(place, "the file is damaged in the zip", kAgain);
    if (got == 0) break;
    text.append(part.data(), static_cast<std::size_t>(got));
    if (text.size() > stat.size) refuse(place, "the file is longer than the zip says", kAgain);
  }
  if (text.size() != stat.size) refuse(place, "the file is shorter than the zip says", kAgain);
  return text;
}

struct Entry {
  zip_stat_t stat{};
  std::string folder, name;
};

std::vector<Entry> entries_of(zip_t* zip, const std::string& feed, const FeedLimits& limits) {
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(zip, 0));
  if (count > limits.files)
    refuse(feed, fmt::format("the zip holds {} files; {} are permitted", count, limits.files),
           "keep the tables of the feed alone");
  std::vector<Entry> entries;
  constexpr zip_uint64_t kNeeded =
      ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
  for (zip_uint64_t i = 0; i < count; ++i) {
    Entry e;
    if (zip_stat_index(zip, i, 0, &e.stat) != 0 || (e.stat.valid & kNeeded) != kNeeded)
      refuse(feed, fmt::format("entry {} of the zip is damaged", i + 1), "get the feed again");
    const std::string name = e.stat.name;
    if (name.empty() || name.ends_with('/')) continue;
    const auto slash = name.rfind('/');
    e.folder = slash == std::string::npos ? "" : name.substr(0, slash + 1);
    e.name = slash == std::string::npos ? name : name.substr(slash + 1);
    e.stat.index = i;
    entries.push_back(std::move(e));
  }
  return entries;
}

// The folder of the zip with the tables: its root, or the first with stops or routes.
std::string root_of(const std::vector<Entry>& entries) {
  std::optional<std::string> other;
  for (const Entry& e : entries) {
    if (e.name != "stops.txt" && e.name != "routes.txt" && e.name != "trips.txt") continue;
    if (e.folder.empty()) return "";
    if (!other && !e.folder.starts_with("__MACOSX")) other = e.folder;
  }
  return other.value_or("");
}

FeedFiles read_zip(const fs::path& path, Defects& defects, const FeedLimits& limits) {
  FeedFiles files{path.filename().string(), {}};
  const Zip zip = open_zip(path);
  Gate gate(path.string(), limits);
  const auto entries = entries_of(zip.get(), path.string(), limits);
  const std::string root = root_of(entries);
  if (!root.empty()) defects.add({files.name, 0, 0}, "tables in a folder of the zip", root);
  for (const Entry& e : entries) {
    const std::string place = path.string() + "/" + e.folder + e.name;
    if (e.folder != root || !is_table(e.name)) {
      defects.add({e.folder + e.name, 0, 0}, "file not used");
    } else if (files.has(e.name)) {
      refuse(place, "the zip holds the file twice", "remove one of them");
    } else {
      gate.pass(e.name, e.stat.size);
      gate.pass_ratio(e.name, e.stat.size, e.stat.comp_size);
      files.texts[e.name] = read_entry(zip.get(), e.stat, place);
    }
  }
  return files;
}

std::string read_whole(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) refuse(file.string(), "cannot read the file", "check its permissions");
  return {std::istreambuf_iterator<char>(in), {}};
}

FeedFiles read_folder(const fs::path& path, Defects& defects, const FeedLimits& limits) {
  FeedFiles files{path.filename().string(), {}};
  Gate gate(path.string(), limits);
  std::vector<fs::path> all;
  for (const auto& entry : fs::directory_iterator(path))
    if (entry.is_regular_file()) all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  std::vector<fs::path> zips;
  for (const fs::path& file : all) {
    const std::string name = file.filename().string();
    if (file.extension() == ".zip") zips.push_back(file);
    if (!is_table(name)) {
      defects.add({name, 0, 0}, "file not used");
      continue;
    }
    gate.pass(name, fs::file_size(file));
    files.texts[name] = read_whole(file);
  }
  if (!files.texts.empty() || zips.empty()) return files;
  if (zips.size() > 1)
    refuse(path.string(), fmt::format("the folder holds {} zips", zips.size()),
           "name the zip to import");
  Defects of_zip;
  files = read_zip(zips.front(), of_zip, limits);
  defects = of_zip;
  defects.add({files.name, 0, 0}, "a zip within a folder", path.filename().string());
  return files;
}

}  // namespace

FeedFiles open_feed(const fs::path& path, Defects& defects, const FeedLimits& limits) {
  if (!fs::exists(path))
    refuse(path.string(), "there is no such file or folder",
           "give a GTFS feed: a zip, or a folder of .txt files");
  FeedFiles files =
      fs::is_directory(path) ? read_folder(path, defects, limits) : read_zip(path, defects, limits);
  if (files.texts.empty())
    refuse(path.string(), "no table of GTFS is in it",
           "a feed holds stops.txt, routes.txt, trips.txt and others");
  return files;
}

std::string read_perhaps_packed(const fs::path& file, const FeedLimits& limits) {
  if (!fs::is_regular_file(file)) refuse(file.string(), "there is no such file", "check the name");
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file.c_str(), "rb"), gzclose);
  if (!in) refuse(file.string(), "cannot read the file", "check its permissions");
  std::string text;
  std::array<char, 1U << 16U> part;
  for (;;) {
    const int got = gzread(in.get(), part.data(), static_cast<unsigned>(part.size()));
    if (got < 0) refuse(file.string(), "the file is damaged", "get it again");
    if (got == 0) break;
    text.append(part.data(), static_cast<std::size_t>(got));
    if (text.size() > limits.bytes_of_file)
      refuse(file.string(), fmt::format("it has more than {}", mebibytes(limits.bytes_of_file)),
             "cut it to the city");
  }
  int code = Z_OK;
  (void)gzerror(in.get(), &code);
  if (code != Z_OK && code != Z_STREAM_END)
    refuse(file.string(), "the file is cut off or damaged", "get it again");
  return text;
}

}  // namespace mwendo::gtfs
