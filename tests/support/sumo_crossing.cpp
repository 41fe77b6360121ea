#include "tests/support/sumo_crossing.h"

#include <fmt/format.h>

#include <algorithm>

namespace mwendo::testing {
namespace {

constexpr std::array<const char*, 4> kArms = {"n", "e", "s", "w"};
constexpr std::array<int, 4> kEast = {0, 1, 0, -1};
constexpr std::array<int, 4> kNorth = {1, 0, -1, 0};
constexpr std::array<char, 3> kDirections = {'r', 's', 'l'};
constexpr double kArm = 300;

// A path from arm `from`; turn 0 right, 1 straight, 2 left.
struct Path {
  std::size_t from = 0;
  std::size_t turn = 0;
  [[nodiscard]] std::size_t to() const { return (from + 3 - turn) % 4; }
};

Path path_of(std::size_t link) { return {link / 3, link % 3}; }

// Places around the junction, clockwise: the lane into it from arm k is 2 k, the one out 2 k + 1.
bool meet(Path a, Path b) {
  if (a.from == b.from) return false;
  if (a.to() == b.to()) return true;
  const std::size_t first = std::min(2 * a.from, 2 * a.to() + 1);
  const std::size_t last = std::max(2 * a.from, 2 * a.to() + 1);
  const auto inside = [&](std::size_t place) { return place > first && place < last; };
  return inside(2 * b.from) != inside(2 * b.to() + 1);
}

int rank(Path p) { return (p.from % 2 == 0 ? 2 : 0) + (p.turn == 2 ? 1 : 0); }

bool heeds(const std::string& type, Path a, Path b) {
  if (!meet(a, b) || type.ends_with("unregulated")) return false;
  const bool equals = type == "allway_stop" || type == "right_before_left" || type == "zipper";
  return equals || rank(a) > rank(b);
}

std::string edge(std::size_t arm, bool in, const SumoCrossing& c) {
  const double x = c.east + kArm * kEast[arm];
  const double y = c.north + kArm * kNorth[arm];
  const std::string shape = in ? fmt::format("{:.2f},{:.2f} {:.2f},{:.2f}", x, y, c.east, c.north)
                               : fmt::format("{:.2f},{:.2f} {:.2f},{:.2f}", c.east, c.north, x, y);
  const std::string end = kArms[arm];
  const std::string id = end + (in ? "_in" : "_out");
  return fmt::format(
      "<edge id=\"{0}\" from=\"{1}\" to=\"{2}\" priority=\"{3}\"><lane id=\"{0}_0\" index=\"0\" "
      "speed=\"13.89\" length=\"{4}\" shape=\"{5}\"/></edge>\n",
      id, in ? end : "X", in ? "X" : end, arm % 2 == 1 ? 3 : 1, kArm, shape);
}

std::string request(std::size_t link, const std::string& type) {
  std::string response, foes;
  for (std::size_t other = 12; other-- > 0;) {
    response += heeds(type, path_of(link), path_of(other)) ? '1' : '0';
    foes += meet(path_of(link), path_of(other)) && !type.ends_with("unregulated") ? '1' : '0';
  }
  return fmt::format("<request index=\"{}\" response=\"{}\" foes=\"{}\" cont=\"0\"/>\n", link,
                     response, foes);
}

std::string connection(std::size_t link, const SumoCrossing& c) {
  const Path p = path_of(link);
  const std::string signal =
      c.signal.empty() ? "" : fmt::format(" tl=\"X\" linkIndex=\"{}\"", link);
  return fmt::format(
      "<connection from=\"{}_in\" to=\"{}_out\" fromLane=\"0\" toLane=\"0\"{} {} dir=\"{}\" "
      "state=\"M\"/>\n",
      kArms[p.from], kArms[p.to()], signal, c.attributes[link], kDirections[p.turn]);
}

}  // namespace

std::string sumo_crossing(const SumoCrossing& c) {
  std::string text = "<net version=\"1.9\">\n" + c.location + "\n";
  for (std::size_t arm = 0; arm < 4; ++arm) text += edge(arm, true, c) + edge(arm, false, c);
  text += c.signal + "\n";
  text += fmt::format(
      "<junction id=\"X\" type=\"{}\" x=\"{:.2f}\" y=\"{:.2f}\" "
      "incLanes=\"n_in_0 e_in_0 s_in_0 w_in_0\" intLanes=\"\" shape=\"\">\n",
      c.type, c.east, c.north);
  for (std::size_t link = 0; link < 12; ++link) text += request(link, c.type);
  text += "</junction>\n";
  for (std::size_t arm = 0; arm < 4; ++arm)
    text += fmt::format(
        "<junction id=\"{0}\" type=\"dead_end\" x=\"{1:.2f}\" y=\"{2:.2f}\" "
        "incLanes=\"{0}_out_0\" intLanes=\"\" shape=\"\"/>\n",
        kArms[arm], c.east + kArm * kEast[arm], c.north + kArm * kNorth[arm]);
  for (std::size_t link = 0; link < 12; ++link) text += connection(link, c);
  return text + c.elements + "</net>\n";
}

std::string sumo_trips(const std::vector<CrossingTrip>& trips) {
  std::string text = "<routes>\n";
  for (std::size_t i = 0; i < trips.size(); ++i)
    text +=
        fmt::format("<vType id=\"t{}\" vClass=\"{}\" sigma=\"0\" speedDev=\"0\" length=\"5\"/>\n",
                    i, trips[i].vehicle_class);
  for (std::size_t i = 0; i < trips.size(); ++i) {
    const CrossingTrip& t = trips[i];
    text += t.routed ? fmt::format(
                           "<vehicle id=\"{}\" type=\"t{}\" depart=\"{}\">"
                           "<route edges=\"{}_in {}_out\"/></vehicle>\n",
                           t.name, i, t.depart, t.from, t.to)
                     : fmt::format(
                           "<trip id=\"{}\" type=\"t{}\" depart=\"{}\" from=\"{}_in\" "
                           "to=\"{}_out\"/>\n",
                           t.name, i, t.depart, t.from, t.to);
  }
  return text + "</routes>\n";
}

}  // namespace mwendo::testing
