#include "scenarios/measures/brt_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "scenarios/cities/corridors.h"
#include "scenarios/measures/competing_lines.h"
#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_selection.h"

namespace mwendo {
namespace {

constexpr double kStationReach = 300;
constexpr double kSamePlatform = 40;           // m along a link
constexpr double kLeastApart = 80;             // m between stations
constexpr Permissions kBusways = kBus | kBrt;  // streets of buses, tracks of BRT alone

struct StationPlan {
  std::string name;
  Point position;
};

// What the measure and the corridor say together.
struct Plan {
  std::string name;
  std::vector<StationPlan> stations;
  float peak_headway_s = 0;
  float offpeak_headway_s = 0;
  std::uint16_t capacity = 0;
  std::vector<std::string> assumed;
};

// A station on the way: which link, how far along it.
struct Platform {
  std::size_t index = 0;  // into the links of the way
  double at_m = 0;
  std::string name;
};

class BrtBuilder {
 public:
  BrtBuilder(const CityWorld& base, const BrtCorridorMeasure& m, Problems& problems)
      : base_(base), m_(m), problems_(problems), before_(problems.all().size()) {}

  CityWorld build() {
    check_figures();
    const ThereAndBack way = find_course();
    check_stations();
    if (failed()) return base_;
    place_default_stations(way.there);
    const auto there = platforms(way.there, plan_.stations);
    if (failed()) return base_;
    std::vector<StationPlan> reversed(plan_.stations.rbegin(), plan_.stations.rend());
    const auto back = platforms(way.back, reversed);
    if (failed()) return base_;
    CityWorld world = base_;
    rebuild_streets(world, way, there, back);
    set_priority(world.network, way);
    treat_competitors(world, way);
    add_lines(world, way, there, back);
    note(world);
    return world;
  }

 private:
  bool failed() const { return problems_.all().size() > before_; }

  void fail(std::string what, std::string to_do) {
    problems_.add({.file = {},
                   .what = "BRT corridor " + title() + ": " + std::move(what),
                   .what_to_do = std::move(to_do)});
  }

  std::string title() const {
    if (!plan_.name.empty()) return plan_.name;
    return !m_.name.empty() ? m_.name : m_.corridor;
  }

  void check_figures() {
    if (m_.peak_headway_s < 0 || m_.offpeak_headway_s < 0) {
      fail("a headway is negative", "give seconds above 0");
    }
    if (m_.corridor.empty() == m_.waypoints.empty()) {
      fail("give either a corridor or waypoints", "remove one of the two, or add one");
    }
    if (m_.station_spacing_m < 200) {
      fail(fmt::format("station spacing of {} m", m_.station_spacing_m), "use 200 m or more");
    }
    if (m_.overlap <= 0 || m_.overlap > 1) fail("overlap outside (0, 1]", "use a share");
  }

  void check_stations() {
    for (std::size_t i = 1; i < plan_.stations.size(); ++i) {
      const StationPlan& a = plan_.stations[i - 1];
      const StationPlan& b = plan_.stations[i];
      const double apart = distance(a.position, b.position);
      if (apart < kLeastApart)
        fail(fmt::format("stations '{}' and '{}' are {:.0f} m apart", a.name, b.name, apart),
             fmt::format("give stations at least {:.0f} m apart", kLeastApart));
    }
  }

  ThereAndBack find_course() {
    plan_.name = m_.name.empty() ? "BRT" : m_.name;
    if (failed()) return {};
    const auto points = to_metres(base_, m_.stations, problems_);
    if (points.size() != m_.stations.size()) return {};
    for (std::size_t i = 0; i < points.size(); ++i) {
      plan_.stations.push_back({m_.stations[i].name, points[i]});
    }
    if (m_.corridor.empty()) {
      set_service(nullptr);
      return follow_waypoints(base_, m_.waypoints, kBusways, problems_, "BRT corridor " + title());
    }
    const auto corridor = find_corridor(base_.figures.name, m_.corridor, problems_);
    if (!corridor) return {};
    if (corridor->rail) {
      fail("this is a light rail line", "use a BRT corridor");
      return {};
    }
    set_service(&*corridor);
    return follow_line(base_, corridor->geometry, kBusways, problems_, "BRT corridor " + title());
  }

