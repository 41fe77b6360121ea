// routes.txt, calendar.txt, calendar_dates.txt, trips.txt, frequencies.txt.
#include <algorithm>
#include <array>

#include "scenarios/formats/gtfs/feed_reader.h"
#include "scenarios/formats/gtfs/values.h"

namespace mwendo::gtfs {
namespace {

void read_weeks(FeedReader& in, Table& t) {
  const int id = t.needed("service_id", in.problems);
  const int from = t.needed("start_date", in.problems);
  const int to = t.needed("end_date", in.problems);
  std::array<int, 7> days{};
  constexpr std::array kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                "friday", "saturday", "sunday"};
  for (std::size_t d = 0; d < 7; ++d) days[d] = t.needed(kDays[d], in.problems);
  if (!in.problems.empty()) return;
  for (std::size_t r = 0; r < t.rows(); ++r) {
    const auto first = parse_date(t.at(r, from));
    const auto last = parse_date(t.at(r, to));
    if (!first) in.add(t.where(r, from), "no date", t.at(r, from));
    if (!last) in.add(t.where(r, to), "no date", t.at(r, to));
    if (!first || !last) continue;
    if (*last < *first) in.add(t.where(r, to), "service ends before it begins", t.at(r, to));
    Service s{std::string(t.at(r, id)), 0, *first, *last, {}, {}};
    for (std::size_t d = 0; d < 7; ++d)
      if (t.at(r, days[d]) == "1") s.weekdays = static_cast<std::uint8_t>(s.weekdays | (1U << d));
    if (in.services.add(s.id, in.feed.services.size()))
      in.feed.services.push_back(std::move(s));
    else
      in.add(t.where(r, id), "service twice, the second left out", s.id);
  }
  t.note_unused(in.defects);
}

void read_exceptions(FeedReader& in, Table& t) {
  const int id = t.needed("service_id", in.problems);
  const int date = t.needed("date", in.problems);
  const int type = t.needed("exception_type", in.problems);
  if (!in.problems.empty()) return;
  for (std::size_t r = 0; r < t.rows(); ++r) {
    const auto day = parse_date(t.at(r, date));
    const bool adds = t.at(r, type) == "1";
    if (!day) in.add(t.where(r, date), "no date", t.at(r, date));
    if (!adds && t.at(r, type) != "2") in.add(t.where(r, type), "no exception type", t.at(r, type));
    if (!day || (!adds && t.at(r, type) != "2")) continue;
    if (in.services.add(t.at(r, id), in.feed.services.size()))
      in.feed.services.push_back({std::string(t.at(r, id)), 0, 0, -1, {}, {}});
    Service& s = in.feed.services[in.services.find(t.at(r, id))];
    (adds ? s.added : s.removed).insert(*day);
  }
  t.note_unused(in.defects);
}

}  // namespace

void read_routes(FeedReader& in) {
  auto t = in.table("routes.txt", true);
  if (!t) return;
  const int id = t->needed("route_id", in.problems);
  const int type = t->needed("route_type", in.problems);
  const int agency = t->column("agency_id");
  const int short_name = t->column("route_short_name");
  const int long_name = t->column("route_long_name");
  if (!in.problems.empty()) return;
  for (std::size_t r = 0; r < t->rows(); ++r) {
    const std::string_view of = t->at(r, agency);
    if (!of.empty() && in.agencies.find(of) == kNone)
      in.add(t->where(r, agency), "unknown agency", of);
    const auto kind = parse_whole(t->at(r, type));
    if (!kind) {
      in.add(t->where(r, type), "no route type, route left out", t->at(r, type));
    } else if (!in.routes.add(t->at(r, id), in.feed.routes.size())) {
      in.add(t->where(r, id), "route twice, the second left out", t->at(r, id));
    } else {
      in.feed.routes.push_back({std::string(t->at(r, id)), std::string(of),
                                std::string(t->at(r, short_name)), std::string(t->at(r, long_name)),
                                *kind});
    }
  }
  t->note_unused(in.defects);
}

