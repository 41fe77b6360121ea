#include "sim/population/gravity.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr int kMaxBalancings = 200;
constexpr int kBisections = 22;
// Friction is read from a table in steps of time: 400,000 exponentials for each beta would take
// most of the fit. Half a step is a relative error of friction below 0.5 % at beta 0.5.
constexpr double kStepMin = 0.02;
constexpr std::size_t kMaxSteps = 65535;

ZoneId zone(std::size_t i) { return ZoneId{static_cast<std::uint32_t>(i)}; }

// The table with its balancing factors; b is kept between evaluations, which start closer so.
class Balance {
 public:
  explicit Balance(const GravityInput& input)
      : in_(input),
        n_(input.productions.size()),
        attraction_(input.attractions),
        steps_(n_),
        friction_(n_),
        a_(n_, 1),
        b_(n_, 1),
        column_(n_) {
    const double total = std::accumulate(in_.productions.begin(), in_.productions.end(), 0.0);
    const double drawn = std::accumulate(attraction_.begin(), attraction_.end(), 0.0);
    for (double& d : attraction_) d *= total / drawn;
    total_ = total;
    set_steps();
  }

  // Returns the mean distance of a trip for this beta.
  double evaluate(double beta) {
    set_friction(beta);
    balancings_ = 0;
    do {
      scale_rows();
      sum_columns();
      if (!in_.doubly_constrained) break;
      for (std::size_t j = 0; j < n_; ++j)
        if (column_[j] > 0) b_[j] *= attraction_[j] / column_[j];
      ++balancings_;
    } while (worst_column() > in_.tolerance && balancings_ < kMaxBalancings);
    scale_rows();
    sum_columns();
    return mean_distance();
  }

  [[nodiscard]] double worst_column() const {
    double worst = 0;
    for (std::size_t j = 0; j < n_; ++j)
      worst = std::max(worst, std::abs(column_[j] - attraction_[j]) / total_);
    return worst;
  }
  [[nodiscard]] int balancings() const { return balancings_; }
  [[nodiscard]] Matrix<ZoneId, float> cumulative() const;

 private:
  void set_steps() {
    for (std::size_t i = 0; i < n_; ++i) {
      const auto t = in_.time_min.row(zone(i));
      auto k = steps_.row(zone(i));
      for (std::size_t j = 0; j < n_; ++j) {
        k[j] = static_cast<std::uint16_t>(
            std::clamp(t[j] / kStepMin + 0.5, 0.0, static_cast<double>(kMaxSteps)));
        table_.resize(std::max<std::size_t>(table_.size(), k[j] + std::size_t{1}));
      }
    }
  }
  void set_friction(double beta) {
    for (std::size_t k = 0; k < table_.size(); ++k)
      table_[k] = portable_exp(-beta * kStepMin * static_cast<double>(k));
    for (std::size_t i = 0; i < n_; ++i) {
      const auto k = steps_.row(zone(i));
      auto f = friction_.row(zone(i));
      for (std::size_t j = 0; j < n_; ++j) f[j] = table_[k[j]];
    }
  }
  void scale_rows() {
    for (std::size_t i = 0; i < n_; ++i) {
      const auto f = friction_.row(zone(i));
      double sum = 0;
      for (std::size_t j = 0; j < n_; ++j) sum += b_[j] * attraction_[j] * f[j];
      a_[i] = sum > 0 ? 1 / sum : 0;
    }
  }
  void sum_columns() {
    std::fill(column_.begin(), column_.end(), 0.0);
    for (std::size_t i = 0; i < n_; ++i) {
      const auto f = friction_.row(zone(i));
      const double row = a_[i] * in_.productions[i];
      for (std::size_t j = 0; j < n_; ++j) column_[j] += row * f[j];
    }
    for (std::size_t j = 0; j < n_; ++j) column_[j] *= b_[j] * attraction_[j];
  }
  [[nodiscard]] double mean_distance() const {
    double metres = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      const auto f = friction_.row(zone(i));
      const auto d = in_.distance_m.row(zone(i));
      double row = 0;
      for (std::size_t j = 0; j < n_; ++j) row += b_[j] * attraction_[j] * f[j] * d[j];
      metres += a_[i] * in_.productions[i] * row;
    }
    return metres / total_;
  }

  const GravityInput& in_;
  std::size_t n_;
  std::vector<double> attraction_;
  Matrix<ZoneId, std::uint16_t> steps_;  // of time
  std::vector<double> table_;            // friction by step
  Matrix<ZoneId, double> friction_;
  std::vector<double> a_, b_, column_;
  double total_ = 0;
  int balancings_ = 0;
};

Matrix<ZoneId, float> Balance::cumulative() const {
  Matrix<ZoneId, float> out(n_);
  for (std::size_t i = 0; i < n_; ++i) {
    const auto f = friction_.row(zone(i));
    auto row = out.row(zone(i));
    double sum = 0;
    for (std::size_t j = 0; j < n_; ++j) {
      sum += a_[i] * b_[j] * attraction_[j] * f[j];
      row[j] = static_cast<float>(std::min(sum, 1.0));
    }
    // Rounding must not leave a gap above the last zone that draws anybody.
    const float last = row[n_ - 1];
    if (last > 0) std::replace(row.begin(), row.end(), last, 1.0F);
  }
  return out;
}

// beta with the wanted mean distance: the mean falls as beta grows.
double bisect(Balance& balance, double wanted, double max_beta) {
  double low = 0;
  double high = std::min(0.05, max_beta);
  if (balance.evaluate(0) <= wanted) return 0;
  while (balance.evaluate(high) > wanted && high < max_beta) {
    low = high;
    high = std::min(2 * high, max_beta);
  }
  for (int k = 0; k < kBisections; ++k) {
    const double middle = 0.5 * (low + high);
    (balance.evaluate(middle) > wanted ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

GravityResult fit_gravity(const GravityInput& input) {
  Balance balance(input);
  GravityResult result;
  result.beta = bisect(balance, input.mean_distance_m, input.max_beta);
  result.fitted_mean_m = balance.evaluate(result.beta);
  result.worst_column = input.doubly_constrained ? balance.worst_column() : 0;
  result.balancings = balance.balancings();
  result.cumulative = balance.cumulative();
  return result;
}

double trips_between(const GravityResult& g, const std::vector<double>& productions, ZoneId from,
                     ZoneId to) {
  const auto row = g.cumulative.row(from);
  const double before = to.value == 0 ? 0 : row[to.value - 1];
  return (row[to.value] - before) * productions[from.value];
}

std::uint32_t pick(std::span<const float> cumulative, double u) {
  constexpr float kBelowOne = 0x1.fffffep-1F;
  const float draw = std::min(static_cast<float>(u), kBelowOne);
  const auto it = std::upper_bound(cumulative.begin(), cumulative.end(), draw);
  const auto last = cumulative.size() - 1;
  return static_cast<std::uint32_t>(
      std::min(static_cast<std::size_t>(it - cumulative.begin()), last));
}

}  // namespace mwendo
