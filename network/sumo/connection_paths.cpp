// Paths of connections across a junction: how fast they are and how long.
#include <algorithm>

#include "network/assembly/turn_speeds.h"
#include "network/sumo/connection_table.h"

namespace mwendo::sumo {

void set_speeds(const RawNet& raw, const ConnectionTable& table, Network& net) {
  std::vector<float> sum(net.movements().size(), 0);
  std::vector<float> paths(net.movements().size(), 0);
  for (std::size_t c = 0; c < raw.connections.size(); ++c) {
    float speed = 0;
    for_each_part(raw, raw.connections[c], [&](std::uint32_t lane) {
      const float part = raw.internal_speed[lane];
      if (part > 0) speed = speed > 0 ? std::min(speed, part) : part;
    });
    sum[table.movement_of[c]] += speed;
    paths[table.movement_of[c]] += speed > 0 ? 1.0F : 0.0F;
  }
  for (const MovementId m : net.movements())
    net.movement.speed_mps.push_back(paths[m.value] > 0 ? sum[m.value] / paths[m.value]
                                                        : build::turn_speed(net, m));
}

void lengthen_links(const RawNet& raw, Network& net) {
  std::vector<float> sum(net.links().size(), 0);
  std::vector<float> paths(net.links().size(), 0);
  for (const RawConnection& c : raw.connections) {
    float length = 0;
    for_each_part(raw, c, [&](std::uint32_t lane) { length += raw.internal_length[lane]; });
    sum[c.to_edge] += length;
    paths[c.to_edge] += 1;
  }
  for (const LinkId l : net.links())
    if (paths[l.value] > 0) net.link.length_m[l] += sum[l.value] / paths[l.value];
}

}  // namespace mwendo::sumo
