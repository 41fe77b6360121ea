#include "sim/transit/move_vehicles.h"

#include <algorithm>
#include <cmath>

#include "sim/transit/line_need.h"

namespace mwendo {
namespace {

constexpr double kDamping = 0.6;

double an_hour(const LineIncome& i) { return i.revenue / i.vehicle_h; }

bool earns(const LineIncome& i) { return i.vehicle_h > 0 && i.revenue > 0; }

// r / r0, 1 where chance explains it.
double change_of(const LineIncome& now, const LineIncome& base, double expansion) {
  const double ratio = an_hour(now) / an_hour(base);
  const double error = std::sqrt(expansion / now.boardings + expansion / base.boardings);
  return std::abs(std::log(ratio)) <= 2 * error ? 1 : ratio;
}

struct Change {
  double ratio = 1;
  double vehicle_h = 0;
};

std::map<std::string, Change> changes_of(const LineIncomes& now, const LineIncomes& base,
                                         double expansion) {
  std::map<std::string, Change> changes;
  for (const auto& [name, income] : now) {
    const auto known = base.find(name);
    const bool comparable = known != base.end() && earns(income) && earns(known->second);
    changes[name] = {comparable ? change_of(income, known->second, expansion) : 1,
                     income.vehicle_h};
  }
  return changes;
}

double hours_in(const LineIncomes& incomes) {
  double hours = 0;
  for (const auto& [name, income] : incomes) hours += income.vehicle_h;
  return hours;
}

void shorten(float& headway_s, double factor) {
  if (factor == 1) return;
  const double before = static_cast<double>(headway_s);
  headway_s = static_cast<float>(std::clamp(before / factor, std::min(before, kShortestHeadway),
                                            std::max(before, kLongestHeadway)));
}

}  // namespace

LineIncomes incomes_of(const TransitSupply& supply, std::span<const LineResult> lines) {
  LineIncomes incomes;
  for (const LineResult& r : lines) {
    if (supply.line.mode[r.line] != Mode::minibus) continue;
    LineIncome& i = incomes[supply.line.name[r.line]];
    i.revenue += r.revenue;
    i.vehicle_h += r.vehicle_hours;
    i.boardings += static_cast<double>(r.boardings);
  }
  return incomes;
}

double moved_hours(const LineIncomes& now, const LineIncomes& base) {
  double hours = 0;
  for (const auto& [name, income] : now) {
    const auto known = base.find(name);
    hours += std::max(0.0, income.vehicle_h - (known != base.end() ? known->second.vehicle_h : 0));
  }
  return hours;
}

double move_vehicles(TransitSupply& supply, const LineIncomes& now, const LineIncomes& base,
                     double expansion) {
  const auto changes = changes_of(now, base, expansion);
  double hours = 0, mean = 0, wanted = 0;
  for (const auto& [name, c] : changes) {
    hours += c.vehicle_h;
    mean += c.ratio * c.vehicle_h;
    wanted += c.vehicle_h * std::pow(c.ratio, kDamping);
  }
  if (!(hours > 0)) return 0;
  const double k = hours_in(base) / wanted;
  double gain = 0;
  for (const auto& [name, c] : changes) gain = std::max(gain, std::abs(c.ratio * hours / mean - 1));
  for (const LineId l : supply.lines()) {
    const auto c = changes.find(supply.line.name[l]);
    if (supply.line.mode[l] != Mode::minibus || c == changes.end()) continue;
    const double factor = k * std::pow(c->second.ratio, kDamping);
    shorten(supply.line.peak_headway_s[l], factor);
    shorten(supply.line.offpeak_headway_s[l], factor);
  }
  return gain;
}

}  // namespace mwendo
