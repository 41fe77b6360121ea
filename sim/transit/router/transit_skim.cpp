#include "sim/transit/router/transit_skim.h"

namespace mwendo {

TransitSkim transit_skim(const TransitRouter& router, const RideGraph& rides,
                         const Column<ZoneId, NodeId>& centre, int threads) {
  const auto zones = static_cast<std::uint32_t>(centre.size());
  TransitSkim skim{.time_s = Matrix<ZoneId, float>(zones, kNoWay),
                   .cost_s = Matrix<ZoneId, float>(zones, kNoWay),
                   .mode = Matrix<ZoneId, Mode>(zones, Mode::minibus)};
#pragma omp parallel num_threads(threads)
  {
    TransitRouter::Search search(router);
#pragma omp for schedule(dynamic, 4)
    for (std::uint32_t z = 0; z < zones; ++z) {
      const ZoneId from{z};
      for (std::size_t m = 0; m < kTransitModes; ++m) {
        if (!router.has_mode(transit_mode(m))) continue;
        search.run_from(rides, router.network().node.position[centre[from]], transit_mode(m));
        for (ZoneId to : centre.ids()) {
          const TransitPath path = search.best({centre[from], 0}, {centre[to], 0});
          if (path.cost >= skim.cost_s.at(from, to)) continue;
          skim.cost_s.at(from, to) = path.cost;
          skim.time_s.at(from, to) = path.time_s();
          skim.mode.at(from, to) = transit_mode(m);
        }
      }
    }
  }
  return skim;
}

}  // namespace mwendo
