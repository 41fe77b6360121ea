#include "sim/population/traits.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "network/base/random.h"

namespace mwendo {
namespace {

// What a draw of Draw::person_attribute is for. Append only.
enum Attribute : std::uint32_t {
  kSampled = 0,
  kAge,
  kSex,
  kActivity,
  kMayDrive,
  kRides,
  kCycles,
  kOfficeCar,
  kOfficeMotorcycle,
  kIncome = 100,
  kOwnsCar,
  kOwnsMotorcycle,
  kOwnsBicycle  // of households
};

bool happens(std::uint64_t seed, std::uint32_t subject, Attribute a, double probability) {
  return uniform(
             {.seed = seed, .purpose = Draw::person_attribute, .subject = subject, .index = a}) <
         probability;
}

double draw_of(std::uint64_t seed, std::uint32_t subject, Attribute a) {
  return uniform({.seed = seed, .purpose = Draw::person_attribute, .subject = subject, .index = a});
}

double logistic(double x) { return 1 / (1 + portable_exp(-x)); }

double total_of(const Column<ZoneId, float>& column) {
  return std::accumulate(column.begin(), column.end(), 0.0);
}

// x in [low, high] where the growing function f reaches the target.
template <class F>
double solve_growing(F f, double target, double low, double high) {
  for (int k = 0; k < 60; ++k) {
    const double middle = 0.5 * (low + high);
    (f(middle) < target ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

TraitModel::TraitModel(const Zones& zones, const CityFigures& figures, const TraitOptions& options)
    : options_(options), household_size_(std::max(1.0F, figures.persons_per_household)) {
  fit_shares(zones);
  fit_income(zones);
  has_car_ = fit_ownership(options.car_weight, figures.car_ownership);
  has_motorcycle_ = fit_ownership(options.motorcycle_weight, figures.motorcycle_ownership);
  has_bicycle_ = fit_ownership(options.bicycle_weight, figures.bicycle_ownership);
  const double grown = 1 - options.child_share;
  const double riders = (options.motorcycle_rider_male + options.motorcycle_rider_female) / 2;
  const auto times = [](ByIncome x, double y) {
    for (double& v : x) v *= y;
    return x;
  };
  office_car_ =
      fit_office(figures, Mode::car_driver, options.car_weight, times(has_car_, options.may_drive),
                 figures.car_ownership * grown_drivers_);
  office_motorcycle_ =
      fit_office(figures, Mode::own_motorcycle, options.motorcycle_weight,
                 times(has_motorcycle_, riders), figures.motorcycle_ownership * grown * riders);
}

void TraitModel::fit_shares(const Zones& zones) {
  const double people = total_of(zones.population);
  const double jobs = total_of(zones.jobs);
  const double places = total_of(zones.school_places);
  worker_share_ = jobs > 0 ? std::clamp(jobs / people, 0.25, 0.55) : options_.default_worker_share;
  student_share_ =
      places > 0 ? std::clamp(places / people, 0.10, 0.40) : options_.default_student_share;
  const double adults = 1 - options_.child_share - options_.senior_share;
  child_school_ = std::min(options_.child_school, student_share_ / options_.child_share);
  adult_school_ = std::max(0.0, student_share_ - child_school_ * options_.child_share) / adults;
  adult_work_ = (worker_share_ - options_.senior_work * options_.senior_share) / adults;
  adult_work_ = std::clamp(adult_work_, 0.0, 1 - adult_school_);
  const double students = adult_school_ * adults;
  grown_drivers_ = (1 - options_.child_share - students) * options_.may_drive +
                   students * options_.student_may_drive;
  women_working_ = 2 * options_.worker_female;
}

void TraitModel::fit_income(const Zones& zones) {
  const double people = total_of(zones.population);
  const auto shift = [&](ZoneId z) {
    const double index = std::clamp(double{zones.income_index[z]}, 0.05, 20.0);
    return options_.income_slope * portable_log(index);
  };
  double wanted = 0;
  for (std::size_t k = 0; k < 2; ++k) {
    wanted += options_.income_share[k];
    const auto share_below = [&](double cut) {
      double sum = 0;
      for (ZoneId z : zones.zones()) sum += zones.population[z] * logistic(cut - shift(z));
      return sum / people;
    };
    cut_[k] = solve_growing(share_below, wanted, -30, 30);
  }
  income_cumulative_.resize(zones.zones().size());
  for (ZoneId z : zones.zones())
    for (std::size_t k = 0; k < 2; ++k)
      income_cumulative_[z][k] = static_cast<float>(logistic(cut_[k] - shift(z)));
}

// share: owners among all, of which a part `without` of each income can become one.
TraitModel::ByIncome TraitModel::fit_ownership(const ByIncome& weight, double share,
                                               const ByIncome& without) const {
  constexpr double kMost = 0.95;
  const auto owned = [&](double scale) {
    double sum = 0;
    for (std::size_t k = 0; k < 3; ++k)
      sum += options_.income_share[k] * without[k] * std::min(kMost, scale * weight[k]);
    return sum;
  };
  const double scale = solve_growing(owned, std::clamp(share, 0.0, kMost), 0, 100);
  ByIncome result{};
  for (std::size_t k = 0; k < 3; ++k) result[k] = std::min(kMost, scale * weight[k]);
  return result;
}

TraitModel::ByIncome TraitModel::fit_office(const CityFigures& figures, Mode mode,
                                            const ByIncome& weight, const ByIncome& of_households,
                                            double of_all) const {
  const auto m = static_cast<std::size_t>(mode);
  if (figures.observed_mode_share.size() <= m) return {};
  const double wanted = options_.drivers_per_driven_trip * figures.observed_mode_share[m];
  if (wanted <= of_all) return {};
  ByIncome without{};
  for (std::size_t k = 0; k < 3; ++k) without[k] = 1 - of_households[k];
  return fit_ownership(weight, (wanted - of_all) / worker_share_, without);
}

std::uint32_t TraitModel::household_of(const PersonKey& person) const {
  const auto household_in_zone =
      static_cast<std::uint32_t>(static_cast<double>(person.index_in_zone) / household_size_);
  return person.number - person.index_in_zone + household_in_zone;
}

PersonTraits TraitModel::draw(std::uint64_t seed, const PersonKey& person) const {
  PersonTraits t;
  t.household = household_of(person);
  draw_household(seed, person.zone, t);
  draw_activity(seed, person.number, t);
  draw_vehicles(seed, person.number, t);
  return t;
}

void TraitModel::draw_household(std::uint64_t seed, ZoneId zone, PersonTraits& t) const {
  const double u = draw_of(seed, t.household, kIncome);
  const auto& below = income_cumulative_[zone];
  t.income = u < below[0] ? Income::low : u < below[1] ? Income::middle : Income::high;
  const auto k = static_cast<std::size_t>(t.income);
  t.household_car = happens(seed, t.household, kOwnsCar, has_car_[k]);
  t.has_motorcycle = happens(seed, t.household, kOwnsMotorcycle, has_motorcycle_[k]);
  t.has_bicycle = happens(seed, t.household, kOwnsBicycle, has_bicycle_[k]);
}

void TraitModel::draw_activity(std::uint64_t seed, std::uint32_t number, PersonTraits& t) const {
  const double age = draw_of(seed, number, kAge);
  t.female = happens(seed, number, kSex, 0.5);
  const double u = draw_of(seed, number, kActivity);
  if (age < options_.child_share) {
    t.age = AgeGroup::child;
    t.activity = u < child_school_ ? Activity::student : Activity::other;
    t.below_school_age = t.activity == Activity::other;
    return;
  }
  const bool senior = age > 1 - options_.senior_share;
  t.age = senior ? AgeGroup::senior : AgeGroup::adult;
  const double sex = t.female ? women_working_ : 2 - women_working_;
  const double work = std::min(1.0, (senior ? options_.senior_work : adult_work_) * sex);
  const double school = senior ? 0 : adult_school_;
  t.activity = u < work                           ? Activity::worker
               : u < std::min(1.0, work + school) ? Activity::student
                                                  : Activity::other;
}

void TraitModel::draw_vehicles(std::uint64_t seed, std::uint32_t number, PersonTraits& t) const {
  const bool grown = t.age != AgeGroup::child;
  const double drives =
      t.activity == Activity::student ? options_.student_may_drive : options_.may_drive;
  t.has_car = t.household_car && grown && happens(seed, number, kMayDrive, drives);
  if (t.activity == Activity::worker && !t.has_car)
    t.has_car = happens(seed, number, kOfficeCar, office_car_[static_cast<std::size_t>(t.income)]);
  const double rides = t.female ? options_.motorcycle_rider_female : options_.motorcycle_rider_male;
  t.has_motorcycle = t.has_motorcycle && grown && happens(seed, number, kRides, rides);
  if (t.activity == Activity::worker && !t.has_motorcycle)
    t.has_motorcycle = happens(seed, number, kOfficeMotorcycle,
                               office_motorcycle_[static_cast<std::size_t>(t.income)]);
  t.has_bicycle = t.has_bicycle && happens(seed, number, kCycles, options_.bicycle_user);
}

}  // namespace mwendo
