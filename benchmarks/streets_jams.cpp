// The jams of the last hour, by cause and head.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "benchmarks/streets_print.h"
#include "network/projection.h"
#include "tests/support/jam_heads.h"
#include "tests/support/jam_ways.h"

namespace mwendo {
namespace {

constexpr double kFewCarUnits = 500;  // an hour and lane: below it a jammed lane needs a cause

struct ByCause {
  std::size_t heads = 0, links = 0, few = 0;  // few: links below kFewCarUnits
  double delay_h = 0;
};

std::string ways_text(const Network& net, const std::vector<StreetFlow>& flows, LinkId l) {
  constexpr std::array<const char*, 4> kTurns = {"straight", "left", "right", "u-turn"};
  std::string text;
  for (const MovementId m : net.movements_of(l)) {
    const StreetFlow& f = flows[net.movement.to[m].value];
    text += fmt::format("; {} rank {} green {:.2f} to {:.0f}/h {:.0f} % full",
                        kTurns[static_cast<std::size_t>(net.movement.direction[m])],
                        net.movement.rank[m], green_share(net, m), f.vehicles, 100 * f.occupancy);
  }
  return text;
}

void print_head(const Network& net, const std::vector<StreetFlow>& flows, const JamHead& head,
                const std::string& cause) {
  const StreetFlow& f = flows[head.link.value];
  const NodeId n = net.link.to[head.link];
  const LonLat at = Projection(net.crs).to_degrees(net.node.position[n]);
  const auto flags = net.link.flags[head.link];
  fmt::print(
      "  {:.0f} h/h of {} links: {} ({}{}{}) to {:.5f}, {:.5f}, {}, way {}, {:.0f} m, {} lanes\n",
      head.delay_h, head.links, net.street_names[net.link.street[head.link]],
      name_of(net.link.road_class[head.link]), (flags & kSyntheticGeometry) != 0 ? ", made up" : "",
      (flags & kRampLink) != 0 ? ", ramp" : "", at.lat, at.lon, name_of(net.node.control[n]),
      net.link.source_id[head.link], net.link.length_m[head.link], net.lanes_of(head.link).size());
  fmt::print("    {}\n    {:.0f} vehicles/h, {:.0f} car units, {:.1f} km/h, {:.0f} % full{}\n",
             cause, f.vehicles, f.car_units, f.speed_kmh(), 100 * f.occupancy,
             ways_text(net, flows, head.link));
}

}  // namespace

void print_jams(const StreetsRun& done, std::size_t heads) {
  const World& world = done.base.world;
  const Network& net = world.network;
  const std::size_t end = done.tallies.periods();
  const auto flows = street_flows(net, done.tallies, end > 4 ? end - 4 : 0, end);
  const Jams jams = find_jams(net, flows);
  std::vector<NamedCause> causes;
  for (const JamHead& h : jams.heads) causes.push_back(cause_of(net, world.transit, flows, h));
  std::array<ByCause, kJamCauses> table;
  for (std::size_t h = 0; h < jams.heads.size(); ++h) {
    ByCause& row = table[static_cast<std::size_t>(causes[h].cause)];
    ++row.heads, row.delay_h += jams.heads[h].delay_h;
  }
  std::size_t few = 0;
  for (std::size_t i = 0; i < jams.jammed.size(); ++i) {
    const LinkId l = jams.jammed[i];
    const bool is_few =
        flows[l.value].car_units < kFewCarUnits * static_cast<double>(net.lanes_of(l).size());
    ByCause& row = table[static_cast<std::size_t>(causes[jams.head_of[i]].cause)];
    ++row.links, row.few += is_few, few += is_few;
  }
  double delay = 0;
  for (const StreetFlow& f : flows) delay += f.delay_h;
  fmt::print(
      "jammed links {}, below 500 car units an hour and lane {}; delay of all streets {:.0f} "
      "h/h\n  {:<20} {:>6} {:>7} {:>6} {:>6}\n",
      jams.jammed.size(), few, delay, "held by", "heads", "h/h", "links", "<500");
  for (std::size_t c = 0; c < kJamCauses; ++c)
    fmt::print("  {:<20} {:>6} {:>7.0f} {:>6} {:>6}\n", name_of(static_cast<JamCause>(c)),
               table[c].heads, table[c].delay_h, table[c].links, table[c].few);
  for (std::size_t h = 0; h < std::min(heads, jams.heads.size()); ++h)
    print_head(net, flows, jams.heads[h],
               fmt::format("{}: {}", name_of(causes[h].cause), causes[h].text));
}

}  // namespace mwendo
