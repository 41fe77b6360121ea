// NetworkBuilder::split_link.
#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "network/assembly/builder.h"

namespace mwendo {
namespace {

// Cuts a line at a distance from its start. Both parts get the point of the cut.
std::pair<std::vector<Point>, std::vector<Point>> cut(const std::vector<Point>& line, double at_m) {
  double left = at_m;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double piece = distance(line[i], line[i + 1]);
    if (left >= piece && i + 2 < line.size()) {
      left -= piece;
      continue;
    }
    const double t = piece > 0 ? std::min(left / piece, 1.0) : 0.0;
    const Point at{line[i].x + t * (line[i + 1].x - line[i].x),
                   line[i].y + t * (line[i + 1].y - line[i].y)};
    const auto next = line.begin() + static_cast<std::ptrdiff_t>(i + 1);
    std::vector<Point> first(line.begin(), next);
    std::vector<Point> second(next, line.end());
    first.push_back(at);
    second.insert(second.begin(), at);
    return {std::move(first), std::move(second)};
  }
  throw std::invalid_argument("NetworkBuilder::split_link: a line of less than two points");
}

double length_of(const std::vector<Point>& line) {
  double length = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) length += distance(line[i], line[i + 1]);
  return length;
}

}  // namespace

LinkId NetworkBuilder::split_link(LinkId l, double at_m) {
  LinkSpec first = link(l);
  if (first.geometry.size() < 2)
    first.geometry = {node(first.from).position, node(first.to).position};
  const double drawn = length_of(first.geometry);
  const double length = first.length_m > 0 ? static_cast<double>(first.length_m) : drawn;
  if (first.reverse.valid() || at_m <= 0 || at_m >= length)
    throw std::invalid_argument("NetworkBuilder::split_link: two-way, or cut beyond its ends");
  LinkSpec second = first;
  std::tie(first.geometry, second.geometry) = cut(first.geometry, at_m / length * drawn);
  first.to = second.from = add_node(first.geometry.back());
  if (first.length_m > 0) {
    first.length_m = static_cast<float>(at_m);
    second.length_m -= first.length_m;
  }
  link(l) = std::move(first);
  const LinkId next = add_link(std::move(second));
  const auto move_start = [&](Turn& t) { t.from = t.from == l ? next : t.from; };
  for (Turn& t : forbidden_) move_start(t);
  for (Turn& t : allowed_) move_start(t);
  for (auto& [turn, speed] : speeds_) move_start(turn);
  for (auto& [turn, who] : restricted_) move_start(turn);
  for (auto& [at, spec] : signals_)
    for (SignalSpec::Phase& phase : spec.phases) {
      for (Turn& t : phase.turns) move_start(t);
      for (Turn& t : phase.stopping) move_start(t);
    }
  return next;
}

}  // namespace mwendo
