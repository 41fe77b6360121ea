#include "scenarios/measures/open_street.h"

#include "network/components.h"
#include "scenarios/measures/competing_lines.h"
#include "scenarios/measures/line_detour.h"
#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_selection.h"

namespace mwendo {
namespace {

Network close_links(const World& base, const std::vector<LinkId>& links, bool buses_allowed) {
  const auto stay =
      static_cast<Permissions>(kBicycle | kFoot | (buses_allowed ? kBus | kBrt : Permissions{0}));
  NetworkEdit edit(base.network);
  for (const LinkId l : links) {
    LinkSpec& link = edit.link(l);
    for (LaneSpec& lane : link.lane_specs) {
      lane.permissions &= stay;
      if (lane.permissions == 0) lane.permissions = kBicycle;
    }
    link.footway = Footway::separate;
  }
  return edit.build();
}

// Zone nodes that cars can no longer reach from the main part of the network.
double cut_off_nodes(const World& world) {
  const auto part = largest_part(world.network, kCar);
  double cut = 0;
  for (const ZoneId z : world.zones.zones()) {
    for (std::size_t i = 0; i < world.zones.nodes.count_of(z); ++i) {
      const NodeId n = world.zones.nodes.begin_of(z)[i].node;
      bool reached = false;
      for (const LinkId l : world.network.incoming(n)) reached |= part[l] != 0;
      cut += reached ? 0 : 1;
    }
  }
  return cut;
}

}  // namespace

void keys(MeasureKeys& k, OpenStreetMeasure& m) {
  keys(k, m.streets);
  k.truth("buses_allowed", m.buses_allowed);
}

std::string describe(const OpenStreetMeasure& m) {
  return "Open street (no motor vehicles): " + words(m.streets);
}

CityWorld apply(const CityWorld& base, const OpenStreetMeasure& m, Problems& problems) {
  const std::size_t before = problems.all().size();
  const auto links = select_links(base, m.streets, kCar, problems);
  if (problems.all().size() > before) return base;
  CityWorld world = base;
  world.network = close_links(base, links, m.buses_allowed);
  Column<LinkId, char> closed(base.network.links().size(), 0);
  double length = 0;
  for (const LinkId l : links) {
    closed[l] = 1;
    length += static_cast<double>(base.network.link.length_m[l]);
  }
  const LineDetour detour(world.network, closed);
  double led_round = 0;
  double gone = 0;
  SupplyCopy copy = copy_lines(base.transit, [&](LineId l, LineDraft& draft) {
    const bool touched = detour.touches(base.transit, l);
    auto line = touched ? detour.around(base.transit, l) : std::optional(draft);
    // A line runs in both directions or not at all.
    const LineId back = base.transit.line.opposite[l];
    const bool back_gone =
        back.valid() && detour.touches(base.transit, back) && !detour.around(base.transit, back);
    if (!line || back_gone) {
      ++gone;
      return false;
    }
    if (touched) {
      ++led_round;
      draft = std::move(*line);
    }
    return true;
  });
  world.transit = std::move(copy.supply);
  auto& notes = world.assumptions;
  notes.push_back(
      {"open street", "Metres of street directions closed to motor vehicles.", length, "scenario"});
  notes.push_back(
      {"open street", "Lines led round the closure or cut at it.", led_round, "derived"});
  notes.push_back({"open street", "Lines of which too little is left.", gone, "derived"});
  notes.push_back({"open street", "Street nodes of zones that cars no longer reach.",
                   cut_off_nodes(world), "derived"});
  return world;
}

}  // namespace mwendo
