#include "scenarios/formats/gtfs/feed.h"

#include "scenarios/formats/gtfs/feed_reader.h"
#include "scenarios/formats/gtfs/values.h"

namespace mwendo::gtfs {

bool Service::runs_on(int day) const {
  if (removed.contains(day)) return false;
  if (added.contains(day)) return true;
  return day >= first && day <= last && ((weekdays >> weekday_of(day)) & 1U) != 0;
}

std::optional<Table> FeedReader::table(const std::string& file, bool needed) {
  const auto found = files.texts.find(file);
  if (found != files.texts.end()) {
    const std::size_t before = problems.all().size();
    Table parsed = Table::parse(file, found->second, defects, problems);
    if (problems.all().size() == before) return parsed;
    return std::nullopt;
  }
  if (needed) problems.add({file, 0, 0, "the file is missing", "add the file to the feed"});
  return std::nullopt;
}

std::optional<int> FeedReader::time(const Table& t, std::size_t row, int column) {
  const std::string_view text = t.at(row, column);
  const auto value = parse_time(text);
  if (!value && !text.empty()) add(t.where(row, column), "no time", text);
  return value;
}

std::optional<double> FeedReader::number(const Table& t, std::size_t row, int column) {
  const std::string_view text = t.at(row, column);
  const auto value = parse_number(text);
  if (!value) add(t.where(row, column), "no number", text);
  return value;
}

Feed read_feed(const FeedFiles& files, const ShapeStops& beside, Defects& defects) {
  Feed feed;
  feed.name = files.name;
  Problems problems;
  FeedReader in{files, feed, defects, problems};
  read_agencies(in);
  read_stops(in);
  read_routes(in);
  read_calendar(in);
  read_shapes(in);
  read_trips(in);
  if (files.has("stop_times.txt") || beside.text.empty())
    read_stop_times(in);
  else
    read_shape_stops(in, beside);
  read_frequencies(in);
  read_fares(in);
  note_other_tables(in);
  Problems named;
  for (Problem p : problems.all()) {
    p.file = files.name + "/" + p.file;
    named.add(std::move(p));
  }
  named.throw_if_any();
  return feed;
}

}  // namespace mwendo::gtfs
