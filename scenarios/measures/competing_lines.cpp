#include "scenarios/measures/competing_lines.h"

namespace mwendo {
namespace {

constexpr double kShortestFeeder = 1000;

// From one stop of a line to a later one, along its path.
double ride_length(const Network& net, const TransitSupply& supply, const LineDraft& line,
                   std::size_t first, std::size_t last) {
  const std::size_t from = line.stops[first].path_index;
  const std::size_t to = line.stops[last].path_index;
  return net.length_of(std::span(line.path).subspan(from, to - from)) +
         static_cast<double>(supply.stop.position_m[line.stops[last].stop]) -
         static_cast<double>(supply.stop.position_m[line.stops[first].stop]);
}

struct Lengths {  // m
  double all = 0;
  double along = 0;  // on marked links
};

void add_lengths(const Network& net, const TransitSupply& supply, LineId l,
                 const Column<LinkId, char>& on, Lengths& sum) {
  for (const LinkId link : supply.path_of(l)) {
    const double length = static_cast<double>(net.link.length_m[link]);
    sum.all += length;
    if (on[link] != 0) sum.along += length;
  }
}

}  // namespace

Column<LinkId, char> link_flags(const Network& net, const std::vector<LinkId>& links) {
  Column<LinkId, char> on(net.links().size(), 0);
  for (const LinkId l : links) {
    on[l] = 1;
    if (net.link.reverse[l].valid()) on[net.link.reverse[l]] = 1;
  }
  return on;
}

double overlap_share(const Network& net, const TransitSupply& supply, LineId l,
                     const Column<LinkId, char>& on) {
  Lengths sum;
  add_lengths(net, supply, l, on, sum);
  return sum.all > 0 ? sum.along / sum.all : 0;
}

double overlap_share_both_ways(const Network& net, const TransitSupply& supply, LineId l,
                               const Column<LinkId, char>& on) {
  Lengths sum;
  add_lengths(net, supply, l, on, sum);
  if (const LineId back = supply.line.opposite[l]; back.valid())
    add_lengths(net, supply, back, on, sum);
  return sum.all > 0 ? sum.along / sum.all : 0;
}

bool shortens_both_ways(const Network& net, const TransitSupply& supply, LineId l,
                        const Column<LinkId, char>& on) {
  const LineId back = supply.line.opposite[l];
  return shortened(net, supply, l, on).has_value() &&
         (!back.valid() || shortened(net, supply, back, on).has_value());
}

void keep_stops(LineDraft& line, std::size_t first, std::size_t last) {
  const std::uint32_t from = line.stops[first].path_index;
  const std::uint32_t to = line.stops[last].path_index;
  line.stops = {line.stops.begin() + static_cast<std::ptrdiff_t>(first),
                line.stops.begin() + static_cast<std::ptrdiff_t>(last) + 1};
  line.path = {line.path.begin() + from, line.path.begin() + to + 1};
  for (LineStop& s : line.stops) s.path_index -= from;
}

std::optional<LineDraft> shortened(const Network& net, const TransitSupply& supply, LineId l,
                                   const Column<LinkId, char>& on) {
  LineDraft line = draft_of(supply, l);
  double longest = 0;
  std::size_t best_first = 0;
  std::size_t best_last = 0;
  for (std::size_t i = 0; i < line.stops.size(); ++i) {
    if (on[supply.stop.link[line.stops[i].stop]] != 0) continue;
    std::size_t last = i;
    while (last + 1 < line.stops.size() && on[supply.stop.link[line.stops[last + 1].stop]] == 0) {
      ++last;
    }
    const std::size_t first = i > 0 ? i - 1 : i;
    const std::size_t meets = last + 1 < line.stops.size() ? last + 1 : last;
    const double length = ride_length(net, supply, line, first, meets);
    if (length > longest) {
      longest = length;
      best_first = first;
      best_last = meets;
    }
    i = last;
  }
  if (longest < kShortestFeeder || best_last == best_first) return std::nullopt;
  keep_stops(line, best_first, best_last);
  return line;
}

}  // namespace mwendo
