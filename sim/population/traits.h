// Traits of people: household, age, activity, income, vehicles.
//
//   const TraitModel model(zones, figures, TraitOptions{});
//   const PersonTraits t = model.draw(seed, {.number = n, .index_in_zone = i, .zone = z});
//
// Guarantees: a pure function of seed and person number. Members of one household share income,
// vehicles and home. Expected household ownership of cars, motorcycles and bicycles over the city
// is the figure of the city. Expected worker and student shares are those of jobs and school places
// per inhabitant (kept in 0.25..0.55 and 0.10..0.40; defaults where a city gives none).
// Equations: P(income <= k | zone) = 1 / (1 + exp(-(c_k - s ln income_index))), c_k by bisection
// over the zones so that the city has the given income shares (ordered logit);
// P(vehicle | income) = min(0.95, scale x weight_income), scale by bisection.
// Shares by age and income, weights, licence rates: assumptions, in TraitOptions.
// Cars and motorcycles of firms and offices: surveys see more driving and riding than the vehicles
// of households allow. So workers get such vehicles, by the same weights of income. The share of
// persons with one is then drivers_per_driven_trip times the observed share of trips made with it.
// Limits: households have two neighbouring sizes round the mean (no tail of large households). All
// drivers of a household may use its car at the same time.
#pragma once

#include <array>
#include <cstdint>

#include "sim/population/population.h"
#include "sim/world/zones.h"

namespace mwendo {

struct TraitOptions {
  std::array<double, 3> income_share = {0.50, 0.35, 0.15};  // low, middle, high
  double income_slope = 2.0;                                // s above
  double child_share = 0.30;   // below 15; Kenya census 2019 gives about 30 % (unverified)
  double senior_share = 0.03;  // above 64
  double child_school = 0.75;  // of children; the rest is below school age
  double senior_work = 0.25;
  double default_worker_share = 0.42;
  double default_student_share = 0.27;
  double worker_female = 0.45;  // share of women among workers
  std::array<double, 3> car_weight = {0.15, 1.0, 3.0};
  std::array<double, 3> motorcycle_weight = {0.7, 1.3, 0.8};
  std::array<double, 3> bicycle_weight = {1.1, 1.0, 0.8};
  double may_drive = 0.85;  // adults of a household with a car
  // The same of students. For 100 car drivers that go to work 6 go to school at Kampala's inner
  // cordon, 07-09 h, parents with children among them (interviews of 2019; escorts.h).
  double student_may_drive = 0.1;
  // Persons with a vehicle over the observed share of trips. In Nairobi 18 % of the residents have
  // access to private vehicles (UN-Habitat 2017): 16 % without motorcycles, of whom 85 % may
  // drive, over 8.3 % of trips. For the other cities an assumption.
  double drivers_per_driven_trip = 1.65;
  double motorcycle_rider_male = 0.7;  // adults of a household with a motorcycle
  double motorcycle_rider_female = 0.2;
  double bicycle_user = 0.5;  // persons of a household with a bicycle
};

struct PersonTraits {
  std::uint32_t household = 0;  // key of draws that the household shares
  AgeGroup age = AgeGroup::adult;
  Activity activity = Activity::other;
  Income income = Income::low;
  bool female = false;
  bool household_car = false;
  bool has_car = false;
  bool has_motorcycle = false;
  bool has_bicycle = false;
  bool below_school_age = false;  // makes no trips of its own
};

struct PersonKey {
  std::uint32_t number = 0;
  std::uint32_t index_in_zone = 0;
  ZoneId zone;
};

class TraitModel {
 public:
  TraitModel(const Zones& zones, const CityFigures& figures, const TraitOptions& options);
  [[nodiscard]] PersonTraits draw(std::uint64_t seed, const PersonKey& person) const;
  // The key of draws that the household shares.
  [[nodiscard]] std::uint32_t household_of(const PersonKey& person) const;
  [[nodiscard]] double worker_share() const { return worker_share_; }
  [[nodiscard]] double student_share() const { return student_share_; }

 private:
  using ByIncome = std::array<double, 3>;
  void fit_shares(const Zones& zones);
  void fit_income(const Zones& zones);
  // Of workers, so that persons with a vehicle suffice for the observed share of a mode.
  // of_households: workers of an income with a vehicle of their household; of_all: all persons.
  [[nodiscard]] ByIncome fit_office(const CityFigures& figures, Mode mode, const ByIncome& weight,
                                    const ByIncome& of_households, double of_all) const;
  [[nodiscard]] ByIncome fit_ownership(const ByIncome& weight, double share,
                                       const ByIncome& without = {1, 1, 1}) const;
  void draw_household(std::uint64_t seed, ZoneId zone, PersonTraits& t) const;
  void draw_activity(std::uint64_t seed, std::uint32_t number, PersonTraits& t) const;
  void draw_vehicles(std::uint64_t seed, std::uint32_t number, PersonTraits& t) const;

  TraitOptions options_;
  double household_size_ = 3;
  double worker_share_ = 0;
  double student_share_ = 0;
  double adult_work_ = 0;    // P(worker | adult)
  double adult_school_ = 0;  // P(student | adult)
  double child_school_ = 0;
  double grown_drivers_ = 0;  // P(may drive, not a child | household with a car)
  double women_working_ = 1;  // P(worker | woman) over P(worker | adult)
  std::array<double, 2> cut_ = {0, 0};
  Column<ZoneId, std::array<float, 2>> income_cumulative_;  // P(low), P(low or middle)
  ByIncome has_car_{}, has_motorcycle_{}, has_bicycle_{};
  ByIncome office_car_{}, office_motorcycle_{};  // of workers
};

}  // namespace mwendo
