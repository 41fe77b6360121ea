#include "sim/population/escorts.h"

#include <algorithm>
#include <cmath>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr float kTogetherS = 3600;  // between the hours of two people who go together
constexpr float kDayS = 24 * 3600;

bool may_escort(const PersonTraits& t) {
  return t.has_car && t.age != AgeGroup::child && t.activity != Activity::student;
}

// Whether trips are in order with time enough between them.
bool is_possible(const PersonDay& day) {
  for (std::size_t k = 1; k < day.count; ++k) {
    const PlannedTrip& a = day.trip[k - 1];
    const PlannedTrip& b = day.trip[k];
    const bool same = main_tour(a.tour) == main_tour(b.tour);
    if (same == (a.purpose == Purpose::home)) return false;
    if (b.departure_s < a.departure_s + (same ? kLeastStayS : kAtHomeS)) return false;
  }
  return day.count == 0 ||
         (day.trip[0].departure_s >= 0 && day.trip[day.count - 1].departure_s < kDayS);
}

bool accept(PersonDay changed, PersonDay& day) {
  std::stable_sort(
      changed.trip.begin(), changed.trip.begin() + static_cast<std::ptrdiff_t>(changed.count),
      [](const PlannedTrip& a, const PlannedTrip& b) { return a.departure_s < b.departure_s; });
  if (!is_possible(changed)) return false;
  day = changed;
  return true;
}

bool together(float a, float b) { return std::abs(a - b) <= kTogetherS; }

bool take_on_the_way_to_work(const Pupil& pupil, PersonDay& day) {
  for (std::size_t k = 0; k < day.count; ++k) {
    const PlannedTrip& to_work = day.trip[k];
    if (to_work.purpose != Purpose::work || is_sub_tour(to_work.tour)) continue;
    if (!together(to_work.departure_s, pupil.out_s) || day.count == PersonDay::kMaxTrips)
      return false;
    PersonDay changed = day;
    changed.trip[k].departure_s = std::max(to_work.departure_s, pupil.out_s + kLeastStayS);
    changed.trip[changed.count++] = {Purpose::school, to_work.tour, pupil.out_s};
    return accept(changed, day);
  }
  return false;
}

bool fetch_on_the_way_home(const Pupil& pupil, PersonDay& day) {
  const float leaves_s = pupil.back_s - kLeastStayS;
  for (std::size_t k = 1; k < day.count; ++k) {
    const PlannedTrip& from_work = day.trip[k];
    if (day.trip[k - 1].purpose != Purpose::work || is_sub_tour(from_work.tour)) continue;
    if (!together(from_work.departure_s, leaves_s) || day.count == PersonDay::kMaxTrips)
      return false;
    PersonDay changed = day;
    changed.trip[k] = {Purpose::school, from_work.tour, leaves_s};
    if (from_work.purpose == Purpose::home)
      changed.trip[changed.count++] = {Purpose::home, from_work.tour, pupil.back_s};
    else
      changed.trip[k + 1].departure_s = pupil.back_s;
    return accept(changed, day);
  }
  return false;
}

// Instead of a tour home-other-home without a stop.
bool go_from_home(float to_school_s, float back_s, PersonDay& day) {
  for (std::size_t k = 0; k + 1 < day.count; ++k) {
    const bool from_home = k == 0 || day.trip[k - 1].purpose == Purpose::home;
    if (!from_home || day.trip[k].purpose != Purpose::other ||
        day.trip[k + 1].purpose != Purpose::home)
      continue;
    PersonDay changed = day;
    changed.trip[k] = {Purpose::school, day.trip[k].tour, to_school_s};
    changed.trip[k + 1].departure_s = back_s;
    if (accept(changed, day)) return true;
  }
  return false;
}

}  // namespace

std::optional<Pupil> Escorts::to_school(std::uint64_t seed, std::uint32_t number,
                                        const PersonTraits& t) const {
  if (t.age != AgeGroup::child || t.activity != Activity::student) return {};
  const PersonDay day = pattern_->draw(seed, {.number = number,
                                              .activity = t.activity,
                                              .income = t.income,
                                              .travels = !t.below_school_age});
  for (std::uint32_t k = 0; k + 1 < day.count; ++k)
    if (day.trip[k].purpose == Purpose::school)
      return Pupil{number, k, day.trip[k].departure_s, day.trip[k + 1].departure_s};
  return {};
}

std::optional<Pupil> Escorts::pupil_of(std::uint64_t seed, const PersonKey& person,
                                       const PersonTraits& traits,
                                       std::uint32_t people_of_zone) const {
  if (!may_escort(traits)) return {};
  std::uint32_t index = person.index_in_zone;
  const auto key_of = [&](std::uint32_t i) {
    return PersonKey{person.number - person.index_in_zone + i, i, person.zone};
  };
  const std::uint32_t household = traits_->household_of(person);
  while (index > 0 && traits_->household_of(key_of(index - 1)) == household) --index;
  std::optional<Pupil> pupil;
  for (; index < people_of_zone && traits_->household_of(key_of(index)) == household; ++index) {
    const PersonTraits t = traits_->draw(seed, key_of(index));
    if (index < person.index_in_zone && may_escort(t)) return {};
    if (!pupil) pupil = to_school(seed, key_of(index).number, t);
  }
  return pupil;
}

void Escorts::add(std::uint64_t seed, std::uint32_t escort, const Pupil& pupil,
                  PersonDay& day) const {
  if (day.begins_at_work) return;
  const auto happens = [&](std::uint32_t k, double probability) {
    return uniform({.seed = seed, .purpose = Draw::escort, .subject = escort, .index = k}) <
           probability;
  };
  if (happens(0, options_.takes) && !take_on_the_way_to_work(pupil, day))
    go_from_home(pupil.out_s, pupil.out_s + kLeastStayS, day);
  if (happens(1, options_.fetches) && !fetch_on_the_way_home(pupil, day))
    go_from_home(pupil.back_s - kLeastStayS, pupil.back_s, day);
}

}  // namespace mwendo
