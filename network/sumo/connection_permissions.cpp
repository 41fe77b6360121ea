// Who may use a connection: its own attributes, and the lanes of its path across the junction.
#include <algorithm>

#include "network/permissions.h"
#include "network/sumo/connection_table.h"

namespace mwendo::sumo {
namespace {

// What a connection shuts out matters only to those who may use both of its lanes.
Permissions permissions_of(const RawNet& raw, const RawConnection& c) {
  Permissions own = c.permissions;
  for_each_part(raw, c, [&](std::uint32_t lane) {
    own = static_cast<Permissions>(own & raw.internal_permissions[lane]);
  });
  const Permissions lanes = vehicles_on(raw.lanes[c.from_lane].permissions) &
                            vehicles_on(raw.lanes[c.to_lane].permissions);
  return (lanes & ~vehicles_on(own)) == 0 ? kAnybody : own;
}

}  // namespace

void set_connection_permissions(const RawNet& raw, Network& net) {
  std::vector<Permissions> all(raw.connections.size());
  std::transform(raw.connections.begin(), raw.connections.end(), all.begin(),
                 [&](const RawConnection& c) { return permissions_of(raw, c); });
  const bool restricted =
      std::any_of(all.begin(), all.end(), [](Permissions p) { return p != kAnybody; });
  if (restricted) net.connection_permissions = std::move(all);
}

}  // namespace mwendo::sumo
