#include <fmt/format.h>

#include "network/network_file.h"
#include "scenarios/cities/city.h"
#include "scenarios/cities/imported_city.h"
#include "scenarios/cities/supply_tables.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/files/sha256.h"
#include "scenarios/formats/gtfs/city_lines.h"
#include "scenarios/formats/gtfs/report.h"
#include "scenarios/formats/gtfs/values.h"
#include "sim/learning/simulate.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

void check_gtfs_use(const Options& options) {
  if (options.out.empty()) wrong("--out is missing", "name the folder to write");
  if (options.city.empty())
    wrong("--city is missing", "name a city (see mwendo list) or a folder of mwendo import osm");
  if (!options.bbox.empty()) wrong("--bbox cannot be combined with a feed", "leave it out");
  if (!options.net.empty() || !options.routes.empty())
    wrong("--net and --routes belong to SUMO", "leave them out");
}

// The city on whose streets the lines are put.
struct Base {
  ImportedCity written;  // what the new folder says of its streets
  CityWorld city;        // the embedded one
  Network streets;
  Point centre;
};

Base base_of(const Options& options) {
  Base base;
  Problems problems;
  const bool folder =
      is_city_folder(options.city) || fs::is_regular_file(fs::path(options.city) / "imported.toml");
  base.written.city = options.city;
  base.written.origin = kCityStreets;
  if (folder) base.written = read_imported(options.city, problems);
  problems.throw_if_any();
  if (base.written.city.empty())
    wrong(fmt::format("{} has streets but no people", options.city),
          "import the streets again with --city NAME");
  base.city = load_city(base.written.city, problems, threads_of(options));
  problems.throw_if_any();
  base.streets = folder ? load_network(options.city) : base.city.network;
  base.centre = city_centre(base.written.city, problems);
  problems.throw_if_any();
  if (base.streets.crs != base.city.network.crs)
    wrong(fmt::format("{} lies in {}, {} in {}", options.city, base.streets.crs, base.written.city,
                      base.city.network.crs),
          "import the streets again with the right --city");
  return base;
}

std::string fingerprint_of(const fs::path& feed, const gtfs::FeedFiles& files) {
  if (fs::is_regular_file(feed)) return sha256_of_file(feed);
  std::string all;
  for (const auto& [name, text] : files.texts) all += name + sha256_of(text);
  return sha256_of(all);
}

struct ReadFeed {
  gtfs::Feed feed;
  std::string sha256;
  std::vector<gtfs::FeedLine> lines;
  std::vector<std::string> placeholders;
  int day = 0;
};

ReadFeed read(const Options& options, gtfs::Defects& defects) {
  ReadFeed got;
  const gtfs::FeedFiles files = gtfs::open_feed(options.names[1], defects);
  if (!options.shape_stops.empty() && files.has("stop_times.txt"))
    wrong("--shape-stops is for a feed without stop_times.txt", "leave it out");
  gtfs::ShapeStops beside;
  if (!options.shape_stops.empty())
    beside = {fs::path(options.shape_stops).filename().string(),
              gtfs::read_perhaps_packed(options.shape_stops)};
  got.feed = gtfs::read_feed(files, beside, defects);
  got.sha256 = fingerprint_of(options.names[1], files);
  Problems problems;
  got.day = gtfs::service_day(got.feed, options.day.empty() ? "tuesday" : options.day, problems);
  problems.throw_if_any();
  got.lines = gtfs::feed_lines(got.feed, got.day, defects);
  got.placeholders = gtfs::find_placeholders(got.lines);
  return got;
}

void check_lines(const ReadFeed& got, const gtfs::CityLines& made, const Options& options,
                 const gtfs::Defects& defects) {
  if (!made.supply.lines().empty()) return;
  fmt::print(stderr, "{}", defects.text());
  throw InputError({.file = options.names[1],
                    .what = got.lines.empty()
                                ? "no line of the feed can be used"
                                : "no line of the feed lies on the streets of " + options.city,
                    .what_to_do = "mend what is listed above, or choose another --city"});
}

void tell(const ReadFeed& got, const gtfs::CityLines& made, const gtfs::Defects& defects,
          const fs::path& target) {
  fmt::print("{}", defects.text());
  for (const std::string& sentence : got.placeholders) fmt::print("{}\n", sentence);
  fmt::print("day of service: {}\n{}{}\nrun it with: mwendo run {}/base.toml\n",
             gtfs::date_text(got.day), gtfs::summary_of(got.feed, made), target.string(),
             target.string());
}

}  // namespace

int import_gtfs_command(const Options& options) {
  check_gtfs_use(options);
  ResultsFolder::check(options.out, options.force);
  gtfs::Defects defects;
  const ReadFeed got = read(options, defects);
  Base base = base_of(options);
  const gtfs::CityLines made =
      make_city_lines(got.feed, got.lines, {&base.streets, base.centre, &base.city.transit},
                      threads_of(options), defects);
  check_lines(got, made, options, defects);
  ResultsFolder folder(options.out, options.force);
  base.written.lines = got.feed.name;
  base.written.lines_sha256 = got.sha256;
  save_network(made.network, folder.path().string());
  write_supply(folder.path(), made.supply);
  write_imported_city(folder.path(), base.written);
  write_report(folder.path(), got.feed, got.lines, made, defects);
  if (interrupted()) throw Interrupted{};
  folder.commit();
  if (!options.quiet) tell(got, made, defects, folder.target());
  return kDone;
}

}  // namespace mwendo
