#include "network/permissions.h"

namespace mwendo {

Column<MovementId, Permissions> movement_permissions(const Network& net) {
  Column<MovementId, Permissions> allowed(net.movements().size());
  for (const LaneId a : net.lanes()) {
    const Permissions mine = vehicles_on(net.lane.permissions[a]);
    for (const Connection& c : net.connections_of(a)) {
      const Permissions both =
          mine & vehicles_on(net.lane.permissions[c.to]) & vehicles_on(net.permissions_of(c));
      allowed[c.movement] = static_cast<Permissions>(allowed[c.movement] | both);
    }
  }
  return allowed;
}

}  // namespace mwendo
