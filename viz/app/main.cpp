// mwendo-view: the window.
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "network/base/input_error.h"
#include "viz/app/app.h"
#include "viz/app/display.h"
#include "viz/app/open.h"

namespace {

int refuse(const std::string& text) {
  fmt::print(stderr, "mwendo-view: {}\n", text);
  return 2;
}

int view(int argc, char** argv) {
  using namespace mwendo::viz;
  const Options options = parse_options(argc, argv);
  if (!options.help.empty()) {
    fmt::print("{}", options.help);
    return 0;
  }
  // SFML 2.5 aborts where there is no display; it is not touched before this.
  if (const std::string problem = display_problem(); !problem.empty()) return refuse(problem);
  Fonts fonts;
  if (const std::string problem = fonts.load(); !problem.empty()) return refuse(problem);
  auto [base, alternative] = open_runs(options);
  App app(options, fonts, std::move(base), std::move(alternative));
  return options.render ? app.render() : app.run();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return view(argc, argv);
  } catch (const mwendo::InputError& e) {
    return refuse(e.what());
  } catch (const std::exception& e) {
    fmt::print(stderr, "mwendo-view: {}\n", e.what());
    return 1;
  }
}
