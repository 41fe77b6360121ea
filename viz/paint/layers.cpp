#include "viz/paint/layers.h"

#include <algorithm>
#include <array>

#include "network/walking/active_graph.h"

namespace mwendo::viz {
namespace {

constexpr float kPresent = 0.02F;   // vehicles, mean: fewer were not seen for minutes
constexpr float kPlaceOfQueue = 7;  // metres a standing vehicle takes

}  // namespace

const LayerInfo& info_of(Layer layer) {
  static constexpr std::array<LayerInfo, kLayerCount> kInfo = {{
      {"streets", "Streets", '1', "", ColourMap::amount, 0, 1, false},
      {"speed", "Speed", '2', "% of free flow", ColourMap::speed, 0, 100, false},
      {"flow", "Flow", '3', "vehicles per hour", ColourMap::amount, 0, 4000, true},
      {"delay", "Delay", '4', "vehicle-hours lost per hour and km", ColourMap::harm, 0, 60, false},
      {"queue", "Queue", '5', "% of the lanes that stands", ColourMap::harm, 0, 100, false},
      {"co2", "CO\u2082e", '6', "kg per hour and km", ColourMap::harm, 0, 150, false},
      {"pm25", "PM2.5", '7', "g per hour and km", ColourMap::harm, 0, 60, false},
      {"load", "Passengers", '8', "persons per hour in public transport", ColourMap::amount, 0,
       6000, true},
      {"walking", "Walking", '9', "persons per hour on foot", ColourMap::amount, 0, 6000, true},
      {"cycling", "Cycling", '0', "persons per hour by bicycle", ColourMap::amount, 0, 400, true},
      {"stress", "Cycling stress", 'J', "felt over real cycling time", ColourMap::harm, 1, 3,
       false},
      {"difference", "Speed", 'D', "change, percentage points of free flow", ColourMap::difference,
       -50, 50, false},
      {"flow-difference", "Flow", 'E', "change, vehicles per hour", ColourMap::amount_change, -1000,
       1000, false},
      {"co2-difference", "CO\u2082e", 'G', "change, kg per hour and km", ColourMap::harm_change,
       -60, 60, false},
  }};
  return kInfo[static_cast<std::size_t>(layer)];
}

std::optional<Layer> layer_by_key(std::string_view key) {
  if (key == "co2e") key = "co2";
  for (std::size_t i = 0; i < kLayerCount; ++i)
    if (key == info_of(static_cast<Layer>(i)).key) return static_cast<Layer>(i);
  return std::nullopt;
}

Layer compared(Layer l) {
  if (l == Layer::difference) return Layer::speed;
  if (l == Layer::flow_difference) return Layer::flow;
  return l == Layer::co2e_difference ? Layer::co2e : l;
}

std::optional<float> layer_value(Layer layer, const LinkValue& v, const Network& net, LinkId l) {
  const auto some = [](float persons) {
    return persons > 0 ? std::optional(persons) : std::nullopt;
  };
  if (layer == Layer::walking) return some(v.walkers_h);
  if (layer == Layer::cycling) return some(v.cyclists_h);
  if (layer == Layer::stress)
    return rideable(net, l) ? std::optional(stress_factor(net, l)) : std::nullopt;
  if (v.vehicles < kPresent) return std::nullopt;
  const float length = net.link.length_m[l];
  const float free = net.link.free_speed_mps[l];
  const float km = length / 1000;
  const auto lanes = static_cast<float>(net.lanes_of(l).size());
  switch (compared(layer)) {
    case Layer::speed: return 100 * std::min(v.speed_sum / v.vehicles / free, 1.0F);
    case Layer::flow: return 3600 * v.speed_sum / length;
    case Layer::delay: return std::max(v.vehicles - v.speed_sum / free, 0.0F) / km;
    case Layer::queue: return std::min(100 * v.standing * kPlaceOfQueue / (length * lanes), 100.0F);
    case Layer::co2e: return v.co2e_g_s * 3.6F / km;
    case Layer::pm25: return v.pm25_mg_s * 3.6F / km;
    case Layer::load:
      if (v.transit_persons <= 0) return std::nullopt;
      return 3600 * v.transit_persons / length;
    default: return std::nullopt;
  }
}

float share_of(Layer layer, float value) {
  const LayerInfo& info = info_of(layer);
  return std::clamp((value - info.low) / (info.high - info.low), 0.0F, 1.0F);
}

}  // namespace mwendo::viz
