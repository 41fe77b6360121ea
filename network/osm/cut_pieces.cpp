#include "network/osm/cut_pieces.h"

#include <fmt/format.h>

namespace mwendo {
namespace {

constexpr std::uint32_t kNoSpot = 0xFFFFFFFFU;

class Cutter {
 public:
  Cutter(const OsmData& data, const OsmOptions& options, const Projection& projection,
         BuildReport& report)
      : data_(data),
        options_(options),
        projection_(projection),
        report_(report),
        uses_(data.nodes.size(), 0),
        spot_(data.nodes.size(), kNoSpot) {}

  StreetPieces run() {
    for (const OsmWay& way : data_.ways) collect(way);
    for (const Run& run : runs_) cut(run);
    return std::move(streets_);
  }

 private:
  // Consecutive nodes of a way that are there and inside the box; indices into data.nodes.
  struct Run {
    const OsmWay* way;
    std::size_t tags;
    std::vector<std::uint32_t> nodes;
  };

  [[nodiscard]] bool inside(LonLat p) const {
    if (!options_.box) return true;
    const LonLatBox& b = *options_.box;
    return p.lon >= b.west && p.lon <= b.east && p.lat >= b.south && p.lat <= b.north;
  }

  void collect(const OsmWay& way) {
    TagNotes notes;
    const auto tags = understand(way.tags, options_.driving_side, notes);
    if (!tags) {
      report_.add("ways closed to public traffic");
      return;
    }
    if (tags->path && !options_.paths) {
      report_.add("footways, paths and cycleways left out");
      return;
    }
    count_guesses(*tags);
    for (const TagNote& note : notes)
      report_.add(note.what,
                  fmt::format("way {}{}{}", way.id, note.tag.empty() ? "" : " ", note.tag));
    tags_.push_back(*tags);
    Run run{&way, tags_.size() - 1, {}};
    bool missing = false;
    for (const std::int64_t id : way.nodes) {
      const OsmNode* node = data_.find(id);
      missing = missing || node == nullptr;
      if (node == nullptr || !inside(node->place)) {
        finish(run);
        continue;
      }
      const auto index = static_cast<std::uint32_t>(node - data_.nodes.data());
      if (run.nodes.empty() || run.nodes.back() != index) run.nodes.push_back(index);
    }
    finish(run);
    if (missing)
      report_.add("ways with nodes that are not in the file", fmt::format("way {}", way.id));
  }

  void count_guesses(const StreetTags& tags) {
    report_.add("ways read as streets");
    if ((tags.flags & kAssumedLanes) != 0) report_.add("ways without lanes: assumed by class");
    if ((tags.flags & kAssumedSpeed) != 0) report_.add("ways without maxspeed: assumed by class");
    if ((tags.flags & kAssumedClass) != 0) report_.add("ways without class: assumed residential");
    if (tags.forward.footway == Footway::informal || tags.backward.footway == Footway::informal)
      report_.add("ways without sidewalk: walkers use the edge of the carriageway");
  }

  void finish(Run& run) {
    if (run.nodes.size() >= 2) {
      for (const std::uint32_t n : run.nodes) ++uses_[n];
      ++uses_[run.nodes.front()];
      ++uses_[run.nodes.back()];
      runs_.push_back(run);
    }
    run.nodes.clear();
  }

  std::uint32_t spot_of(std::uint32_t node) {
    if (spot_[node] == kNoSpot) {
      spot_[node] = static_cast<std::uint32_t>(streets_.spots.size());
      const OsmNode& n = data_.nodes[node];
      streets_.spots.push_back({.position = projection_.to_metres(n.place),
                                .osm_id = n.id,
                                .signal = n.signal,
                                .roundabout = n.mini_roundabout,
                                .sign = n.sign,
                                .facing = n.facing,
                                .closed_to = barrier_at(n)});
      if (n.mini_roundabout) report_.add("mini roundabouts");
    }
    return spot_[node];
  }

  // Those whom a barrier does not let pass; counts it.
  Permissions barrier_at(const OsmNode& node) {
    if (!node.barrier) return 0;
    const OsmBarrier& barrier = data_.barriers.at(node.id);
    const auto closed = static_cast<Permissions>(barrier.closed_to & kEveryVehicle);
    report_.add(closed != 0       ? "barriers that close streets to vehicles"
                : barrier.assumed ? "barriers of unknown kinds, open to all"
                                  : "barriers that all vehicles pass",
                fmt::format("node {} {}", node.id, barrier.text));
    return closed;
  }

  void cut(const Run& run) {
    StreetPiece piece = begin(run, run.nodes.front());
    for (std::size_t i = 1; i < run.nodes.size(); ++i) {
      const OsmNode& node = data_.nodes[run.nodes[i]];
      if (node.crossing) piece.tags.flags = static_cast<LinkFlags>(piece.tags.flags | kCrossing);
      const bool special = node.signal || node.sign != OsmSign::none ||
                           (node.barrier && data_.barriers.at(node.id).closed_to != 0);
      if (uses_[run.nodes[i]] < 2 && !special) {
        (void)barrier_at(node);
        piece.geometry.push_back(projection_.to_metres(node.place));
        continue;
      }
      piece.b = spot_of(run.nodes[i]);
      piece.geometry.push_back(streets_.spots[piece.b].position);
      streets_.pieces.push_back(std::move(piece));
      piece = begin(run, run.nodes[i]);
    }
  }

  StreetPiece begin(const Run& run, std::uint32_t node) {
    StreetPiece piece;
    piece.a = spot_of(node);
    piece.geometry = {streets_.spots[piece.a].position};
    piece.tags = tags_[run.tags];
    piece.first_way = piece.last_way = run.way->id;
    return piece;
  }

  const OsmData& data_;
  const OsmOptions& options_;
  const Projection& projection_;
  BuildReport& report_;
  std::vector<std::uint32_t> uses_;
  std::vector<std::uint32_t> spot_;
  std::vector<StreetTags> tags_;
  std::vector<Run> runs_;
  StreetPieces streets_;
};

}  // namespace

StreetPieces cut_into_pieces(const OsmData& data, const OsmOptions& options,
                             const Projection& projection, BuildReport& report) {
  return Cutter(data, options, projection, report).run();
}

}  // namespace mwendo
