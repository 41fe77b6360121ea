// The state of reading a feed: what one table of it needs of the others. Used by read_feed alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "scenarios/formats/gtfs/feed.h"
#include "scenarios/formats/gtfs/table.h"

namespace mwendo::gtfs {

// Numbers of entries by their id.
class IdIndex {
 public:
  [[nodiscard]] std::uint32_t find(std::string_view id) const {
    const auto found = index_.find(std::string(id));
    return found == index_.end() ? kNone : found->second;
  }
  // False if it is known.
  bool add(std::string_view id, std::size_t number) {
    return index_.try_emplace(std::string(id), static_cast<std::uint32_t>(number)).second;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> index_;
};

struct FeedReader {
  const FeedFiles& files;
  Feed& feed;
  Defects& defects;
  Problems& problems;
  IdIndex agencies = {}, stops = {}, routes = {}, services = {}, shapes = {}, trips = {};

  // The table; none if the feed has no such file. A needed one is then a Problem.
  [[nodiscard]] std::optional<Table> table(const std::string& file, bool needed = false);
  void add(const Where& where, const std::string& kind, std::string_view detail = {}) {
    defects.add(where, kind, detail.empty() ? std::string() : "'" + std::string(detail) + "'");
  }
  // Values; what is none is counted.
  [[nodiscard]] std::optional<int> time(const Table& t, std::size_t row, int column);
  [[nodiscard]] std::optional<double> number(const Table& t, std::size_t row, int column);
};

void read_agencies(FeedReader& in);
void read_stops(FeedReader& in);
void read_routes(FeedReader& in);
void read_calendar(FeedReader& in);
void read_shapes(FeedReader& in);
void read_trips(FeedReader& in);
void read_stop_times(FeedReader& in);
void read_shape_stops(FeedReader& in, const ShapeStops& beside);
void read_frequencies(FeedReader& in);
void read_fares(FeedReader& in);
void note_other_tables(FeedReader& in);

}  // namespace mwendo::gtfs
