// The trips of a day: the record of each, and the number of persons by state.
//
//   TripBook book(people, {.from_s = from_s, .counted_from_s = from_s, .to_s = to_s});
//   for (std::uint32_t agent : book.departing_before(until)) ...   // each trip once, by departure
//   book.start(agent); ... book.arrive(agent, now);
//
// An agent is the index of a trip's record. Counts are in expanded persons; those by mode and by
// outcome leave out trips that depart before counted_from_s.
// Saved and restored: trips that have begun keep their plan of the saved day. The others are those
// of the population then. One that it has moved to a time before the saved moment departs at once.
#pragma once

#include <array>
#include <cstdint>
#include <ranges>
#include <unordered_map>
#include <vector>

#include "network/base/ids.h"
#include "sim/day/begun_trips.h"
#include "sim/modes/modes.h"
#include "sim/population/population.h"
#include "sim/results/run_results.h"

namespace mwendo {

class StateReader;
class StateWriter;

struct TripBookOptions {  // times of departure
  float from_s = 0;
  float counted_from_s = 0;
  float to_s = 86400;
};

// How a trip is carried out: as planned, or on from the stop where its rider gave up waiting.
struct Way {
  Mode mode = Mode::walk;
  NodeId from;
  float metres = 0;  // the shortest way
  float start_s = 0;
  float ridden_m = 0;  // before that
};

class TripBook {
 public:
  TripBook(const Population& people, const TripBookOptions& options);

  [[nodiscard]] std::size_t size() const { return records_.size(); }
  [[nodiscard]] TripRecord& record(std::uint32_t agent) { return records_[agent]; }
  [[nodiscard]] const TripRecord& record(std::uint32_t agent) const { return records_[agent]; }
  [[nodiscard]] Way way(std::uint32_t agent) const;
  [[nodiscard]] const ModeRow& mode(std::uint32_t agent) const { return row_of(way(agent).mode); }
  [[nodiscard]] NodeId origin(std::uint32_t agent) const { return way(agent).from; }
  [[nodiscard]] float distance_m(std::uint32_t agent) const { return way(agent).metres; }
  [[nodiscard]] NodeId destination(std::uint32_t agent) const;
  // The record keeps the planned mode.
  void go_on(std::uint32_t agent, const Way& way);

  // The agents that depart before a time and were not returned yet.
  [[nodiscard]] std::ranges::iota_view<std::uint32_t, std::uint32_t> departing_before(
      float until_s);
  // The last of these times.
  [[nodiscard]] float returned_until() const { return until_s_; }

  // The present ride of a trip by public transport, and those of the whole trip.
  [[nodiscard]] std::uint8_t rides(std::uint32_t agent) const;
  [[nodiscard]] std::uint8_t ride_index(std::uint32_t agent) const { return ride_[agent]; }
  [[nodiscard]] const RideLeg& ride(std::uint32_t agent, std::uint8_t index) const;
  [[nodiscard]] const RideLeg& ride(std::uint32_t agent) const { return ride(agent, ride_[agent]); }
  [[nodiscard]] float egress_m(std::uint32_t agent) const;
  // Steps to the next ride; false after the last one.
  bool next_ride(std::uint32_t agent) { return ++ride_[agent] < rides(agent); }

  void start(std::uint32_t agent) { records_[agent].outcome = TripOutcome::under_way; }
  void find_no_way(std::uint32_t agent);
  void arrive(std::uint32_t agent, float now_s);

  [[nodiscard]] double arrived() const { return arrived_; }
  [[nodiscard]] const std::array<double, kModeCount>& arrived_by_mode() const {
    return arrived_by_mode_;
  }
  [[nodiscard]] bool all_ended() const;
  // Trips that count: all of them, or those of an outcome.
  [[nodiscard]] double counted() const;
  [[nodiscard]] double count(TripOutcome outcome) const;
  // Of an outcome, those that do not count included.
  [[nodiscard]] double count_all(TripOutcome outcome) const;
  // Trips under way get their time so far.
  [[nodiscard]] std::vector<TripRecord> close(float now_s);

  void save(StateWriter& out) const;
  // Into a book of the same options, before anybody has departed.
  void restore(StateReader& in);

 private:
  template <class Archive, class Self>
  static void archive(Archive& a, Self& b, BegunTrips& begun);
  static void sort_by_departure(std::vector<TripRecord>& records);
  [[nodiscard]] BegunTrips begun_trips() const;
  void go_on_after(BegunTrips begun);
  [[nodiscard]] TripPlan plan_of(std::uint32_t agent) const;
  template <class Which>
  [[nodiscard]] double persons(Which&& which) const;
  [[nodiscard]] bool counts(const TripRecord& r) const { return r.departure_s >= counted_from_s_; }

  const Population* people_;
  double weight_;
  float counted_from_s_;
  std::vector<TripRecord> records_;                // by departure
  std::vector<std::uint8_t> ride_;                 // by agent
  std::unordered_map<std::uint32_t, Way> way_on_;  // by agent
  BegunTrips begun_;  // of a restored book: the first agents; without records
  std::uint32_t next_ = 0;
  float until_s_ = 0;  // departures before it were returned
  double arrived_ = 0, no_way_ = 0;
  std::array<double, kModeCount> arrived_by_mode_{};
};

}  // namespace mwendo
