// Counts of a city beside the tallies of a run, by station, direction, group and whole hour.
//
//   const BesideCounts b = beside_counts(world.counts, net, tallies, 6.5, 10);   // 07 to 10 h
//   const CountSum in = b.sum([](const Count& c) { return c.to_centre == "in"; });
//   in.ratio();                                     // modelled over counted
//   for (const CountFlow& f : b.flows()) geh(f.modelled, f.counted);
//
// Only hours that the period holds whole and somebody counted are compared. What is left out, hours
// and stations, is told in `left_out`.
// GEH = sqrt(2 (m - c)^2 / (m + c)) of hourly flows m and c; below 5 is the criterion of the Design
// Manual for Roads and Bridges 12.2 and of Transport Analysis Guidance unit M3.1 for 85 % of flows.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/counts/count_links.h"

namespace mwendo {

[[nodiscard]] double geh(double modelled, double counted);  // vehicles an hour; 0 if both are 0

struct CountSum {
  double counted = 0, modelled = 0;                   // vehicles of the compared hours
  [[nodiscard]] std::optional<double> ratio() const;  // modelled over counted; none if 0 counted
};

// All groups of a direction of a station: mean vehicles an hour of the compared hours.
struct CountFlow {
  const Count* count = nullptr;  // one of its rows
  double counted = 0, modelled = 0;
};

struct BesideCounts {
  std::vector<Count> counts;                     // that have a street
  std::vector<LinkId> links;                     // by count
  std::vector<std::array<double, 24>> modelled;  // by count: vehicles by hour
  std::vector<std::size_t> hours;                // compared, 7 for 07 to 08 h
  std::vector<std::string> left_out;             // sentences

  // Whether hour h of a count is compared.
  [[nodiscard]] bool compares(std::size_t count, std::size_t hour) const {
    return counts[count].hours[hour];
  }
  [[nodiscard]] CountSum sum(const std::function<bool(const Count&)>& wanted) const;
  [[nodiscard]] std::vector<CountFlow> flows() const;
  // Share of the flows of a half with a GEH below a limit; none without flows.
  [[nodiscard]] std::optional<double> share_below(double limit, CountHalf half) const;
  [[nodiscard]] std::vector<std::string> cordons() const;  // in order of the file
};

[[nodiscard]] BesideCounts beside_counts(const std::vector<Count>& counts, const Network& net,
                                         const Tallies& tallies, double from_h, double to_h);
// The same sum between two hours of the day, 6.5 and 12, in whole quarter hours. Parts of hours
// that were not counted are left out, and counts without a link.
[[nodiscard]] CountSum sum_between(const std::vector<Count>& counts,
                                   const std::vector<LinkId>& links, const Tallies& tallies,
                                   double from_h, double to_h,
                                   const std::function<bool(const Count&)>& wanted);
// Modelled vehicles are means; all runs compare the same counts.
[[nodiscard]] BesideCounts mean_counts(const std::vector<const BesideCounts*>& runs);

}  // namespace mwendo
