#include "scenarios/counts/beside.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace mwendo {
namespace {

std::string clock_of(double hour) {
  const auto minutes = static_cast<int>(std::lround(60 * hour));
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string span(double from_h, double to_h) { return clock_of(from_h) + " to " + clock_of(to_h); }

bool is_counted(const std::vector<Count>& counts, std::size_t hour) {
  return std::any_of(counts.begin(), counts.end(), [&](const Count& c) { return c.hours[hour]; });
}

// Goes through the hours of the period, whole ones and parts.
void choose_hours(const std::vector<Count>& counts, double from_h, double to_h, BesideCounts& b) {
  constexpr double kSecond = 1.0 / 3600;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const double from = std::max(from_h, static_cast<double>(hour));
    const double to = std::min(to_h, static_cast<double>(hour + 1));
    if (to - from < kSecond) continue;
    if (to - from < 1 - kSecond)
      b.left_out.push_back(span(from, to) + " is no whole hour and is not compared.");
    else if (!is_counted(counts, hour))
      b.left_out.push_back(span(from, to) + ": nobody counted.");
    else
      b.hours.push_back(hour);
  }
}

void tell_no_street(const Count& c, BesideCounts& b) {
  const std::string text =
      fmt::format("Station {}, {}: no street in its direction within {:.0f} m.", c.station,
                  c.direction, kCountReach_m);
  if (std::find(b.left_out.begin(), b.left_out.end(), text) == b.left_out.end())
    b.left_out.push_back(text);
}

}  // namespace

double geh(double modelled, double counted) {
  const double sum = modelled + counted;
  return sum > 0 ? std::sqrt(2 * (modelled - counted) * (modelled - counted) / sum) : 0;
}

std::optional<double> CountSum::ratio() const {
  return counted > 0 ? std::optional(modelled / counted) : std::nullopt;
}

CountSum BesideCounts::sum(const std::function<bool(const Count&)>& wanted) const {
  CountSum sum;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!wanted(counts[i])) continue;
    for (const std::size_t hour : hours) {
      if (!compares(i, hour)) continue;
      sum.counted += counts[i].by_hour[hour];
      sum.modelled += modelled[i][hour];
    }
  }
  return sum;
}

std::vector<CountFlow> BesideCounts::flows() const {
  std::vector<CountFlow> flows;
  std::map<std::pair<std::string, std::string>, std::size_t> place;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const Count& c = counts[i];
    const CountSum all = sum([&](const Count& other) { return &other == &c; });
    const auto compared = std::count_if(hours.begin(), hours.end(),
                                        [&](std::size_t hour) { return compares(i, hour); });
    if (compared == 0) continue;
    const auto [at, fresh] = place.emplace(std::pair(c.station, c.direction), flows.size());
    if (fresh) flows.push_back({&c, 0, 0});
    flows[at->second].counted += all.counted / static_cast<double>(compared);
    flows[at->second].modelled += all.modelled / static_cast<double>(compared);
  }
  return flows;
}

std::optional<double> BesideCounts::share_below(double limit, CountHalf half) const {
  double all = 0, below = 0;
  for (const CountFlow& f : flows()) {
    if (f.count->half != half) continue;
    ++all;
    below += geh(f.modelled, f.counted) < limit ? 1 : 0;
  }
  return all > 0 ? std::optional(below / all) : std::nullopt;
}

std::vector<std::string> BesideCounts::cordons() const {
  std::vector<std::string> names;
  for (const Count& c : counts)
    if (std::find(names.begin(), names.end(), c.cordon) == names.end()) names.push_back(c.cordon);
  return names;
}

BesideCounts beside_counts(const std::vector<Count>& counts, const Network& net,
                           const Tallies& tallies, double from_h, double to_h) {
  BesideCounts b;
  if (counts.empty()) return b;
  choose_hours(counts, from_h, to_h, b);
  const std::vector<LinkId> links = links_of(counts, net);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!links[i].valid()) {
      tell_no_street(counts[i], b);
      continue;
    }
    std::array<double, 24> by_hour{};
    for (const std::size_t hour : b.hours)
      by_hour[hour] = modelled(tallies, links[i], counts[i].group, static_cast<double>(hour),
                               static_cast<double>(hour + 1));
    b.counts.push_back(counts[i]);
    b.links.push_back(links[i]);
    b.modelled.push_back(by_hour);
  }
  return b;
}

CountSum sum_between(const std::vector<Count>& counts, const std::vector<LinkId>& links,
                     const Tallies& tallies, double from_h, double to_h,
                     const std::function<bool(const Count&)>& wanted) {
  CountSum sum;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!links[i].valid() || !wanted(counts[i])) continue;
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const double from = std::max(from_h, static_cast<double>(hour));
      const double to = std::min(to_h, static_cast<double>(hour + 1));
      if (!counts[i].hours[hour] || to <= from) continue;
      sum.counted += counted(counts[i], from, to);
      sum.modelled += modelled(tallies, links[i], counts[i].group, from, to);
    }
  }
  return sum;
}

BesideCounts mean_counts(const std::vector<const BesideCounts*>& runs) {
  if (runs.empty()) return {};
  BesideCounts mean = *runs.front();
  for (std::size_t i = 0; i < mean.counts.size(); ++i)
    for (const std::size_t hour : mean.hours) {
      double sum = 0;
      for (const BesideCounts* run : runs) sum += run->modelled.at(i)[hour];
      mean.modelled[i][hour] = sum / static_cast<double>(runs.size());
    }
  return mean;
}

}  // namespace mwendo
