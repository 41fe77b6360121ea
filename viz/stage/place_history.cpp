#include "viz/stage/place_history.h"

#include <algorithm>
#include <cmath>

#include "viz/paint/layers.h"

namespace mwendo::viz {
namespace {

constexpr std::uint8_t kNobody = 255;

std::uint16_t to_word(float v) {
  return static_cast<std::uint16_t>(std::lround(std::clamp(v, 0.0F, 65000.0F)));
}

}  // namespace

void PlaceHistory::note(const Network& net, const LinkFrame& frame,
                        std::span<const float> waiting) {
  while (!moments_.empty() && moments_.back().time_s > frame.time_s) moments_.pop_back();
  if (!moments_.empty() && frame.time_s < moments_.back().time_s + kEvery) return;
  Moment m;
  m.time_s = frame.time_s;
  m.speed.reserve(frame.values.size());
  m.flow.reserve(frame.values.size());
  for (const LinkId l : net.links()) {
    const auto speed = layer_value(Layer::speed, frame.values[l.value], net, l);
    m.speed.push_back(speed ? static_cast<std::uint8_t>(std::lround(*speed * 2)) : kNobody);
    m.flow.push_back(to_word(layer_value(Layer::flow, frame.values[l.value], net, l).value_or(0)));
  }
  for (const float w : waiting) m.waiting.push_back(to_word(w));
  moments_.push_back(std::move(m));
}

std::vector<TimedValue> PlaceHistory::speed_of(LinkId l) const {
  std::vector<TimedValue> out;
  for (const Moment& m : moments_)
    if (m.speed[l.value] != kNobody)
      out.push_back({m.time_s, static_cast<float>(m.speed[l.value]) / 2});
  return out;
}

std::vector<TimedValue> PlaceHistory::flow_of(LinkId l) const {
  std::vector<TimedValue> out;
  for (const Moment& m : moments_) out.push_back({m.time_s, static_cast<float>(m.flow[l.value])});
  return out;
}

std::vector<TimedValue> PlaceHistory::waiting_at(StopId s) const {
  std::vector<TimedValue> out;
  for (const Moment& m : moments_)
    if (s.value < m.waiting.size())
      out.push_back({m.time_s, static_cast<float>(m.waiting[s.value])});
  return out;
}

}  // namespace mwendo::viz
