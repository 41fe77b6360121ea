#include "scenarios/cities/street_table.h"

#include <charconv>
#include <unordered_map>

#include "scenarios/files/csv_table.h"

namespace mwendo {
namespace {

constexpr double kDegree = 1e5;  // steps of a course in a degree
constexpr std::int64_t kWorld = 36'000'000;

bool is_motorway(const OsmTags& tags) { return tags.get("highway").starts_with("motorway"); }

// Streets on a level of their own: they meet others only at the nodes that they share.
bool stands_apart(const OsmTags& tags) {
  const auto yes = [&](const char* key) { return !tags.get(key).empty() && tags.get(key) != "no"; };
  return yes("bridge") || yes("tunnel") || is_motorway(tags);
}

class TableReader {
 public:
  TableReader(const CsvTable& csv, const Projection& projection, Problems& problems)
      : csv_(csv), projection_(projection), problems_(problems) {}

  StreetTable run() {
    table_.ways.reserve(csv_.rows());
    for (std::size_t r = 0; r < csv_.rows(); ++r) read(r);
    return std::move(table_);
  }

 private:
  void read(std::size_t r) {
    TableWay row;
    row.way.id = static_cast<std::int64_t>(csv_.number(r, "way", problems_));
    for (const std::string& column : csv_.header()) {
      if (column == "way" || column == "course") continue;
      const std::string& value = csv_.text(r, column, problems_);
      if (!value.empty()) row.way.tags.all.emplace_back(column, value);
    }
    row.way.apart = stands_apart(row.way.tags);
    row.way.elevated = is_motorway(row.way.tags) && !row.way.tags.get("bridge").empty();
    if (row.way.tags.get("highway").empty())
      problems_.add(csv_.problem(r, "the way has no 'highway'", "give its class"));
    if (read_course(csv_.text(r, "course", problems_), row.points) && row.points.size() >= 2) {
      table_.ways.push_back(std::move(row));
      return;
    }
    problems_.add(csv_.problem(r, "the course holds no two points",
                               "write longitude and latitude in 1e-5 degrees, then steps"));
  }

  bool read_course(const std::string& text, std::vector<std::uint32_t>& points) {
    const char* at = text.data();
    const char* const end = at + text.size();
    std::int64_t lon = 0;
    std::int64_t lat = 0;
    while (at < end) {
      std::int64_t step[2];
      for (std::int64_t& s : step) {
        while (at < end && *at == ' ') ++at;
        const auto read = std::from_chars(at, end, s);
        if (read.ec != std::errc{} || s < -kWorld || s > kWorld) return false;
        at = read.ptr;
      }
      lon += step[0];
      lat += step[1];
      if (lon < -kWorld / 2 || lon > kWorld / 2 || lat < -kWorld / 4 || lat > kWorld / 4)
        return false;
      points.push_back(point_at(lon, lat));
    }
    return true;
  }

  std::uint32_t point_at(std::int64_t lon, std::int64_t lat) {
    const auto next = static_cast<std::uint32_t>(table_.points.size());
    const auto [known, fresh] = known_.emplace(lon * kWorld + lat, next);
    if (fresh)
      table_.points.push_back(projection_.to_metres(
          {static_cast<double>(lon) / kDegree, static_cast<double>(lat) / kDegree}));
    return known->second;
  }

  const CsvTable& csv_;
  const Projection& projection_;
  Problems& problems_;
  StreetTable table_;
  std::unordered_map<std::int64_t, std::uint32_t> known_;
};

}  // namespace

StreetTable read_street_table(const std::filesystem::path& file, const Projection& projection,
                              Problems& problems) {
  const std::size_t before = problems.all().size();
  const CsvTable csv = CsvTable::read(file, problems);
  if (problems.all().size() > before) return {};
  StreetTable table = TableReader(csv, projection, problems).run();
  if (table.ways.empty() && problems.all().size() == before)
    problems.add({.file = file.string(),
                  .line = 1,
                  .what = "the table has no rows",
                  .what_to_do = "restore the file"});
  return table;
}

}  // namespace mwendo