  void set_service(const BrtCorridor* c) {
    const BrtCorridor defaults;
    const BrtCorridor& from = c != nullptr ? *c : defaults;
    if (c != nullptr) {
      if (m_.name.empty()) plan_.name = c->name;
      if (plan_.stations.empty()) {
        for (const CorridorStation& s : c->stations) plan_.stations.push_back({s.name, s.position});
      }
      plan_.assumed = c->assumed;
    } else {
      plan_.assumed = {"headway", "vehicle capacity"};
    }
    plan_.peak_headway_s = m_.peak_headway_s > 0 ? m_.peak_headway_s : from.peak_headway_s;
    plan_.offpeak_headway_s =
        m_.offpeak_headway_s > 0 ? m_.offpeak_headway_s : 2 * plan_.peak_headway_s;
    const std::uint16_t usual = usual_brt_capacity(m_.articulated);
    plan_.capacity = c != nullptr && m_.articulated ? c->capacity : usual;
    if (m_.capacity > 0) plan_.capacity = m_.capacity;
  }

  // Stations at even spacing where none are named.
  void place_default_stations(const conflate::LinkMatch& way) {
    if (!plan_.stations.empty()) return;
    const conflate::Line line = conflate::line_along(conflate::LinkShapes(base_.network), way);
    const double length = conflate::length_of(line);
    const int parts = std::max(1, static_cast<int>(std::lround(length / m_.station_spacing_m)));
    for (int k = 0; k <= parts; ++k) {
      plan_.stations.push_back({fmt::format("{} {}", plan_.name, k + 1),
                                conflate::point_along(line, length * k / parts)});
    }
    plan_.assumed.push_back("stations");
  }

  // Stations on the links of the way, in order.
  std::vector<Platform> platforms(const conflate::LinkMatch& way,
                                  const std::vector<StationPlan>& stations) {
    std::vector<Platform> found;
    const Network& net = base_.network;
    for (const StationPlan& s : stations) {
      const std::size_t first = found.empty() ? 0 : found.back().index;
      double nearest = kStationReach;
      std::optional<Platform> best;
      for (std::size_t i = first; i < way.path.size(); ++i) {
        const NearLink near = nearest_on(net, way.path[i], s.position);
        if (near.distance_m >= nearest - 1e-6) continue;
        const double length = static_cast<double>(net.link.length_m[way.path[i]]);
        const double margin = std::min(40.0, length / 3);
        const double at = std::clamp(near.position_m, margin, length - margin);
        if (!found.empty() && found.back().index == i && at < found.back().at_m + kLeastApart)
          continue;
        nearest = near.distance_m;
        best = Platform{i, at, s.name};
      }
      if (best) {
        found.push_back(*best);
      } else {
        fail(fmt::format("station '{}' is not on the way after the station before it", s.name),
             "move it within 300 m of the corridor and list stations in order");
      }
    }
    if (found.size() < 2) fail("fewer than two stations", "give at least two");
    return found;
  }

  template <class F>
  void for_links(const conflate::LinkMatch& way, const std::vector<Platform>& at, F&& f) const {
    for (std::size_t i = at.front().index; i <= at.back().index; ++i) f(way.path[i]);
  }

