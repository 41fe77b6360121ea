#include "scenarios/measures/line_detour.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>

namespace mwendo {

std::optional<std::vector<LinkId>> way_between(const Network& net,
                                               const Column<MovementId, Permissions>& turns,
                                               LinkId from, LinkId to, Permissions who,
                                               double limit_m) {
  constexpr double kFar = std::numeric_limits<double>::max();
  Column<LinkId, double> cost(net.links().size(), kFar);
  Column<LinkId, LinkId> came(net.links().size());
  using Entry = std::pair<double, LinkId>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  cost[from] = 0;
  open.push({0, from});
  while (!open.empty()) {
    const auto [d, l] = open.top();
    open.pop();
    if (d > cost[l]) continue;
    if (l == to && l != from) break;
    for (const MovementId m : net.movements_of(l)) {
      const LinkId next = net.movement.to[m];
      if ((turns[m] & who) == 0) continue;
      const double there = d + (next == to ? 0 : static_cast<double>(net.link.length_m[next]));
      if (there >= cost[next] || there > limit_m) continue;
      cost[next] = there;
      came[next] = l;
      open.push({there, next});
    }
  }
  if (cost[to] == kFar || from == to) return std::nullopt;
  std::vector<LinkId> way;
  for (LinkId at = came[to]; at.valid() && at != from; at = came[at]) way.push_back(at);
  std::reverse(way.begin(), way.end());
  return way;
}

bool LineDetour::touches(const TransitSupply& supply, LineId l) const {
  const auto path = supply.path_of(l);
  const Permissions who = permission_of(supply.line.vehicle[l]);
  return std::any_of(path.begin(), path.end(), [&](LinkId link) {
    return (*closed_)[link] != 0 && (net_->permissions_of(link) & who) == 0;
  });
}

// The line without its closed stretches: one piece where detours join it, more where they do not.
std::vector<std::vector<LineDetour::Step>> LineDetour::pieces(const LineDraft& line,
                                                              Permissions who) const {
  std::vector<std::vector<Step>> all(1);
  double closed_m = 0;
  for (std::uint32_t i = 0; i < line.path.size(); ++i) {
    const LinkId link = line.path[i];
    if ((*closed_)[link] != 0 && (net_->permissions_of(link) & who) == 0) {
      closed_m += static_cast<double>(net_->link.length_m[link]);
      continue;
    }
    if (closed_m > 0 && !all.back().empty()) {
      const auto way =
          way_between(*net_, turns_, all.back().back().link, link, who, 3000 + 3 * closed_m);
      if (way) {
        for (const LinkId l : *way) all.back().push_back({l, kDetour});
      } else {
        all.emplace_back();
      }
    }
    closed_m = 0;
    all.back().push_back({link, i});
  }
  return all;
}

std::optional<LineDraft> LineDetour::around(const TransitSupply& supply, LineId l) const {
  const LineDraft old = draft_of(supply, l);
  const Permissions who = permission_of(old.vehicle);
  std::optional<LineDraft> best;
  for (const auto& piece : pieces(old, who)) {
    LineDraft line = old;
    line.path.clear();
    line.stops.clear();
    std::vector<std::uint32_t> new_index(old.path.size(), kDetour);
    for (const Step& step : piece) {
      if (step.old_index != kDetour) {
        new_index[step.old_index] = static_cast<std::uint32_t>(line.path.size());
      }
      line.path.push_back(step.link);
    }
    for (const LineStop& s : old.stops) {
      if (new_index[s.path_index] != kDetour)
        line.stops.push_back({s.stop, new_index[s.path_index]});
    }
    if (line.stops.size() < 2) continue;
    const std::uint32_t from = line.stops.front().path_index;
    line.path = {line.path.begin() + from, line.path.begin() + line.stops.back().path_index + 1};
    for (LineStop& s : line.stops) s.path_index -= from;
    if (!best || line.stops.size() > best->stops.size()) best = std::move(line);
  }
  return best;
}

}  // namespace mwendo
