#include "scenarios/cities/line_maker.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace mwendo {

double LineMaker::leg_length(const LinkPath& m, std::size_t i) const {
  return static_cast<double>(city_.network.link.length_m[m.links[i]]);
}

// Every place the way passes, once, in order. The way reaches a little beyond its ends.
std::vector<Visit> LineMaker::visits_along(const LinkPath& m) const {
  constexpr double kBeyond = 60;
  std::vector<Visit> visits;
  std::set<std::uint32_t> seen;
  double walked = 0;
  for (std::size_t i = 0; i < m.links.size(); ++i) {
    const double length = leg_length(m, i);
    for (const PlaceOnLink& p : places_.on_link(m.links[i])) {
      if (i == 0 && p.along_m < m.start_m - kBeyond) continue;
      if (i + 1 == m.links.size() && p.along_m > m.end_m + kBeyond) continue;
      if (seen.insert(p.place).second)
        visits.push_back({p.place, i, p.along_m, walked + p.along_m});
    }
    walked += length;
  }
  return visits;
}

Visit LineMaker::visit_at(const LinkPath& m, double travelled_m) const {
  double walked = 0;
  std::size_t i = 0;
  while (i + 1 < m.links.size() && walked + leg_length(m, i) < travelled_m) {
    walked += leg_length(m, i++);
  }
  return {0, i, std::clamp(travelled_m - walked, 0.0, leg_length(m, i)), travelled_m};
}

Visit LineMaker::new_place(const LinkPath& m, double travelled_m, std::string name) {
  Visit v = visit_at(m, travelled_m);
  v.place = places_.add(m.links[v.leg], v.on_leg_m, std::move(name));
  return v;
}

void LineMaker::add_terminals(const LineWay& way, std::vector<Visit>& visits) {
  const LinkPath& m = *way.path;
  if (visits.empty() || visits.front().travelled_m > m.start_m + kTerminalReach) {
    visits.insert(visits.begin(), new_place(m, m.start_m, way.from));
    ++terminals_;
  }
  const double end = m.start_m + m.length_m;
  if (visits.back().travelled_m < end - kTerminalReach) {
    visits.push_back(new_place(m, end, way.to));
    ++terminals_;
  }
}

// Both terminals stay; between them no two stops are nearer than kMinSpacing.
std::vector<Visit> LineMaker::thinned(const std::vector<Visit>& visits) {
  std::vector<Visit> kept{visits.front()};
  for (std::size_t i = 1; i + 1 < visits.size(); ++i) {
    const bool far = visits[i].travelled_m - kept.back().travelled_m >= kMinSpacing &&
                     visits.back().travelled_m - visits[i].travelled_m >= kMinSpacing;
    if (far) kept.push_back(visits[i]);
  }
  if (visits.back().travelled_m > kept.back().travelled_m + 30) kept.push_back(visits.back());
  return kept;
}

void LineMaker::fill_gaps(const LineWay& way, std::vector<Visit>& visits) {
  std::vector<Visit> full{visits.front()};
  for (std::size_t i = 1; i < visits.size(); ++i) {
    const double from = visits[i - 1].travelled_m;
    const double gap = visits[i].travelled_m - from;
    const int parts = static_cast<int>(std::ceil(gap / way.longest_gap_m));
    for (int k = 1; k < parts; ++k) {
      full.push_back(new_place(*way.path, from + gap * k / parts, "on demand"));
      ++gaps_;
    }
    full.push_back(visits[i]);
  }
  visits = std::move(full);
}

StopId LineMaker::stop_at(const LinkPath& m, const Visit& visit) {
  const LinkId link = m.links[visit.leg];
  const auto known = stops_.find({visit.place, link});
  if (known != stops_.end()) return known->second;
  const Network& net = city_.network;
  const double length = static_cast<double>(net.link.length_m[link]);
  const double margin = std::min(20.0, length / 3);
  const double at = std::clamp(visit.on_leg_m, margin, length - margin);
  const PointOnLink place = point_at(net, link, at);
  const RoadClass c = net.link.road_class[link];
  StopDraft stop;
  stop.name = places_.places()[visit.place].name;
  stop.position = place.position;
  stop.link = link;
  stop.position_m = static_cast<float>(at);
  stop.access_node = (at < length / 2 ? net.link.from : net.link.to)[link];
  // Minibuses stop on the shoulder or, in the centre, in the kerb lane where there is another one.
  const bool in_lane =
      c > RoadClass::primary && city_.in_centre(stop.position) && net.lanes_of(link).size() > 1;
  stop.kind = in_lane ? StopKind::kerb : StopKind::bay;
  stop.docking_bays = stop.kind == StopKind::bay ? 4 : 2;
  stop.passing_lane = stop.kind == StopKind::bay ? 1 : 0;
  const StopId id = append(supply_, stop);
  stops_[{visit.place, link}] = id;
  return id;
}

// Lines end in a yard beside the street.
void LineMaker::make_terminal(StopId stop) {
  constexpr std::uint8_t kYardBays = 20;
  supply_.stop.kind[stop] = StopKind::bay;
  supply_.stop.passing_lane[stop] = 1;
  supply_.stop.docking_bays[stop] = kYardBays;
}

std::optional<LineId> LineMaker::add(const LineWay& way, LineDraft draft) {
  const LinkPath& m = *way.path;
  auto visits = visits_along(m);
  add_terminals(way, visits);
  visits = thinned(visits);
  if (visits.size() < 2) return std::nullopt;
  fill_gaps(way, visits);
  return add_at(m, visits, std::move(draft));
}

std::optional<LineId> LineMaker::add_at(const LinkPath& m, const std::vector<Visit>& visits,
                                        LineDraft draft) {
  if (visits.size() < 2) return std::nullopt;
  const std::size_t first = visits.front().leg;
  draft.path.assign(m.links.begin() + static_cast<std::ptrdiff_t>(first),
                    m.links.begin() + static_cast<std::ptrdiff_t>(visits.back().leg) + 1);
  draft.stops.clear();
  for (const Visit& v : visits) {
    const std::size_t index = v.leg - first;
    const StopId stop = stop_at(m, v);
    const bool after =
        draft.stops.empty() || draft.stops.back().path_index < index ||
        supply_.stop.position_m[stop] > supply_.stop.position_m[draft.stops.back().stop];
    if (after) draft.stops.push_back({stop, static_cast<std::uint32_t>(index)});
  }
  if (draft.stops.size() < 2) return std::nullopt;
  draft.path.resize(draft.stops.back().path_index + 1);
  for (const LineStop& end : {draft.stops.front(), draft.stops.back()}) make_terminal(end.stop);
  return append(supply_, draft);
}

}  // namespace mwendo
