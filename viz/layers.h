// What the streets can show: one figure per link, its unit, scale and colours.
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
#pragma once

#include <optional>
#include <string_view>

#include "network/network.h"
#include "viz/snapshot.h"
#include "viz/theme.h"

namespace mwendo::viz {

enum class Layer : std::uint8_t { streets, speed, flow, delay, queue, co2e, pm25, load, difference };
inline constexpr std::size_t kLayerCount = 9;

struct LayerInfo {
  const char* key;      // for --layer
  const char* name;     // for people
  const char* unit;
  ColourMap map;
  float low, high;      // ends of the scale
  bool widens;          // streets grow with the figure
};
[[nodiscard]] const LayerInfo& info_of(Layer layer);
[[nodiscard]] std::optional<Layer> layer_by_key(std::string_view key);

// Nothing where no vehicle was.
[[nodiscard]] std::optional<float> layer_value(Layer layer, const LinkValue& v, const Network& net,
                                               LinkId l);
[[nodiscard]] float share_of(Layer layer, float value);

}  // namespace mwendo::viz
