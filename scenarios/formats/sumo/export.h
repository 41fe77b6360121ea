// Streets and vehicles as a folder that SUMO runs.
//
//   const SumoExport got = export_to_sumo(folder.path(), {.net = net, .names = sumo_names(net),
//                                         .demand = demand, .period = {0, 3600}});
//   $ sumo -c DIR/city.sumocfg
//
// Files: city.nod.xml ... city.netccfg (network/sumo/write.h), city.rou.xml and city.sumocfg. Where
// SUMO's netconvert is installed it makes city.net.xml from them.
// Guarantees: with net_made, `sumo -c city.sumocfg` loads net and trips. Lanes, permissions,
// connections, right of way, signal phases and driving side are those of the network. Netconvert
// shapes the junctions.
// Errors: RunError with the message of netconvert if it fails, and for the disk.
#pragma once

#include <filesystem>

#include "network/sumo/write.h"

namespace mwendo {

struct SumoExportInput {
  const Network& net;
  SumoNames names;
  const SumoDemand& demand;
  SumoPeriod period;
};

struct SumoExport {
  bool net_made = false;                   // false: netconvert is not installed
  std::filesystem::path configuration;     // of netconvert, to make the net elsewhere
  std::size_t unwritten_prohibitions = 0;  // see SumoFiles
};

SumoExport export_to_sumo(const std::filesystem::path& folder, const SumoExportInput& input);

}  // namespace mwendo
