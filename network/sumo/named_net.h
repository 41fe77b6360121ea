// A network with the names that its links and nodes have in SUMO's files. Internal to network/sumo.
#pragma once

#include <filesystem>
#include <string>

#include "network/network.h"
#include "network/sumo/out_file.h"
#include "network/sumo/write.h"
#include "network/sumo/xml.h"

namespace mwendo::sumo {

struct NamedNet {
  const Network& net;
  const SumoNames& names;

  [[nodiscard]] bool is_signalised(NodeId n) const {
    return net.node.signal_plan[n] != kNoSignalPlan;
  }
  [[nodiscard]] const std::string& edge(LinkId l) const { return names.link[l.value]; }
  [[nodiscard]] std::string junction(NodeId n) const { return xml_escape(names.node[n.value]); }

  // The type that a junction had in the net that was read; empty if it comes from elsewhere.
  [[nodiscard]] std::string_view type_was(NodeId n) const {
    return names.node_type.empty() ? std::string_view{} : names.node_type[n.value];
  }

  // Prints the start of a <connection>; more attributes may follow.
  void print_connection(OutFile& out, LaneId a, const Connection& c) const {
    const LinkId from = net.lane.link[a];
    const LinkId to = net.lane.link[c.to];
    out.print("<connection from=\"{}\" to=\"{}\" fromLane=\"{}\" toLane=\"{}\"",
              xml_escape(edge(from)), xml_escape(edge(to)), a.value - net.link.first_lane[from],
              c.to.value - net.link.first_lane[to]);
  }
};

// Writes the signal programs and the connections that they control. Throws RunError if the file
// cannot be written.
void write_signals(const NamedNet& named, const std::filesystem::path& file);

}  // namespace mwendo::sumo
