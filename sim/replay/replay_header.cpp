#include <bit>

#include "network/network.h"
#include "sim/replay/replay_file.h"

namespace mwendo {

namespace replay {

void put_header(const ReplayHeader& h, ByteWriter& out) {
  for (const std::string* t : {&h.city, &h.scenario, &h.title, &h.made_by}) out.text(*t);
  out.put(h.seed), out.put(h.sample), out.put(h.from_s), out.put(h.to_s);
  out.put(h.links), out.put(h.stops), out.put(h.network_hash);
}

ReplayHeader get_header(ByteReader& in) {
  ReplayHeader h;
  for (std::string* t : {&h.city, &h.scenario, &h.title, &h.made_by}) *t = in.text();
  h.seed = in.get<std::uint64_t>(), h.sample = in.get<double>();
  h.from_s = in.get<float>(), h.to_s = in.get<float>();
  h.links = in.get<std::uint32_t>(), h.stops = in.get<std::uint32_t>();
  h.network_hash = in.get<std::uint64_t>();
  return h;
}

}  // namespace replay

std::uint64_t network_hash(const Network& net) {
  std::uint64_t hash = 1469598103934665603ULL;
  const auto mix = [&](std::uint64_t x) { hash = (hash ^ x) * 1099511628211ULL; };
  for (const LinkId l : net.links()) {
    mix(net.link.from[l].value);
    mix(net.link.to[l].value);
    mix(std::bit_cast<std::uint32_t>(net.link.length_m[l]));
    mix(net.lanes_of(l).size());
  }
  return hash;
}

}  // namespace mwendo
