#include "network/sumo/net_elements.h"

#include <fmt/format.h>

#include <charconv>

#include "network/sumo/vclass.h"

namespace mwendo::sumo {
namespace {

// Attributes that are missing are noted already where the element is read.
std::string_view from_of(const XmlElement& e) { return e.text("from", ""); }
std::string_view to_of(const XmlElement& e) { return e.text("to", ""); }

std::string named(const XmlElement& e) {
  return fmt::format("connection from '{}' to '{}'", from_of(e), to_of(e));
}

bool find_edges(const XmlElement& e, const RawNet& net, RawConnection& c) {
  c.from_edge = net.edge_names.find(from_of(e));
  c.to_edge = net.edge_names.find(to_of(e));
  if (c.from_edge != NameIndex::kNone && c.to_edge != NameIndex::kNone) return true;
  if (!is_internal(to_of(e))) e.place().problem(named(e), "no such edge");
  return false;
}

bool find_lanes(const XmlElement& e, const RawNet& net, RawConnection& c) {
  const RawEdge& from = net.edges[c.from_edge];
  const RawEdge& to = net.edges[c.to_edge];
  const double from_lane = e.number("fromLane");
  const double to_lane = e.number("toLane");
  if (!(from_lane >= 0 && from_lane < from.lanes) || !(to_lane >= 0 && to_lane < to.lanes)) {
    e.place().problem(named(e), "no such lane");
    return false;
  }
  c.from_lane = from.first_lane + static_cast<std::uint32_t>(from_lane);
  c.to_lane = to.first_lane + static_cast<std::uint32_t>(to_lane);
  return true;
}

// The signal of a connection and its letter in the states.
void find_signal(const XmlElement& e, const RawNet& net, RawConnection& c) {
  c.signal = net.signal_names.find(e.text("tl"));
  const double index = e.number("linkIndex");
  if (c.signal == NameIndex::kNone) {
    e.place().problem(fmt::format("{} has the signal '{}'", named(e), e.text("tl")),
                      "no such <tlLogic> comes before it in the file");
    return;
  }
  const RawSignal& signal = net.signals[c.signal];
  const std::size_t letters = signal.phases.empty() ? 0 : signal.phases.front().state.size();
  if (letters > 0 && !(index >= 0 && index < static_cast<double>(letters)))
    e.place().problem(fmt::format("{} has linkIndex {}; the states of signal '{}' have {} letters",
                                  named(e), index, e.text("tl"), letters),
                      "give each connection a letter of its own");
  c.link_index = static_cast<int>(index);
}

// A closure that nobody understands would close nothing.
void check_classes(const XmlElement& e) {
  for (const char* attribute : {"allow", "disallow"})
    for_each_word(e.text(attribute, ""), [&](std::string_view word) {
      if (word != "all" && known_sumo_class(word).empty())
        e.place().problem(
            fmt::format("'{}' of <{}> names the vehicle class '{}', which is not known", attribute,
                        e.name(), word),
            "see the vehicle classes of SUMO");
    });
}

}  // namespace

std::vector<Point> parse_shape(std::string_view shape) {
  std::vector<Point> points;
  for_each_word(shape, [&](std::string_view word) {
    Point p;
    const char* end = word.data() + word.size();
    const auto x = std::from_chars(word.data(), end, p.x);
    if (x.ec != std::errc{} || x.ptr == end) return;
    std::from_chars(x.ptr + 1, end, p.y);
    points.push_back(p);
  });
  return points;
}

RawLane read_lane(const XmlElement& e) {
  check_classes(e);
  RawLane lane;
  lane.speed = static_cast<float>(e.number("speed"));
  lane.length = static_cast<float>(e.number("length"));
  lane.width = static_cast<float>(e.number("width", 3.2));
  lane.permissions = permissions_from_sumo(e.text("allow", ""), e.text("disallow", ""));
  if (!(lane.speed > 0) || !(lane.length > 0))
    e.place().problem("a lane without speed or length", "both must be above 0");
  return lane;
}

Permissions restriction_of(const XmlElement& e) {
  check_classes(e);
  if (e.has("allow")) return permissions_from_sumo(e.text("allow"), "");
  if (!e.has("disallow")) return kAnybody;
  const Permissions open = permissions_from_sumo("", e.text("disallow"));
  const auto closed = static_cast<Permissions>(permissions_from_sumo("", "") & ~open);
  return open == 0 ? open : static_cast<Permissions>(kAnybody & ~closed);
}

std::uint32_t find_lane(const RawNet& net, std::string_view id) {
  const std::size_t cut = id.rfind('_');
  if (cut == std::string_view::npos) return NameIndex::kNone;
  const std::uint32_t edge = net.edge_names.find(id.substr(0, cut));
  std::uint32_t index = 0;
  std::from_chars(id.data() + cut + 1, id.data() + id.size(), index);
  if (edge == NameIndex::kNone || index >= net.edges[edge].lanes) return NameIndex::kNone;
  return net.edges[edge].first_lane + index;
}

std::optional<RawConnection> read_connection(const XmlElement& e, const RawNet& net) {
  RawConnection c;
  if (!find_edges(e, net, c) || !find_lanes(e, net, c)) return std::nullopt;
  if (e.has("via")) c.via = net.internal_names.find(e.text("via"));
  if (const std::string_view dir = e.text("dir", "s"); !dir.empty()) c.direction = dir.front();
  if (e.has("tl")) find_signal(e, net, c);
  c.permissions = restriction_of(e);
  return c;
}

}  // namespace mwendo::sumo
