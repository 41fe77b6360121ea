// How a city answers to prices and services, beside published ranges.
//
//   benchmark_elasticities nairobi/base [sample] [days]
//
// Runs the hour from 06:30 of the base without a run-in, then prints the answer of mode choice at
// the settled beliefs (tests/support/elasticities.h).
#include "tests/support/elasticities.h"

#include <fmt/format.h>

#include <cstdlib>

#include "network/base/input_error.h"

namespace mwendo {
namespace {

PreparedScenario base_of(const std::string& name, double sample, int days) {
  Problems problems;
  Scenario s = load_scenario(name, problems);
  problems.throw_if_any();
  s.from_s = 6 * 3600 + 1800;
  s.to_s = s.from_s + 3600;
  s.warm_up_s = 0;
  s.sample = sample;
  s.iterations = days;
  PreparedScenario base = prepare(s, GwpSet::ar6, problems);
  problems.throw_if_any();
  return base;
}

void print_charges(const testing::Answers& answers, const PreparedScenario& base) {
  const auto share = [](const testing::Travel& t, Mode m) {
    return t.share[static_cast<std::size_t>(m)];
  };
  const testing::Travel before = answers.charged(0);
  for (const double hours : {0.25, 0.5, 1.0, 2.0, 4.0}) {
    const double money = hours * testing::worth_of_an_hour(base.world);
    const testing::Travel now = answers.charged(money);
    const auto change = [&](Mode m) { return 100 * (share(now, m) / share(before, m) - 1); };
    fmt::print(
        "| charge of {:.0f}, {} h of the value of time | drivers {:+.1f} %, passengers "
        "{:+.1f} % |\n",
        money, hours, change(Mode::car_driver), change(Mode::car_passenger));
  }
}

void print_fit(const CalibrationResult& fit) {
  for (std::size_t m = 0; m < kModeCount; ++m)
    if (fit.observed[m] > 0)
      fmt::print("| {} | wanted {:.2f} %, modelled {:.2f} %, constant {:.2f} |\n",
                 row_of(static_cast<Mode>(m)).name, 100 * fit.observed[m], 100 * fit.modelled[m],
                 fit.constant[m]);
}

int run(const std::string& name, double sample, int days) {
  const PreparedScenario base = base_of(name, sample, days);
  FinishedRun settled = run_scenario(base, base, {});
  print_fit(settled.constants_fit);
  const testing::Answers answers(base, std::move(settled));
  for (const testing::ElasticityCase& c : testing::elasticity_cases()) {
    const double found = answers.elasticity(c);
    fmt::print("| {} | {:+.2f} | {:+.1f} to {:+.1f} | {} |\n", c.name, found, c.low, c.high,
               c.low <= found && found <= c.high ? "within" : "outside");
  }
  print_charges(answers, base);
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace mwendo

int main(int argc, char** argv) {
  const auto number = [&](int k, double usual) { return argc > k ? std::atof(argv[k]) : usual; };
  try {
    return mwendo::run(argc > 1 ? argv[1] : "nairobi/base", number(2, 0.02),
                       static_cast<int>(number(3, 4)));
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return EXIT_FAILURE;
  }
}
