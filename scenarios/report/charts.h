// Small charts as SVG text. Colours are classes of the style sheet (report/style.h), for light and
// dark.
//
//   out += paired_bars("Mode share", {{"walk", 39.1, 40.2, 41.0}}, "%");
//
// Guarantees: no outside resource, no script; every chart has a title for screen readers.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace mwendo {

struct BarRow {
  std::string label;
  std::optional<double> first;
  std::optional<double> second;
  std::optional<double> observed;  // drawn as a tick
};
// Horizontal bars, two for each row; the second series may be empty in all rows.
[[nodiscard]] std::string paired_bars(const std::string& title, const std::vector<BarRow>& rows,
                                      const std::string& unit);

struct Series {
  std::string name;
  std::string style;  // class: "base", "alt"
  std::vector<double> y;
};
struct LineChart {
  std::string title;
  std::string y_label;
  std::vector<double> x;
  std::vector<std::pair<double, std::string>> x_ticks;
  std::vector<Series> series;
  bool logarithmic = false;
};
[[nodiscard]] std::string line_chart(const LineChart& chart);

// Passengers per hour over the sections of a line, one direction upwards, the other downwards,
// against the places offered.
struct LoadProfile {
  struct Direction {
    std::string name;
    std::vector<double> load;      // by section
    std::vector<double> capacity;  // by section
  };
  std::string title;
  std::vector<std::string> stops;  // one more than sections
  std::vector<double> length_km;   // by section
  Direction up;
  Direction down;  // sections in the order of `up`; empty: none
};
[[nodiscard]] std::string load_profile(const LoadProfile& profile);

// Rounded steps that cover [0, high]: 0, 500, 1000 ...
[[nodiscard]] std::vector<double> nice_ticks(double high, int about);

}  // namespace mwendo
