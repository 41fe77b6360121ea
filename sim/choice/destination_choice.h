// Destinations react to a measure: shopping, leisure and other errands lead elsewhere.
//
//   const TripEnds drawn = ends_of(population);
//   choose_destinations(population, drawn, {model, base_day, today, net, distances},
//                       {.iteration = k, .seed = 7});
//   count_changes(population, drawn, from_s, results.reactions);
//
// A tour from home to an errand has a destination drawn by gravity, with the shares P_ij of its
// model (sim/population/destinations.h). What changes them is a logit on the attractions D_j,
//   S_ij ~ D_j exp(theta L_ij) in the base, S'_ij with L'_ij in the alternative on the same day:
//   P'_ij ~ P_ij S'_ij / S_ij,  theta = min(1, beta / c).
// L: the logsum of zone_access.h; beta: friction per minute of the gravity model of trips into the
// city; c: utility per minute of mode choice. So a minute of generalised time counts as in the
// gravity model. It is the logit that pivots on the base (Williams, Env. and Planning A 9, 1977:
// theta between 0 and 1).
// Extreme growth: P_ij is above 0 also where mode choice offers nothing that anybody would take.
// Where a way appears there, S'/S exceeds e^80 and would draw everybody. So the ratio holds up to
// x = 0.5 + 5 max(S / P, 0.1), and beyond it S' - x S is added: P'_ij ~ x P + S' - x S (Daly, Fox
// and Patruni, "Pivoting in travel demand models", 2011; recalled, unverified here).
//
// The old destination j is kept with the probability min(1, P'_ij / P_ij). Else a new one is drawn
// from what is above the old shares, P' - P where positive. So shares are P' and as few people as
// possible change (maximal coupling; Lindvall, "Lectures on the coupling method", 1992).
// Guarantees: equal logsums keep every destination, bit for bit. Where one zone gets better alone,
// people change to it and to no other. Work, school and stops on the way stay. The same for any
// number of threads. A draw depends on seed, person and tour alone.
//
// Limits: attractions of errands are not balanced anew, so a zone may draw more people than before.
// Both ways of the tour count as the way out. A tour whose way out lies before the run keeps its
// place.
#pragma once

#include <span>

#include "network/base/random.h"
#include "sim/choice/replanning.h"
#include "sim/choice/zone_access.h"
#include "sim/population/destinations.h"

namespace mwendo {

// Where trips lead.
struct TripEnds {
  Column<TripId, ZoneId> from_zone, to_zone;
  Column<TripId, Place> from, to;
  Column<TripId, float> distance_m;
};

struct DestinationChoice {
  const DestinationModel& model;
  const AccessTables& base;  // in the base on the same day
  const AccessTables& now;
  const Network& net;
  const ZoneDistances& distances;
  double per_minute = 0.045;  // utility of a minute in the logsums
};

// The destination of a draw: `drawn` or another zone. The choice must outlive it.
class DestinationPivot {
 public:
  DestinationPivot(const DestinationChoice& choice, int threads);
  // P'_ij.
  [[nodiscard]] double share(ZoneId from, ZoneId to, bool has_car) const {
    return share_[has_car ? 1 : 0].at(from, to);
  }
  [[nodiscard]] ZoneId zone(ZoneId from, ZoneId drawn, bool has_car, const DrawKey& key) const;

 private:
  void fill_row(ZoneId from, bool has_car, std::span<const double> attraction);

  const DestinationChoice& choice_;
  double theta_;
  std::array<Matrix<ZoneId, double>, 2> share_;
};

[[nodiscard]] TripEnds ends_of(const Population& population);
// Of replanners. True if a place has changed: levels on foot and by bicycle are then old.
bool choose_destinations(Population& population, const TripEnds& drawn,
                         const DestinationChoice& choice, const ReplanOptions& options);
// Trips to another zone than drawn that leave at from_s or later.
void count_changes(const Population& population, const TripEnds& drawn, float from_s,
                   Reactions& reactions);

}  // namespace mwendo
