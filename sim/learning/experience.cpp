#include "sim/learning/experience.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace mwendo {
namespace {

bool same_stops(const TransitSupply& a, LineId la, const TransitSupply& b, LineId lb) {
  const auto sa = a.stops_of(la);
  const auto sb = b.stops_of(lb);
  return std::equal(sa.begin(), sa.end(), sb.begin(), sb.end(),
                    [&](const LineStop& x, const LineStop& y) {
                      return a.stop.position[x.stop] == b.stop.position[y.stop];
                    });
}

}  // namespace

TransitTimes carry_over(const Experience& from, const TransitSupply& now, TransitTimes fresh) {
  std::multimap<std::pair<std::string, std::string>, LineId> known;
  for (const LineId l : from.supply.lines())
    known.emplace(std::pair{from.supply.line.name[l], from.supply.line.description[l]}, l);
  for (const LineId l : now.lines()) {
    const auto [first, last] = known.equal_range({now.line.name[l], now.line.description[l]});
    for (auto it = first; it != last; ++it) {
      const LineId old = it->second;
      if (!same_stops(from.supply, old, now, l)) continue;
      const bool same_headway = from.supply.line.peak_headway_s[old] == now.line.peak_headway_s[l];
      for (std::size_t k = 0; k < now.stops_of(l).size(); ++k) {
        const std::size_t i = line_stop(now, l, k);
        const std::size_t j = line_stop(from.supply, old, k);
        fresh.run_s[i] = from.transit.run_s[j];
        fresh.refused[i] = from.transit.refused[j];
        fresh.crowding[i] = from.transit.crowding[j];
        if (same_headway) fresh.headway_s[i] = from.transit.headway_s[j];
      }
      break;
    }
  }
  return fresh;
}

}  // namespace mwendo
