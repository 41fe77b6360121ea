#include "sim/day/trip_book.h"

#include <algorithm>

namespace mwendo {

TripBook::TripBook(const Population& people, const TripBookOptions& o)
    : people_(&people), weight_(people.expansion), counted_from_s_(o.counted_from_s) {
  const TripColumns& t = people.trip;
  for (const TripId id : people.trips()) {
    if (t.departure_s[id] < o.from_s || t.departure_s[id] >= o.to_s) continue;
    TripRecord r;
    r.trip = id;
    r.mode = t.mode[id];
    r.departure_s = t.departure_s[id];
    records_.push_back(r);
  }
  sort_by_departure(records_);
  ride_.resize(records_.size());
}

void TripBook::sort_by_departure(std::vector<TripRecord>& records) {
  std::sort(records.begin(), records.end(), [](const TripRecord& a, const TripRecord& b) {
    return a.departure_s != b.departure_s ? a.departure_s < b.departure_s : a.trip < b.trip;
  });
}

TripPlan TripBook::plan_of(std::uint32_t agent) const {
  if (agent < begun_.plans.size()) return begun_.plans[agent];
  const TripColumns& t = people_->trip;
  const TripId id = records_[agent].trip;
  return {t.from[id].node, t.to[id].node,    t.distance_m[id],
          t.egress_m[id],  t.first_ride[id], t.ride_count[id]};
}

Way TripBook::way(std::uint32_t agent) const {
  const TripRecord& r = records_[agent];
  if (r.gave_up) return way_on_.at(agent);
  const TripPlan plan = plan_of(agent);
  return {r.mode, plan.from, plan.metres, r.departure_s};
}

void TripBook::go_on(std::uint32_t agent, const Way& way) {
  records_[agent].gave_up = true;
  way_on_[agent] = way;
}

NodeId TripBook::destination(std::uint32_t agent) const { return plan_of(agent).to; }

std::ranges::iota_view<std::uint32_t, std::uint32_t> TripBook::departing_before(float until_s) {
  until_s_ = until_s;
  const std::uint32_t first = next_;
  while (next_ < records_.size() && records_[next_].departure_s < until_s) ++next_;
  return {first, next_};
}

std::uint8_t TripBook::rides(std::uint32_t agent) const {
  return static_cast<std::uint8_t>(plan_of(agent).rides);
}

const RideLeg& TripBook::ride(std::uint32_t agent, std::uint8_t index) const {
  const bool begun = agent < begun_.plans.size();
  return (begun ? begun_.rides : people_->trip.rides)[plan_of(agent).first_ride + index];
}

float TripBook::egress_m(std::uint32_t agent) const { return plan_of(agent).egress_m; }

void TripBook::find_no_way(std::uint32_t agent) {
  records_[agent].outcome = TripOutcome::no_way;
  no_way_ += weight_;
}

void TripBook::arrive(std::uint32_t agent, float now_s) {
  TripRecord& r = records_[agent];
  r.outcome = TripOutcome::arrived;
  r.travel_time_s = std::max(now_s - r.departure_s, 1.0F);
  arrived_ += weight_;
  if (counts(r)) arrived_by_mode_[static_cast<std::size_t>(r.mode)] += weight_;
}

bool TripBook::all_ended() const {
  return arrived_ + no_way_ >= static_cast<double>(records_.size()) * weight_ - 1e-6;
}

template <class Which>
double TripBook::persons(Which&& which) const {
  return weight_ * static_cast<double>(std::count_if(records_.begin(), records_.end(), which));
}

double TripBook::counted() const {
  return persons([&](const TripRecord& r) { return counts(r); });
}

double TripBook::count(TripOutcome outcome) const {
  return persons([&](const TripRecord& r) { return counts(r) && r.outcome == outcome; });
}

double TripBook::count_all(TripOutcome outcome) const {
  return persons([&](const TripRecord& r) { return r.outcome == outcome; });
}

std::vector<TripRecord> TripBook::close(float now_s) {
  for (TripRecord& r : records_)
    if (r.outcome == TripOutcome::under_way) r.travel_time_s = now_s - r.departure_s;
  return std::move(records_);
}

}  // namespace mwendo