  void rebuild_streets(CityWorld& world, const ThereAndBack& way,
                       const std::vector<Platform>& there, const std::vector<Platform>& back) {
    NetworkEdit edit(base_.network);
    Column<LinkId, char> done(base_.network.links().size(), 0);
    const auto add_lane = [&](LinkId l) {
      if (done[l] != 0) return;
      done[l] = 1;
      auto& lanes = edit.link(l).lane_specs;
      const bool has_one = std::any_of(lanes.begin(), lanes.end(), [](const LaneSpec& s) {
        return (s.permissions & kBrt) != 0;
      });
      if (has_one) return;
      busway_m_ += static_cast<double>(base_.network.link.length_m[l]);
      if (m_.lanes_from == LanesFrom::added) {
        lanes.push_back({kBrt, kNewLaneWidth});
      } else if (general_lanes(edit.link(l)) >= 2) {
        lanes.back() = {kBrt, kNewLaneWidth};
      } else {
        mixed_m_ += static_cast<double>(base_.network.link.length_m[l]);
      }
    };
    for_links(way.there, there, add_lane);
    for_links(way.back, back, add_lane);
    if (m_.walking_access_m > 0) add_sidewalks(edit);
    world.network = edit.build();
  }

  void add_sidewalks(NetworkEdit& edit) const {
    const LinkIndex index(base_.network);
    for (const StationPlan& s : plan_.stations) {
      for (const NearLink& near : index.within(s.position, m_.walking_access_m)) {
        LinkSpec& link = edit.link(near.link);
        if (link.road_class == RoadClass::motorway) continue;
        if (link.footway <= Footway::informal) link.footway = Footway::sidewalk;
      }
    }
  }

  void set_priority(Network& net, const ThereAndBack& way) {
    if (!m_.signal_priority) return;
    for (const conflate::LinkMatch* match : {&way.there, &way.back}) {
      for (const LinkId l : match->path) {
        const std::uint32_t plan = net.node.signal_plan[net.link.to[l]];
        if (plan == kNoSignalPlan || net.signal_plans[plan].bus_priority) continue;
        net.signal_plans[plan].bus_priority = true;
        ++priority_signals_;
      }
    }
  }

  void treat_competitors(CityWorld& world, const ThereAndBack& way) {
    if (m_.competing == Competing::unchanged) return;
    std::vector<LinkId> links = way.there.path;
    links.insert(links.end(), way.back.path.begin(), way.back.path.end());
    const auto on = link_flags(base_.network, links);
    const TransitSupply& old = base_.transit;
    SupplyCopy copy = copy_lines(old, [&](LineId l, LineDraft& draft) {
      const Mode mode = old.line.mode[l];
      if (mode != Mode::minibus && mode != Mode::bus) return true;
      if (overlap_share_both_ways(base_.network, old, l, on) < m_.overlap) return true;
      if (m_.competing == Competing::shortened && shortens_both_ways(base_.network, old, l, on)) {
        if (auto feeder = shortened(base_.network, old, l, on)) {
          draft = std::move(*feeder);
          ++shortened_;
          return true;
        }
      }
      ++withdrawn_;
      return false;
    });
    world.transit = std::move(copy.supply);
  }

  float usual_fare(float asked, const Column<LineId, float>& fares) const {
    if (asked >= 0) return asked;
    for (const Mode mode : {Mode::minibus, Mode::bus}) {
      for (const LineId l : base_.transit.lines()) {
        if (base_.transit.line.mode[l] == mode) return fares[l];
      }
    }
    return 0;
  }

  void add_lines(CityWorld& world, const ThereAndBack& way, const std::vector<Platform>& there,
                 const std::vector<Platform>& back) {
    LineDraft line;
    line.name = plan_.name;
    line.mode = Mode::brt;
    line.vehicle = m_.articulated ? VehicleClass::articulated_bus : VehicleClass::bus;
    line.capacity = plan_.capacity;
    line.peak_headway_s = plan_.peak_headway_s;
    line.offpeak_headway_s = plan_.offpeak_headway_s;
    line.first_departure_s = 5 * 3600;
    line.last_departure_s = 23 * 3600;
    line.powertrain = m_.powertrain;
    line.fare = usual_fare(m_.fare, base_.transit.line.fare);
    line.fare_per_km = usual_fare(m_.fare_per_km, base_.transit.line.fare_per_km);
    line.dwell = dwell_of({.count = doors(), .level = m_.level_boarding, .prepaid = m_.prepaid});
    line.assumed_headway = m_.peak_headway_s > 0 ? 0 : 1;
    const LineId first = add_line(world, line, way.there, there);
    const LineId second = add_line(world, line, way.back, back);
    world.transit.line.opposite[first] = second;
    world.transit.line.opposite[second] = first;
  }

