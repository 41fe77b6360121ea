#include "network/osm/node_tags.h"

#include <algorithm>
#include <array>

#include "network/osm/access.h"
#include "network/osm/tag_values.h"
#include "network/osm/vehicle_words.h"

namespace mwendo::osm {
namespace {

Text get(const RawTags& tags, Text key) {
  for (const auto& [k, v] : tags)
    if (k == key) return v;
  return {};
}

struct BarrierKind {
  Text word;
  Permissions closed_to;  // without access tags
};

// Narrow gaps let two wheels pass; what must be lifted or carried lets walkers pass only.
constexpr Permissions kWide = kMotor;
constexpr Permissions kAllButFoot = kMotor | kBicycle;
constexpr std::array kBarriers = {
    BarrierKind{"bollard", kWide},
    BarrierKind{"block", kWide},
    BarrierKind{"planter", kWide},
    BarrierKind{"cycle_barrier", kWide},
    BarrierKind{"motorcycle_barrier", kWide},
    BarrierKind{"chain", kWide},
    BarrierKind{"rope", kWide},
    BarrierKind{"jersey_barrier", kWide},
    BarrierKind{"barrier_board", kWide},
    BarrierKind{"bar", kWide},
    BarrierKind{"log", kWide},
    BarrierKind{"debris", kWide},
    BarrierKind{"tyres", kWide},
    BarrierKind{"bus_trap", kCar | kMotorcycle | kTruck},
    BarrierKind{"sump_buster", kCar},
    BarrierKind{"stile", kAllButFoot},
    BarrierKind{"turnstile", kAllButFoot},
    BarrierKind{"full-height_turnstile", kAllButFoot},
    BarrierKind{"kissing_gate", kAllButFoot},
    BarrierKind{"horse_stile", kAllButFoot},
    BarrierKind{"ditch", kAllButFoot},
    BarrierKind{"fence", kAllButFoot | kFoot},
    BarrierKind{"wall", kAllButFoot | kFoot},
    BarrierKind{"hedge", kAllButFoot | kFoot},
};
// Open to all unless a tag says otherwise.
constexpr std::array<Text, 18> kOpenBarriers = {"gate",
                                                "lift_gate",
                                                "swing_gate",
                                                "sliding_gate",
                                                "hampshire_gate",
                                                "bump_gate",
                                                "entrance",
                                                "toll_booth",
                                                "border_control",
                                                "sally_port",
                                                "cattle_grid",
                                                "kerb",
                                                "height_restrictor",
                                                "width_restrictor",
                                                "spikes",
                                                "checkpoint",
                                                "arch",
                                                "coupure"};

void read_barrier(OsmNode& node, const RawTags& tags,
                  std::map<std::int64_t, OsmBarrier>& barriers) {
  const Text kind = get(tags, "barrier");
  if (kind.empty() || kind == "no") return;
  const auto row = std::find_if(kBarriers.begin(), kBarriers.end(),
                                [&](const BarrierKind& b) { return b.word == kind; });
  OsmBarrier barrier{.closed_to = 0, .text = "barrier=" + std::string(kind), .assumed = false};
  if (row != kBarriers.end())
    barrier.closed_to = row->closed_to;
  else
    barrier.assumed =
        std::find(kOpenBarriers.begin(), kOpenBarriers.end(), kind) == kOpenBarriers.end();
  for (const VehicleWord& word : kVehicleWords) {
    const Text value = get(tags, word.word);
    if (closes_access(value))
      barrier.closed_to = static_cast<Permissions>(barrier.closed_to | word.vehicles);
    if (opens_access(value))
      barrier.closed_to = static_cast<Permissions>(barrier.closed_to & ~unsigned{word.vehicles});
    if (closes_access(value) || opens_access(value)) barrier.assumed = false;
  }
  node.barrier = true;
  barriers[node.id] = std::move(barrier);
}

OsmSign sign_of(const RawTags& tags, Text highway) {
  const Text stop = get(tags, "stop");
  if (highway == "give_way") return OsmSign::give_way;
  if (highway != "stop") return OsmSign::none;
  if (stop == "all") return OsmSign::all_way_stop;
  return stop == "minor" ? OsmSign::minor_stop : OsmSign::stop;
}

OsmFacing facing_of(const RawTags& tags) {
  const Text direction = get(tags, "direction");
  if (direction == "forward") return OsmFacing::forward;
  if (direction == "backward") return OsmFacing::backward;
  return direction == "both" ? OsmFacing::both : OsmFacing::nearest;
}

}  // namespace

OsmNode understand_node(std::int64_t id, const RawTags& tags,
                        std::map<std::int64_t, OsmBarrier>& barriers) {
  OsmNode node;
  node.id = id;
  if (tags.empty()) return node;
  const Text highway = get(tags, "highway");
  node.crossing = highway == "crossing";
  node.signal =
      highway == "traffic_signals" || (node.crossing && get(tags, "crossing") == "traffic_signals");
  node.mini_roundabout = highway == "mini_roundabout";
  node.sign = sign_of(tags, highway);
  node.facing = facing_of(tags);
  read_barrier(node, tags, barriers);
  return node;
}

}  // namespace mwendo::osm
