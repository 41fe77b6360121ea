// How far drivers must go round: routes over straight lines, on a fixed sample of trips.
//
//   const Detours d = detours_of(world, 500);
//   d.long_share();                     // 0.003: of routes longer than kLongRoute straight lines
//
// A pair is a home and a job, drawn by weight, kLeastTrip apart and more as the crow flies. The
// route is the fastest for cars at free speed. The same world gives the same pairs. Many long
// routes mean missing bridges, wrong one-way streets or pieces that hang together by a thread.
// Limits: no queues, so routes of a peak are longer; no ferries.
#pragma once

#include <cstddef>

#include "sim/world/world.h"

namespace mwendo {

inline constexpr double kLeastTrip = 3000;  // m
inline constexpr double kLongRoute = 2.5;   // times the straight line

struct Detours {
  std::size_t pairs = 0;
  std::size_t without_way = 0;
  std::size_t long_routes = 0;
  double mean = 0;  // route over straight line, of pairs with a way
  ZoneId worst;     // that most of the long routes begin or end in; none without any
  std::size_t at_worst = 0;
  [[nodiscard]] double long_share() const {
    return pairs == 0 ? 0 : static_cast<double>(long_routes) / static_cast<double>(pairs);
  }
};

[[nodiscard]] Detours detours_of(const World& world, std::size_t pairs);

}  // namespace mwendo
