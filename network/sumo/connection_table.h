// Connections of a raw net by the lane that they leave, and what follows from
// them: right of way and signals. Internal to network/sumo.
#pragma once

#include <cstdint>
#include <vector>

#include "network/assembly/builder.h"
#include "network/network.h"
#include "network/sumo/raw_net.h"

namespace mwendo::sumo {

// Precondition: RawNet::connections are sorted by lane.
struct ConnectionTable {
  std::vector<std::uint32_t> first_of_lane;  // into the connections; one more than lanes
  std::vector<std::uint32_t> movement_of;    // by connection
};

// Calls f(internal lane) along the path of a connection across its junction.
template <class F>
void for_each_part(const RawNet& raw, const RawConnection& c, F&& f) {
  std::uint32_t lane = c.via;
  for (int i = 0; lane != NameIndex::kNone && i < 8; ++i, lane = raw.internal_next[lane]) f(lane);
}

// Fills the permissions of connections where some shut vehicles out that their lanes permit.
void set_connection_permissions(const RawNet& raw, Network& net);
// Fills the speeds of the movements: the mean over their paths, each as slow as its slowest part;
// by geometry where the net has no paths.
void set_speeds(const RawNet& raw, const ConnectionTable& table, Network& net);
// Adds to each link the mean length of the paths that lead onto it.
void lengthen_links(const RawNet& raw, Network& net);
// Fills conflicts and ranks of the movements.
void set_right_of_way(const RawNet& raw, const ConnectionTable& table, Network& net,
                      BuildReport& report);
// Fills the signal plans. A junction whose signal controls nothing becomes a priority junction.
// Connections that are never green are closed.
void add_signals(const RawNet& raw, const ConnectionTable& table, Network& net,
                 BuildReport& report);

}  // namespace mwendo::sumo
