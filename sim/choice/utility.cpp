#include "sim/choice/utility.h"

#include "network/base/random.h"

namespace mwendo {
namespace {

// Traits that only choice knows are drawn by the person's number alone.
constexpr std::uint64_t kTraitSeed = 0x43686F696365;
constexpr std::uint32_t kValueOfTime = 200;  // draws of Draw::person_attribute
constexpr std::uint32_t kLifts = 201;
constexpr std::uint32_t kLiftRank = 202;

}  // namespace

ChoiceParameters choice_parameters(const CityFigures& figures) {
  ChoiceParameters p;
  p.value_of_time_s = double{figures.value_of_time_usd_h} * figures.currency_per_usd / 3600;
  return p;
}

TransitCosts transit_costs(const ChoiceParameters& p) {
  TransitCosts c;
  c.walk_weight = static_cast<float>(p.walk_weight);
  c.wait_weight = static_cast<float>(p.wait_weight);
  c.transfer_s = static_cast<float>(p.transfer_s);
  c.value_of_time_s = static_cast<float>(p.value_of_time_s);
  return c;
}

double value_of_time(std::uint32_t number, Income income, const ChoiceParameters& p) {
  const double spread = normal({.seed = kTraitSeed,
                                .purpose = Draw::person_attribute,
                                .subject = number,
                                .index = kValueOfTime});
  return p.value_of_time_s * p.value_of_time_factor[static_cast<std::size_t>(income)] *
         portable_exp(p.value_of_time_spread * spread);
}

double utility(const Alternative& a, double value_of_time_s, const ChoiceParameters& p) {
  if (!a.exists()) return kUnavailable;
  return -(a.felt_s + a.money / value_of_time_s) * p.per_minute / 60;
}

bool gets_lifts(std::uint32_t number, const ChoiceParameters& p) {
  return uniform({.seed = kTraitSeed,
                  .purpose = Draw::person_attribute,
                  .subject = number,
                  .index = kLifts}) < p.lift_share;
}

double lift_rank(std::uint32_t number) {
  return uniform({.seed = kTraitSeed,
                  .purpose = Draw::person_attribute,
                  .subject = number,
                  .index = kLiftRank});
}

}  // namespace mwendo
