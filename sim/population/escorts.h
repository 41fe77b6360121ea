// Who takes a pupil of the household to school, or fetches it.
//
//   const Escorts escorts(traits, pattern, EscortOptions{});
//   const auto pupil = escorts.pupil_of(seed, {number, index, zone}, t, people_of_zone);
//   if (pupil) escorts.add(seed, number, *pupil, day);      // trips with purpose school
//
// The escort is the first person of the household that drives and is no student; the pupil its
// first child on the way to school that day. With the probability `takes` the escort leaves home
// with the pupil:
//   on the way to work, where that way begins within an hour of the pupil's: home-school-work. It
//   leaves school half an hour later, or at the hour for work if that is later;
//   else home-school-home instead of one of the escort's tours home-other-home.
// With the probability `fetches` the escort leaves half an hour before the pupil leaves school:
//   from work, where the way home begins within an hour of that: work-school-home; a stop on the
//   way home gives way to it;
//   else home-school-home instead of a tour home-other-home.
// An escort without such a tour, or whose day has no room, does not go. So only ways by work
// without a stop add a trip. The probabilities are fitted to car drivers at Kampala's inner cordon,
// 06-22 h (Expressway Master Plan survey, 2019, interviews expanded to counts). For 100 from home
// to work 1.9 leave a school before 10 h (0.7 to work, 1.2 home; the model has 0.9 and 0.8); 3.5
// leave alone for a school from 10 h (1.5 from work, 2.0 from home; 1.6 and 1.7). That these take
// and fetch pupils is an assumption. Guarantees: a pure function of seed and person number, also
// where the pupil is not in the sample. Limits: escorts have a car; those on foot were not asked.
// The pupil's mode does not follow the escort's. One pupil a household. Night workers take nobody.
#pragma once

#include <optional>

#include "sim/population/day_pattern.h"
#include "sim/population/traits.h"

namespace mwendo {

struct EscortOptions {
  double takes = 0.22;
  double fetches = 0.65;
};

struct Pupil {
  std::uint32_t number = 0;
  std::uint32_t trip = 0;  // to school, in the pupil's day
  float out_s = 0;         // from home
  float back_s = 0;        // from school
};

class Escorts {
 public:
  // Both must outlive it.
  Escorts(const TraitModel& traits, const DayPattern& pattern, const EscortOptions& options)
      : traits_(&traits), pattern_(&pattern), options_(options) {}
  // None where the person is not the escort of its household or nobody goes to school.
  [[nodiscard]] std::optional<Pupil> pupil_of(std::uint64_t seed, const PersonKey& person,
                                              const PersonTraits& traits,
                                              std::uint32_t people_of_zone) const;
  void add(std::uint64_t seed, std::uint32_t escort, const Pupil& pupil, PersonDay& day) const;

 private:
  [[nodiscard]] std::optional<Pupil> to_school(std::uint64_t seed, std::uint32_t number,
                                               const PersonTraits& traits) const;
  const TraitModel* traits_;
  const DayPattern* pattern_;
  EscortOptions options_;
};

}  // namespace mwendo
