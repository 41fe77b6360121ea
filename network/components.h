// Connected parts of the network.
//
//   const Components parts = strong_components(net, kCar);
//   parts.length_share(parts.largest);            // 0.993
//   const auto keep = largest_part(net, kCar);    // one char per link: 1 in the largest part
//
// Guarantees: links are in one part when vehicles of the permission can get from each to the other
// by movements. Parts are numbered by their first link. Links closed to the permission are in no
// part (kNoPart). For kFoot, walkers use streets both ways and parts join at nodes.
// Source: Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1, 1972,
// without recursion.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "network/network.h"

namespace mwendo {

inline constexpr std::uint32_t kNoPart = 0xFFFFFFFFU;

struct Components {
  Column<LinkId, std::uint32_t> part;
  std::vector<double> length_m;     // by part
  std::vector<std::size_t> links;   // by part
  std::uint32_t largest = kNoPart;  // by length
  [[nodiscard]] double length_share(std::uint32_t p) const;
};

[[nodiscard]] Components strong_components(const Network& net, Permissions who);
[[nodiscard]] Column<LinkId, char> largest_part(const Network& net, Permissions who);

// One sentence: the number of links and metres outside the largest part, and the place of the
// longest other part.
[[nodiscard]] std::string describe_unconnected(const Network& net, const Components& parts);

// Strongly connected components of a graph in compressed rows; numbered by their first node.
[[nodiscard]] std::vector<std::uint32_t> strong_components(
    const std::vector<std::uint32_t>& first_out, const std::vector<std::uint32_t>& head);

}  // namespace mwendo
