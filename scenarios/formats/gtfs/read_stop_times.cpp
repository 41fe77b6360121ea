// stop_times.txt: the calls of the trips.
#include <algorithm>
#include <tuple>

#include "scenarios/formats/gtfs/feed_reader.h"
#include "scenarios/formats/gtfs/values.h"

namespace mwendo::gtfs {
namespace {

struct CallRow {
  std::uint32_t trip;
  int sequence;
  std::size_t row;
  Call call;
};

struct Columns {
  int trip, stop, sequence, arrival, departure;
};

Columns columns_of(FeedReader& in, Table& t) {
  Columns c{};
  c.trip = t.needed("trip_id", in.problems);
  c.stop = t.needed("stop_id", in.problems);
  c.sequence = t.needed("stop_sequence", in.problems);
  c.arrival = t.column("arrival_time");
  c.departure = t.column("departure_time");
  return c;
}

std::vector<CallRow> rows_of(FeedReader& in, const Table& t, const Columns& c) {
  std::vector<CallRow> rows;
  for (std::size_t r = 0; r < t.rows(); ++r) {
    const std::uint32_t trip = in.trips.find(t.at(r, c.trip));
    const std::uint32_t stop = in.stops.find(t.at(r, c.stop));
    const auto sequence = parse_whole(t.at(r, c.sequence));
    if (trip == kNone) in.add(t.where(r, c.trip), "unknown trip", t.at(r, c.trip));
    if (stop == kNone) in.add(t.where(r, c.stop), "unknown stop", t.at(r, c.stop));
    if (!sequence) in.add(t.where(r, c.sequence), "no sequence", t.at(r, c.sequence));
    if (trip == kNone || stop == kNone || !sequence) continue;
    const auto arrival = in.time(t, r, c.arrival);
    const auto departure = in.time(t, r, c.departure);
    Call call{stop, arrival.value_or(departure.value_or(kNoTime)),
              departure.value_or(arrival.value_or(kNoTime))};
    rows.push_back({trip, *sequence, r, call});
  }
  return rows;
}

// Appends a call to its trip unless it repeats a sequence; times that run backwards are removed.
void append_call(FeedReader& in, const Table& t, const Columns& c, const CallRow& row,
                 const CallRow* before, int& latest) {
  if (before != nullptr && before->sequence == row.sequence) {
    in.add(t.where(row.row, c.sequence), "sequence twice in a trip, the second left out",
           t.at(row.row, c.sequence));
    return;
  }
  if (before != nullptr && row.row < before->row)
    in.add(t.where(row.row, c.sequence), "stops of a trip out of order in the file");
  Call call = row.call;
  if (call.arrival_s != kNoTime && call.arrival_s < latest) {
    in.add(t.where(row.row, c.arrival), "time before that of the stop before, not used",
           t.at(row.row, c.arrival));
    call.arrival_s = call.departure_s = kNoTime;
  } else if (call.departure_s < call.arrival_s) {
    in.add(t.where(row.row, c.departure), "departure before arrival, not used",
           t.at(row.row, c.departure));
    call.departure_s = call.arrival_s;
  }
  latest = std::max(latest, call.departure_s);
  Trip& trip = in.feed.trips[row.trip];
  if (trip.call_count++ == 0) trip.first_call = in.feed.calls.size();
  in.feed.calls.push_back(call);
}

}  // namespace

void read_stop_times(FeedReader& in) {
  auto t = in.table("stop_times.txt");
  if (!t) {
    in.problems.add({"stop_times.txt", 0, 0, "the file is missing",
                     "add it, or name a table of the stops of each shape (--shape-stops FILE)"});
    return;
  }
  const Columns c = columns_of(in, *t);
  if (!in.problems.empty()) return;
  std::vector<CallRow> rows = rows_of(in, *t, c);
  std::sort(rows.begin(), rows.end(), [](const CallRow& a, const CallRow& b) {
    return std::tie(a.trip, a.sequence, a.row) < std::tie(b.trip, b.sequence, b.row);
  });
  int latest = kNoTime;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const CallRow* before = i > 0 && rows[i - 1].trip == rows[i].trip ? &rows[i - 1] : nullptr;
    if (before == nullptr) latest = kNoTime;
    append_call(in, *t, c, rows[i], before, latest);
  }
  t->note_unused(in.defects);
}

}  // namespace mwendo::gtfs