void read_calendar(FeedReader& in) {
  auto weeks = in.table("calendar.txt");
  auto exceptions = in.table("calendar_dates.txt");
  if (!weeks && !exceptions)
    in.problems.add({"calendar.txt", 0, 0, "calendar.txt and calendar_dates.txt are missing",
                     "add one of them to the feed"});
  if (weeks) read_weeks(in, *weeks);
  if (exceptions) read_exceptions(in, *exceptions);
}

void read_trips(FeedReader& in) {
  auto t = in.table("trips.txt", true);
  if (!t) return;
  const int id = t->needed("trip_id", in.problems);
  const int route = t->needed("route_id", in.problems);
  const int service = t->needed("service_id", in.problems);
  const int direction = t->column("direction_id");
  const int shape = t->column("shape_id");
  const int headsign = t->column("trip_headsign");
  if (!in.problems.empty()) return;
  for (std::size_t r = 0; r < t->rows(); ++r) {
    Trip trip;
    trip.id = t->at(r, id);
    trip.headsign = t->at(r, headsign);
    trip.where = t->where(r, id);
    trip.route = in.routes.find(t->at(r, route));
    trip.service = in.services.find(t->at(r, service));
    if (trip.route == kNone) in.add(t->where(r, route), "unknown route", t->at(r, route));
    if (trip.service == kNone) in.add(t->where(r, service), "unknown service", t->at(r, service));
    if (trip.route == kNone || trip.service == kNone) continue;
    if (!t->at(r, shape).empty()) {
      trip.shape = in.shapes.find(t->at(r, shape));
      if (trip.shape == kNone) in.add(t->where(r, shape), "unknown shape", t->at(r, shape));
    }
    const std::string_view way = t->at(r, direction);
    if (way == "0" || way == "1")
      trip.direction = way == "1" ? 1 : 0;
    else if (!way.empty())
      in.add(t->where(r, direction), "no direction", way);
    if (in.trips.add(trip.id, in.feed.trips.size()))
      in.feed.trips.push_back(std::move(trip));
    else
      in.add(t->where(r, id), "trip twice, the second left out", t->at(r, id));
  }
  t->note_unused(in.defects);
}

void read_frequencies(FeedReader& in) {
  auto t = in.table("frequencies.txt");
  if (!t) return;
  const int trip = t->needed("trip_id", in.problems);
  const int from = t->needed("start_time", in.problems);
  const int to = t->needed("end_time", in.problems);
  const int headway = t->needed("headway_secs", in.problems);
  const int exact = t->column("exact_times");
  if (!in.problems.empty()) return;
  auto& all = in.feed.frequencies;
  for (std::size_t r = 0; r < t->rows(); ++r) {
    const std::uint32_t of = in.trips.find(t->at(r, trip));
    if (of == kNone) in.add(t->where(r, trip), "unknown trip", t->at(r, trip));
    const auto start = in.time(*t, r, from);
    const auto end = in.time(*t, r, to);
    const auto seconds = parse_whole(t->at(r, headway));
    if (of == kNone || !start || !end) continue;
    if (*end <= *start) {
      in.add(t->where(r, to), "frequency ends before it begins, left out", t->at(r, to));
    } else if (!seconds || *seconds <= 0) {
      in.add(t->where(r, headway), "headway is 0 or no number, left out", t->at(r, headway));
    } else {
      all.push_back({of, *start, *end, *seconds, t->at(r, exact) == "1"});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.trip < b.trip; });
  for (std::size_t i = 0; i < all.size(); ++i) {
    Trip& of = in.feed.trips[all[i].trip];
    if (of.frequency_count++ == 0) of.first_frequency = i;
  }
  t->note_unused(in.defects);
}

}  // namespace mwendo::gtfs
