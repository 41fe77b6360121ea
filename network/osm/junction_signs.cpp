// Signals and signs that stand before their junction.
#include <algorithm>
#include <optional>

#include "network/osm/street_pieces.h"

namespace mwendo {
namespace {

constexpr double kReach = 40;  // metres between a stop line or a sign and its junction

struct Found {
  std::uint32_t spot = 0;
  double metres = 0;
  std::uint32_t arriving = 0;  // directed piece
};

// The first junction on the way from a spot along a piece, if it is near.
std::optional<Found> junction_ahead(const StreetPieces& s, std::uint32_t spot, std::uint32_t p) {
  double metres = 0;
  while (true) {
    const StreetPiece& piece = s.pieces[p];
    const std::uint32_t direction = piece.a == spot ? 0U : 1U;
    if (!piece.open(direction)) return std::nullopt;  // against the traffic
    metres += piece.length();
    if (metres > kReach) return std::nullopt;
    spot = piece.other(spot);
    if (s.at[spot].size() > 2) return Found{spot, metres, 2 * p + direction};
    if (s.at[spot].size() < 2) return std::nullopt;
    p = s.at[spot][0] == p ? s.at[spot][1] : s.at[spot][0];
  }
}

class Signs {
 public:
  Signs(StreetPieces& streets, BuildReport& report) : s_(streets), report_(report) {}

  void run() {
    for (std::uint32_t spot = 0; spot < s_.spots.size(); ++spot) {
      if (s_.spots[spot].sign == OsmSign::none) continue;
      if (s_.at[spot].size() > 2)
        on_junction(spot);
      else
        before_junction(spot);
      s_.spots[spot].sign = OsmSign::none;
    }
  }

 private:
  [[nodiscard]] std::string name(std::uint32_t spot) const {
    return "node " + std::to_string(s_.spots[spot].osm_id);
  }

  // A sign on the junction itself does not say for whom, but all-way stops and stop=minor do.
  void on_junction(std::uint32_t spot) {
    const OsmSign sign = s_.spots[spot].sign;
    if (sign == OsmSign::all_way_stop)
      s_.spots[spot].all_way_stop = true;
    else
      report_.add(sign == OsmSign::minor_stop
                      ? "signs for the minor streets of a junction: minor by class"
                      : "signs on a junction that do not say for whom, not used",
                  name(spot));
  }

  void before_junction(std::uint32_t spot) {
    std::vector<Found> ahead;
    for (const std::uint32_t p : s_.at[spot])
      if (const auto found = junction_ahead(s_, spot, p); found && faces(spot, p))
        ahead.push_back(*found);
    if (s_.spots[spot].facing != OsmFacing::both && ahead.size() > 1)
      ahead = {*std::min_element(ahead.begin(), ahead.end(), [](const Found& a, const Found& b) {
        return a.metres < b.metres;
      })};
    if (ahead.empty())
      report_.add("signs without a junction within 40 m, not used", name(spot));
    else
      report_.add("signs to give way or stop");
    for (const Found& f : ahead)
      s_.pieces[f.arriving / 2].sign[f.arriving % 2] = s_.spots[spot].sign;
  }

  // Pieces still run along their way. Where two ways meet it is not known which one is meant.
  [[nodiscard]] bool faces(std::uint32_t spot, std::uint32_t p) const {
    const OsmFacing facing = s_.spots[spot].facing;
    if (facing != OsmFacing::forward && facing != OsmFacing::backward) return true;
    const auto along = [&](std::uint32_t q) { return s_.pieces[q].a == spot; };
    std::size_t alike = 0;
    for (const std::uint32_t q : s_.at[spot]) alike += along(q) == along(p) ? 1U : 0U;
    return alike != 1 || along(p) == (facing == OsmFacing::forward);
  }

  StreetPieces& s_;
  BuildReport& report_;
};

// Directed pieces by which vehicles arrive at a spot.
std::vector<std::uint32_t> arriving(const StreetPieces& s, std::uint32_t spot) {
  std::vector<std::uint32_t> found;
  for (const std::uint32_t p : s.at[spot])
    for (const std::uint32_t d : {2 * p, 2 * p + 1})
      if (s.end_of(d) == spot && s.open(d)) found.push_back(d);
  return found;
}

void settle(StreetPieces& s, std::uint32_t spot, BuildReport& report) {
  const auto in = arriving(s, spot);
  const auto sign = [&](std::uint32_t d) -> OsmSign& { return s.pieces[d / 2].sign[d % 2]; };
  const auto any = [&](OsmSign kind) {
    return std::any_of(in.begin(), in.end(), [&](std::uint32_t d) { return sign(d) == kind; });
  };
  const bool all = in.size() > 1 && !any(OsmSign::none);
  const bool all_stop = all && !any(OsmSign::give_way);
  if (any(OsmSign::all_way_stop) || all_stop) s.spots[spot].all_way_stop = true;
  if (all && !all_stop)
    report.add("junctions where all give way: signs not used",
               "node " + std::to_string(s.spots[spot].osm_id));
  if (s.spots[spot].all_way_stop || all)
    for (const std::uint32_t d : in) sign(d) = OsmSign::none;
}

}  // namespace

void move_signals(StreetPieces& streets, BuildReport& report) {
  streets.index();
  for (std::uint32_t spot = 0; spot < streets.spots.size(); ++spot) {
    if (!streets.spots[spot].signal || streets.at[spot].size() > 2) continue;
    std::optional<Found> nearest;
    for (const std::uint32_t p : streets.at[spot]) {
      const auto found = junction_ahead(streets, spot, p);
      if (found && (!nearest || found->metres < nearest->metres)) nearest = found;
    }
    if (!nearest) continue;
    streets.spots[spot].signal = false;
    streets.spots[nearest->spot].signal = true;
    report.add("signals moved from the stop line to the junction");
  }
}

void move_signs(StreetPieces& streets, BuildReport& report) { Signs(streets, report).run(); }

void settle_signs(StreetPieces& streets, BuildReport& report) {
  streets.index();
  for (std::uint32_t spot = 0; spot < streets.spots.size(); ++spot)
    if (streets.at[spot].size() > 1) settle(streets, spot, report);
}

}  // namespace mwendo
