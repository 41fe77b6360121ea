// Puts matched ways on the network as lines with stops.
//
//   LineMaker maker(city, places, supply);
//   if (maker.add(way, draft)) ...   // draft.path and draft.stops are filled in and appended
//   if (maker.add_at(path, visits, draft)) ...   // ... with these stops alone
//
// Guarantees: the path starts on the link of the first stop and ends on that of the last; stops lie
// in order of travel; those of add are at least kMinSpacing apart except at terminals. add_at
// leaves out a stop that is not ahead of the one before it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/cities/city_network.h"
#include "scenarios/cities/stop_places.h"
#include "sim/world/supply_edit.h"

namespace mwendo {

struct LineWay {
  const LinkPath* path = nullptr;
  std::string from, to;        // names for terminals that have no stop row
  double longest_gap_m = 1e9;  // gaps longer than this get stops on demand
};

// A place of StopPlaces on a path.
struct Visit {
  std::uint32_t place = 0;
  std::size_t leg = 0;  // index into the path
  double on_leg_m = 0;
  double travelled_m = 0;  // from the start of the first leg
};

class LineMaker {
 public:
  static constexpr double kMinSpacing = 230;
  static constexpr double kTerminalReach = 200;

  LineMaker(const CityNetwork& city, StopPlaces& places, TransitSupply& supply)
      : city_(city), places_(places), supply_(supply) {}

  std::optional<LineId> add(const LineWay& way, LineDraft draft);
  // Visits in order of travel.
  std::optional<LineId> add_at(const LinkPath& path, const std::vector<Visit>& visits,
                               LineDraft draft);
  [[nodiscard]] int synthetic_terminals() const { return terminals_; }
  [[nodiscard]] int synthetic_stops() const { return gaps_; }

 private:
  [[nodiscard]] double leg_length(const LinkPath& m, std::size_t i) const;
  [[nodiscard]] std::vector<Visit> visits_along(const LinkPath& m) const;
  [[nodiscard]] Visit visit_at(const LinkPath& m, double travelled_m) const;
  Visit new_place(const LinkPath& m, double travelled_m, std::string name);
  void add_terminals(const LineWay& way, std::vector<Visit>& visits);
  [[nodiscard]] static std::vector<Visit> thinned(const std::vector<Visit>& visits);
  void fill_gaps(const LineWay& way, std::vector<Visit>& visits);
  StopId stop_at(const LinkPath& m, const Visit& visit);
  void make_terminal(StopId stop);

  const CityNetwork& city_;
  StopPlaces& places_;
  TransitSupply& supply_;
  std::map<std::pair<std::uint32_t, LinkId>, StopId> stops_;
  int terminals_ = 0;
  int gaps_ = 0;
};

}  // namespace mwendo
