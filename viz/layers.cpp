#include "viz/layers.h"

#include <algorithm>
#include <array>

namespace mwendo::viz {
namespace {

constexpr float kPresent = 0.02F;  // vehicles, mean: fewer were not seen for minutes
constexpr float kPlaceOfQueue = 7;  // metres a standing vehicle takes

}  // namespace

const LayerInfo& info_of(Layer layer) {
  static constexpr std::array<LayerInfo, kLayerCount> kInfo = {{
      {"streets", "Streets", "", ColourMap::amount, 0, 1, false},
      {"speed", "Speed", "% of free flow", ColourMap::speed, 0, 100, false},
      {"flow", "Flow", "vehicles per hour", ColourMap::amount, 0, 2000, true},
      {"delay", "Delay", "vehicle-hours lost per hour and km", ColourMap::harm, 0, 60, false},
      {"queue", "Queue", "% of the lanes that stands", ColourMap::harm, 0, 100, false},
      {"co2", "CO\u2082e", "kg per hour and km", ColourMap::harm, 0, 150, false},
      {"pm25", "PM2.5", "g per hour and km", ColourMap::harm, 0, 60, false},
      {"load", "Passengers", "persons per hour in public transport", ColourMap::amount, 0, 6000, true},
      {"difference", "Difference of speed", "percentage points of free flow", ColourMap::difference,
       -50, 50, false},
  }};
  return kInfo[static_cast<std::size_t>(layer)];
}

std::optional<Layer> layer_by_key(std::string_view key) {
  if (key == "co2e") key = "co2";
  for (std::size_t i = 0; i < kLayerCount; ++i)
    if (key == info_of(static_cast<Layer>(i)).key) return static_cast<Layer>(i);
  return std::nullopt;
}

std::optional<float> layer_value(Layer layer, const LinkValue& v, const Network& net, LinkId l) {
  if (v.vehicles < kPresent) return std::nullopt;
  const float length = net.link.length_m[l];
  const float free = net.link.free_speed_mps[l];
  const float km = length / 1000;
  const auto lanes = static_cast<float>(net.lanes_of(l).size());
  switch (layer) {
    case Layer::streets: return std::nullopt;
    case Layer::speed:
    case Layer::difference: return 100 * std::min(v.speed_sum / v.vehicles / free, 1.0F);
    case Layer::flow: return 3600 * v.speed_sum / length;
    case Layer::delay: return std::max(v.vehicles - v.speed_sum / free, 0.0F) / km;
    case Layer::queue: return std::min(100 * v.standing * kPlaceOfQueue / (length * lanes), 100.0F);
    case Layer::co2e: return v.co2e_g_s * 3.6F / km;
    case Layer::pm25: return v.pm25_mg_s * 3.6F / km;
    case Layer::load:
      if (v.transit_persons <= 0) return std::nullopt;
      return 3600 * v.transit_persons / length;
  }
  return std::nullopt;
}

float share_of(Layer layer, float value) {
  const LayerInfo& info = info_of(layer);
  return std::clamp((value - info.low) / (info.high - info.low), 0.0F, 1.0F);
}

}  // namespace mwendo::viz
