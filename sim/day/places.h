// Street nodes where vehicles at work stop, drawn by jobs and inhabitants.
//
//   const Places places(zones, 0.5);                // half of the draws by inhabitants
//   const NodeId stop = places.draw(u, v);
//   const double scale_m = distance_scale(net, places, {.mean_m = 2500});
//
// A zone is drawn with the weight (1 - h) jobs / all jobs + h inhabitants / all inhabitants, a node
// of it by the zone's shares of both.
#pragma once

#include <cstdint>
#include <vector>

#include "network/base/random.h"
#include "sim/world/zones.h"

namespace mwendo {

class Places {
 public:
  // home_share: of the draws, those by inhabitants, in [0, 1].
  explicit Places(const Zones& zones, double home_share = 0);
  [[nodiscard]] bool empty() const { return cumulative_.empty() || cumulative_.back() <= 0; }
  // u: of the zone, v: within it; both in [0, 1). Precondition: not empty.
  [[nodiscard]] NodeId draw(double u, double v) const;

 private:
  struct Weights {
    double job = 0;   // of a job
    double home = 0;  // of an inhabitant
  };
  [[nodiscard]] double weight_of(ZoneId z) const;

  const Zones& zones_;
  Weights weights_;
  std::vector<double> cumulative_;  // by zone
};

struct DistanceOptions {
  std::uint64_t seed = 1;
  Draw draws = Draw::freight;
  double mean_m = 0;  // crow-fly, wanted
};

// The scale s of exp(-distance / s) with which trips between places have the wanted mean distance,
// each trip's end drawn by weight times that factor. Units: metres. By bisection on a draw of 256
// origins with 2,048 ends each, whose mean has an error of about 2 %; infinite where even ends
// without friction are nearer.
[[nodiscard]] double distance_scale(const Network& net, const Places& places,
                                    const DistanceOptions& options);

}  // namespace mwendo
