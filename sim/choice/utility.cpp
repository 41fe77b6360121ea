#include "sim/choice/utility.h"

namespace mwendo {

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

double utility(const Alternative& a, Income income, const ChoiceParameters& p) {
  if (!a.exists()) return kUnavailable;
  const double value = p.value_of_time_s * p.value_of_time_factor[static_cast<std::size_t>(income)];
  return -(a.felt_s + a.money / value) * p.per_minute / 60;
}

}  // namespace mwendo
