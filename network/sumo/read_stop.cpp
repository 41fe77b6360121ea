#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "network/sumo/route_parts.h"

namespace mwendo::sumo {
namespace {

// Edge "e" or lane "e_1".
bool find_place(const XmlElement& e, const SumoNet& net, SumoStop& stop) {
  std::string_view edge = e.has("lane") ? e.text("lane") : e.text("edge");
  if (e.has("lane")) {
    const std::size_t cut = std::min(edge.rfind('_'), edge.size());
    std::from_chars(edge.data() + std::min(cut + 1, edge.size()), edge.data() + edge.size(),
                    stop.lane);
    edge = edge.substr(0, cut);
  }
  stop.link = net.find_link(edge);
  if (stop.link.valid() && stop.lane < net.net.lanes_of(stop.link).size()) return true;
  e.place().problem(fmt::format("a stop on '{}'", e.has("lane") ? e.text("lane") : edge),
                    "no such lane in the net");
  return false;
}

}  // namespace

bool read_stop(const XmlElement& e, const SumoNet& net, SumoStop& stop, BuildReport& report) {
  const double seconds = e.has("duration") ? e.time("duration", 0) : 0;
  if (!(seconds > 0) || (!e.has("lane") && !e.has("edge"))) {
    report.add("stops without lane or duration dropped");
    return false;
  }
  if (!find_place(e, net, stop)) return false;
  const double length = static_cast<double>(net.net.link.length_m[stop.link]);
  const double end = e.number("endPos", length);
  stop.position_m = static_cast<float>(std::clamp(end < 0 ? length + end : end, 0.0, length));
  stop.seconds = static_cast<float>(seconds);
  return true;
}

}  // namespace mwendo::sumo
