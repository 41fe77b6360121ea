// Layers of the streets: one figure per link, its unit, scale and colours.
//
//   if (const auto v = layer_value(Layer::speed, frame.values[l.value], net, l))
//     colour = theme.colour(info_of(Layer::speed).map, share_of(Layer::speed, *v));
//
// Figures are means over the last minutes (link_monitor.h), per direction of a street:
//   speed   100 V / V_free                                    V: mean speed of vehicles on the link
//   flow    3600 sum(v) / L                                   Edie (1963), space-time mean
//   delay   sum(1 - v / V_free) / (L / 1000)                  vehicle-hours lost per hour and km
//   queue   100 standing vehicles x 7 m / (L x lanes)         share of the lanes that stands
//   co2e, pm25   emission rate / (L / 1000)                   at the exhaust (and wear for PM2.5)
//   load    3600 sum(persons x v) / L                         passengers in public transport
//   walking, cycling   persons per hour on foot or bicycle, both directions (active_flow.h)
//   stress  felt over real cycling time (network/walking/active_graph.h), a property of the street
// Differences are alternative minus base; without vehicles, flow and emissions count as zero.
#pragma once

#include <optional>
#include <string_view>

#include "network/network.h"
#include "viz/paint/theme.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

enum class Layer : std::uint8_t {
  streets,
  speed,
  flow,
  delay,
  queue,
  co2e,
  pm25,
  load,
  walking,
  cycling,
  stress,
  difference,
  flow_difference,
  co2e_difference
};
inline constexpr std::size_t kLayerCount = 14;

[[nodiscard]] constexpr bool is_difference(Layer l) { return l >= Layer::difference; }
[[nodiscard]] constexpr bool is_active(Layer l) {
  return l == Layer::walking || l == Layer::cycling;
}
// The layer that a layer of differences compares; any other layer compares itself.
[[nodiscard]] Layer compared(Layer l);

struct LayerInfo {
  const char* key;   // for --layer
  const char* name;  // for people
  char shortcut;     // key
  const char* unit;
  ColourMap map;
  float low, high;  // ends of the scale
  bool widens;      // streets grow with the figure
};
[[nodiscard]] const LayerInfo& info_of(Layer layer);
[[nodiscard]] std::optional<Layer> layer_by_key(std::string_view key);

// Nothing where no vehicle was.
[[nodiscard]] std::optional<float> layer_value(Layer layer, const LinkValue& v, const Network& net,
                                               LinkId l);
[[nodiscard]] float share_of(Layer layer, float value);

}  // namespace mwendo::viz