  [[nodiscard]] int doors() const {
    if (m_.doors > 0) return m_.doors;
    return m_.articulated ? 3 : 2;
  }

  LineId add_line(CityWorld& world, LineDraft line, const conflate::LinkMatch& way,
                  const std::vector<Platform>& at) {
    const Network& net = world.network;
    line.description = at.front().name + " - " + at.back().name;
    const std::size_t from = at.front().index;
    line.path = {way.path.begin() + static_cast<std::ptrdiff_t>(from),
                 way.path.begin() + static_cast<std::ptrdiff_t>(at.back().index) + 1};
    for (const Platform& p : at) {
      const StopId stop = station(world.transit, net, way.path[p.index], p);
      line.stops.push_back({stop, static_cast<std::uint32_t>(p.index - from)});
    }
    return append(world.transit, line);
  }

  // Lines that call at one place of a link share its station.
  StopId station(TransitSupply& supply, const Network& net, LinkId link, const Platform& p) const {
    for (const StopId s : supply.stops())
      if (supply.stop.link[s] == link && supply.stop.kind[s] == StopKind::brt_station &&
          std::abs(static_cast<double>(supply.stop.position_m[s]) - p.at_m) < kSamePlatform)
        return s;
    const bool nearer_start = p.at_m < static_cast<double>(net.link.length_m[link]) / 2;
    StopDraft stop;
    stop.name = p.name;
    stop.position = point_at(net, link, p.at_m).position;
    stop.link = link;
    stop.position_m = static_cast<float>(p.at_m);
    stop.access_node = nearer_start ? net.link.from[link] : net.link.to[link];
    stop.kind = StopKind::brt_station;
    stop.docking_bays = std::max<std::uint8_t>(m_.docking_bays, 1);
    stop.passing_lane = m_.passing_lanes ? 1 : 0;
    return append(supply, stop);
  }

  void note(CityWorld& world) const {
    const std::string subject = "BRT line " + title();
    auto& notes = world.assumptions;
    for (const std::string& what : plan_.assumed) {
      notes.push_back({subject, "Assumed: " + what + ".", 1, "assumption"});
    }
    notes.push_back({subject,
                     m_.lanes_from == LanesFrom::added
                         ? "The street is widened by a median lane in each direction (m of lane)."
                         : "A lane of general traffic is taken in each direction (m of lane).",
                     busway_m_ - mixed_m_, "scenario"});
    if (mixed_m_ > 0) {
      notes.push_back({subject, "Metres of one-lane streets where BRT runs in mixed traffic.",
                       mixed_m_, "derived"});
    }
    notes.push_back({subject, "Signals with priority for BRT.",
                     static_cast<double>(priority_signals_), "scenario"});
    notes.push_back({subject, "Lines withdrawn, both directions counted.",
                     static_cast<double>(withdrawn_), "scenario"});
    notes.push_back({subject, "Lines shortened to feeders, both directions counted.",
                     static_cast<double>(shortened_), "scenario"});
  }

  const CityWorld& base_;
  const BrtCorridorMeasure& m_;
  Problems& problems_;
  std::size_t before_;
  Plan plan_;
  double busway_m_ = 0;
  double mixed_m_ = 0;
  int priority_signals_ = 0;
  int withdrawn_ = 0;
  int shortened_ = 0;
};

}  // namespace

CityWorld with_brt(const CityWorld& base, const BrtCorridorMeasure& m, Problems& problems) {
  return BrtBuilder(base, m, problems).build();
}

}  // namespace mwendo
