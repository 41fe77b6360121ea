#include <algorithm>

#include "network/osm/street_pieces.h"

namespace mwendo {
namespace {

constexpr double kLeastLoop = 20;  // metres; a shorter street from a junction to itself is dropped

class Feeder {
 public:
  Feeder(const StreetPieces& streets, const BuildOptions& options)
      : s_(streets),
        built_{NetworkBuilder(options), {}},
        node_(streets.spots.size()),
        link_(2 * streets.pieces.size()),
        last_link_(2 * streets.pieces.size()) {}

  BuiltPieces run() {
    mark_rings();
    for (std::uint32_t p = 0; p < s_.pieces.size(); ++p)
      if (!s_.pieces[p].dead) add(p);
    for (const auto& [turn, vehicles] : s_.forbidden) forbid(turn, vehicles);
    for (const auto& [in, out] : s_.allowed)
      if (arriving(in).valid() && link_[out].valid())
        built_.builder.allow_turn(arriving(in), link_[out]);
    return std::move(built_);
  }

 private:
  void forbid(const StreetPieces::DirectedPair& turn, Permissions vehicles) {
    const LinkId from = arriving(turn.first);
    const LinkId to = link_[turn.second];
    if (!from.valid() || !to.valid()) return;
    if ((vehicles & kEveryVehicle) == kEveryVehicle)
      built_.builder.forbid_turn(from, to);
    else
      built_.builder.restrict_turn(from, to, static_cast<Permissions>(kAnybody & ~vehicles));
  }

  // The link by which a directed piece arrives; a loop is made of two.
  [[nodiscard]] LinkId arriving(std::uint32_t directed) const { return last_link_[directed]; }

  void mark_rings() {
    on_ring_.assign(s_.spots.size(), 0);
    for (const StreetPiece& p : s_.pieces)
      if (!p.dead && (p.tags.flags & kRoundaboutRing) != 0) on_ring_[p.a] = on_ring_[p.b] = 1;
  }

  NodeId node(std::uint32_t spot) {
    if (!node_[spot].valid()) {
      const StreetSpot& s = s_.spots[spot];
      const bool round = s.roundabout || on_ring_[spot] != 0;
      node_[spot] =
          built_.builder.add_node(s.position, s.signal         ? JunctionControl::signal
                                              : round          ? JunctionControl::roundabout
                                              : s.all_way_stop ? JunctionControl::all_way_stop
                                                               : JunctionControl::uncontrolled);
    }
    return node_[spot];
  }

  void add(std::uint32_t p) {
    const StreetPiece& piece = s_.pieces[p];
    if (piece.a != piece.b) {
      add_part(p, node(piece.a), node(piece.b), piece.geometry, true, true);
      return;
    }
    if (piece.length() < kLeastLoop || piece.geometry.size() < 3) return;
    const std::size_t half = piece.geometry.size() / 2;
    const NodeId mid = built_.builder.add_node(piece.geometry[half]);
    const auto cut = piece.geometry.begin() + static_cast<std::ptrdiff_t>(half);
    add_part(p, node(piece.a), mid, {piece.geometry.begin(), cut + 1}, true, false);
    add_part(p, mid, node(piece.b), {cut, piece.geometry.end()}, false, true);
  }

  void add_part(std::uint32_t p, NodeId from, NodeId to, std::vector<Point> geometry, bool first,
                bool last) {
    const LinkId there = add_link(p, 0, from, to, geometry, {});
    std::reverse(geometry.begin(), geometry.end());
    const LinkId back = add_link(p, 1, to, from, geometry, there);
    if (first) {
      link_[2UL * p] = there;
      last_link_[2UL * p + 1] = back;
    }
    if (last) {
      last_link_[2UL * p] = there;
      link_[2UL * p + 1] = back;
    }
  }

  LinkId add_link(std::uint32_t p, std::uint32_t direction, NodeId from, NodeId to,
                  const std::vector<Point>& geometry, LinkId reverse) {
    const StreetPiece& piece = s_.pieces[p];
    if (!piece.open(direction)) return {};
    const StreetDirection& d = direction == 0 ? piece.tags.forward : piece.tags.backward;
    LinkSpec spec{.from = from, .to = to, .geometry = geometry};
    spec.lane_specs = d.lanes;
    spec.free_speed_mps = d.speed_mps;
    spec.road_class = piece.tags.road_class;
    spec.flags = piece.tags.flags;
    if (piece.sign[direction] != OsmSign::none)
      spec.flags = static_cast<LinkFlags>(spec.flags | kGivesWay);
    if (piece.sign[direction] == OsmSign::stop || piece.sign[direction] == OsmSign::minor_stop)
      spec.flags = static_cast<LinkFlags>(spec.flags | kStopSign);
    spec.footway = d.footway;
    spec.cycleway = d.cycleway;
    spec.grade = direction == 0 ? piece.tags.grade : -piece.tags.grade;
    spec.street = piece.tags.name;
    spec.source_id = piece.first_way;
    spec.reverse = reverse;
    built_.piece_of_link.push_back(2 * p + direction);
    return built_.builder.add_link(std::move(spec));
  }

  const StreetPieces& s_;
  BuiltPieces built_;
  std::vector<NodeId> node_;
  std::vector<LinkId> link_;       // by directed piece: where it starts
  std::vector<LinkId> last_link_;  // and where it arrives
  std::vector<char> on_ring_;
};

}  // namespace

BuiltPieces to_builder(const StreetPieces& streets, const BuildOptions& options) {
  return Feeder(streets, options).run();
}

}  // namespace mwendo
