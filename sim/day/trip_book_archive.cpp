// The state of the trips of a day as bytes.
#include <algorithm>
#include <unordered_set>

#include "network/base/state_archive.h"
#include "sim/day/trip_book.h"

namespace mwendo {

// All that have been returned by departing_before(), in the order of agents.
BegunTrips TripBook::begun_trips() const {
  BegunTrips b;
  b.records.assign(records_.begin(), records_.begin() + next_);
  b.ride.assign(ride_.begin(), ride_.begin() + next_);
  for (std::uint32_t agent = 0; agent < next_; ++agent) {
    TripPlan plan = plan_of(agent);
    const auto first = static_cast<std::uint32_t>(b.rides.size());
    for (std::uint32_t k = 0; k < plan.rides; ++k)
      b.rides.push_back(ride(agent, static_cast<std::uint8_t>(k)));
    plan.first_ride = first;
    b.plans.push_back(plan);
  }
  return b;
}

// The others depart as the population plans, but not before the saved moment.
void TripBook::go_on_after(BegunTrips begun) {
  std::unordered_set<std::uint32_t> known;
  for (const TripRecord& r : begun.records) known.insert(r.trip.value);
  std::erase_if(records_, [&](const TripRecord& r) { return known.contains(r.trip.value); });
  for (TripRecord& r : records_) r.departure_s = std::max(r.departure_s, until_s_);
  sort_by_departure(records_);
  records_.insert(records_.begin(), begun.records.begin(), begun.records.end());
  ride_ = begun.ride;
  ride_.resize(records_.size());
  begun_ = std::move(begun);
  begun_.records = {};
}

template <class Archive, class Self>
void TripBook::archive(Archive& a, Self& b, BegunTrips& begun) {
  a(begun, b.way_on_, b.next_, b.until_s_, b.arrived_, b.no_way_, b.arrived_by_mode_);
}

void TripBook::save(StateWriter& out) const {
  BegunTrips begun = begun_trips();
  archive(out, *this, begun);
}

void TripBook::restore(StateReader& in) {
  BegunTrips begun;
  archive(in, *this, begun);
  if (begun.records.size() != next_ || begun.plans.size() != next_ || begun.ride.size() != next_)
    throw std::out_of_range("the trips of the saved day do not agree");
  go_on_after(std::move(begun));
}

}  // namespace mwendo
