// agency.txt, stops.txt, shapes.txt, and the stops along shapes.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "scenarios/formats/gtfs/feed_reader.h"
#include "scenarios/formats/gtfs/values.h"

namespace mwendo::gtfs {
namespace {

// Degrees of a row; nothing where they are no place, which is counted.
std::optional<LonLat> place_of(FeedReader& in, const Table& t, std::size_t row, int lon, int lat) {
  const auto x = in.number(t, row, lon);
  const auto y = in.number(t, row, lat);
  if (!x || !y) return std::nullopt;
  if (std::abs(*x) <= 180 && std::abs(*y) <= 89 && (*x != 0 || *y != 0)) return LonLat{*x, *y};
  in.add(t.where(row, lat), "place outside the world or at 0, 0", t.at(row, lat));
  return std::nullopt;
}

struct ShapeRow {
  std::uint32_t shape;
  double sequence;
  std::size_t order;
  LonLat place;
};

}  // namespace

void read_agencies(FeedReader& in) {
  auto t = in.table("agency.txt");
  if (!t) {
    in.defects.add({"agency.txt", 0, 0}, "missing file that nothing here needs");
    return;
  }
  const int id = t->column("agency_id");
  (void)t->column("agency_name");
  for (std::size_t r = 0; r < t->rows(); ++r)
    if (!in.agencies.add(t->at(r, id), r)) in.add(t->where(r, id), "agency twice", t->at(r, id));
  in.feed.agencies = t->rows();
  t->note_unused(in.defects);
}

void read_stops(FeedReader& in) {
  auto t = in.table("stops.txt", true);
  if (!t) return;
  const int id = t->needed("stop_id", in.problems);
  const int lat = t->needed("stop_lat", in.problems);
  const int lon = t->needed("stop_lon", in.problems);
  const int name = t->column("stop_name");
  const int type = t->column("location_type");
  if (!in.problems.empty()) return;
  for (std::size_t r = 0; r < t->rows(); ++r) {
    const std::string_view kind = t->at(r, type);
    if (kind == "2" || kind == "3" || kind == "4") {
      in.add(t->where(r, type), "entrances, nodes and boarding areas are not used", kind);
      continue;
    }
    const auto place = place_of(in, *t, r, lon, lat);
    if (!place) continue;
    if (!in.stops.add(t->at(r, id), in.feed.stops.size())) {
      in.add(t->where(r, id), "stop twice, the second left out", t->at(r, id));
      continue;
    }
    in.feed.stops.push_back(
        {std::string(t->at(r, id)), std::string(t->at(r, name)), *place, t->where(r, id).line});
  }
  t->note_unused(in.defects);
}

void read_shapes(FeedReader& in) {
  auto t = in.table("shapes.txt");
  if (!t) return;
  const int id = t->needed("shape_id", in.problems);
  const int lat = t->needed("shape_pt_lat", in.problems);
  const int lon = t->needed("shape_pt_lon", in.problems);
  const int order = t->needed("shape_pt_sequence", in.problems);
  if (!in.problems.empty()) return;
  std::vector<ShapeRow> rows;
  for (std::size_t r = 0; r < t->rows(); ++r) {
    const auto place = place_of(in, *t, r, lon, lat);
    const auto sequence = in.number(*t, r, order);
    if (!place || !sequence) continue;
    if (in.shapes.add(t->at(r, id), in.feed.shapes.size()))
      in.feed.shapes.push_back({std::string(t->at(r, id)), {}, {}});
    rows.push_back({in.shapes.find(t->at(r, id)), *sequence, r, *place});
  }
  std::sort(rows.begin(), rows.end(), [](const ShapeRow& a, const ShapeRow& b) {
    return std::tie(a.shape, a.sequence, a.order) < std::tie(b.shape, b.sequence, b.order);
  });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && rows[i].shape == rows[i - 1].shape && rows[i].sequence == rows[i - 1].sequence)
      in.add(t->where(rows[i].order, order), "points of a shape with one sequence");
    in.feed.shapes[rows[i].shape].points.push_back(rows[i].place);
  }
  t->note_unused(in.defects);
}

void read_shape_stops(FeedReader& in, const ShapeStops& beside) {
  Table t = Table::parse(beside.name, beside.text, in.defects, in.problems);
  const int shape = t.needed("shape_id", in.problems);
  const int order = t.needed("seq", in.problems);
  const int stop = t.needed("stop_id", in.problems);
  if (!in.problems.empty()) return;
  std::vector<std::tuple<std::uint32_t, double, std::uint32_t>> rows;
  for (std::size_t r = 0; r < t.rows(); ++r) {
    const std::uint32_t s = in.shapes.find(t.at(r, shape));
    const std::uint32_t at = in.stops.find(t.at(r, stop));
    if (s == kNone) in.add(t.where(r, shape), "unknown shape", t.at(r, shape));
    if (at == kNone) in.add(t.where(r, stop), "unknown stop", t.at(r, stop));
    const auto sequence = in.number(t, r, order);
    if (s != kNone && at != kNone && sequence) rows.emplace_back(s, *sequence, at);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  for (const auto& [s, sequence, at] : rows) in.feed.shapes[s].stops.push_back(at);
  in.defects.add({"stop_times.txt", 0, 0}, "missing, stops by shape are read instead", beside.name);
}

}  // namespace mwendo::gtfs
