// SUMO networks (.net.xml, .net.xml.gz) as our Network.
//
//   const SumoNet sumo = read_sumo_net("city.net.xml");
//   const LinkId l = sumo.find_link("A0A1");
//   report(sumo.report.text());            // what was dropped or guessed
//
// Guarantees
//  1. Links are the edges in the order of the file without internal ones, crossings and walking
//     areas; lanes keep their order (SUMO's lane 0 is at the kerb, as ours).
//  2. Movements and lane connections are exactly the connections of the file. Movements conflict
//     where SUMO calls any of their lane connections foes, or where they lead to one lane. A
//     movement that responds to another in SUMO has the higher rank here. Movements that respond
//     to each other in a circle (right before left, all-way stop) have the same rank. Those of a
//     street without priority have rank 2 at least, as in network/assembly/ranks.h.
//  3. Signal programs keep their phases, durations, offset and the limits of actuated greens, in
//  the
//     order of `next`; movements without a signal at a signalised junction are always open. Those
//     on `s` stop first. Yellow becomes clearance time. Connections that are never green are
//     closed.
//  4. What connections and the lanes of their paths shut out is shut out (connection_permissions).
//  5. The net satisfies network.h.
// Speed of a movement: the mean of the speeds of its paths across the junction; without such paths
// it follows from the geometry (network/assembly/turn_speeds.h). Length of a link: that of its
// lanes plus the mean length of the paths across the junction that lead onto it, because time
// passes there too. The place is network/sumo/place.h. Errors: InputError with file, line and
// column, also for what SUMO 1.15 refuses. Limits: one speed a link (its fastest lane), actuated
// programs have no detector settings, rail signals and level crossings are open; roads are classed
// by `type` (highway.*) where there is one, else by speed and lanes, and are flagged so. What is
// not read is counted in the report by name, with the first places (docs/what-is-read.md).
#pragma once

#include <filesystem>
#include <string_view>

#include "network/assembly/builder.h"
#include "network/network.h"
#include "network/sumo/name_index.h"

namespace mwendo {

struct SumoNet {
  Network net;
  NameIndex link_names;                 // edge ids, numbered as links
  NameIndex node_names;                 // junction ids, numbered as nodes
  std::vector<std::string> node_types;  // of junctions, as in the file; empty if not known
  BuildReport report;

  [[nodiscard]] LinkId find_link(std::string_view edge) const {
    return LinkId{link_names.find(edge)};
  }
  [[nodiscard]] std::string_view edge_of(LinkId l) const { return link_names.name(l.value); }
};

[[nodiscard]] SumoNet read_sumo_net(const std::filesystem::path& file);

}  // namespace mwendo
