#include "scenarios/measures/brt_builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "network/walking/active_graph.h"
#include "scenarios/cities/corridors.h"
#include "scenarios/measures/brt_lines.h"
#include "scenarios/measures/competing_lines.h"
#include "scenarios/measures/fleet_check.h"
#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_selection.h"

namespace mwendo {
namespace {

constexpr Permissions kBusways = kBus | kBrt;  // streets of buses, tracks of BRT alone

class BrtBuilder {
 public:
  BrtBuilder(const CityWorld& base, const BrtCorridorMeasure& m, Problems& problems)
      : base_(base), m_(m), problems_(problems), before_(problems.all().size()) {}

  CityWorld build() {
    check_figures();
    BrtCourse course;
    course.way = find_course();
    check_stations();
    if (failed()) return base_;
    place_default_stations(plan_, base_.network, course.way.there, m_.station_spacing_m);
    check_services(m_.services, station_names(), title(), problems_);
    if (failed()) return base_;
    place(course);
    if (failed()) return base_;
    CityWorld world = base_;
    rebuild_streets(world, course);
    set_priority(world.network, course.way);
    treat_competitors(world, course.way);
    add_brt_lines(world, base_.transit, m_, plan_, course);
    check_fleets(world, "BRT corridor " + title(), problems_);
    if (failed()) return base_;
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
    plan_ = plan_of(m_, nullptr);
    if (failed()) return {};
    const auto points = to_metres(base_, m_.stations, problems_);
    if (points.size() != m_.stations.size()) return {};
    if (m_.corridor.empty()) {
      name_stations(points);
      return follow_waypoints(base_, m_.waypoints, kBusways, problems_, "BRT corridor " + title());
    }
    const auto corridor = find_corridor(base_.figures.name, m_.corridor, problems_);
    if (!corridor) return {};
    if (corridor->rail) {
      fail("this is a light rail line", "use a BRT corridor");
      return {};
    }
    plan_ = plan_of(m_, &*corridor);
    name_stations(points);
    if (plan_.stations.empty())
      for (const CorridorStation& s : corridor->stations)
        plan_.stations.push_back({s.name, s.position});
    return follow_line(base_, corridor->geometry, kBusways, problems_, "BRT corridor " + title());
  }

  void name_stations(const std::vector<Point>& points) {
    for (std::size_t i = 0; i < points.size(); ++i)
      plan_.stations.push_back({m_.stations[i].name, points[i]});
  }

  [[nodiscard]] std::vector<std::string> station_names() const {
    std::vector<std::string> names;
    for (const StationPlan& s : plan_.stations) names.push_back(s.name);
    return names;
  }

  void place(BrtCourse& course) {
    const BrtFailure told = [&](std::string what, std::string to_do) {
      fail(std::move(what), std::move(to_do));
    };
    course.there = platforms(base_.network, course.way.there, plan_.stations, told);
    if (failed()) return;
    const std::vector<StationPlan> reversed(plan_.stations.rbegin(), plan_.stations.rend());
    course.back = platforms(base_.network, course.way.back, reversed, told);
  }

  template <class F>
  void for_links(const conflate::LinkMatch& way, const std::vector<Platform>& at, F&& f) const {
    for (std::size_t i = at.front().index; i <= at.back().index; ++i) f(way.path[i]);
  }

  void rebuild_streets(CityWorld& world, const BrtCourse& course) {
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
    for_links(course.way.there, course.there, add_lane);
    for_links(course.way.back, course.back, add_lane);
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
    if (m_.station_access != StationAccess::level)
      notes.push_back({subject, "Seconds of the way between kerb and platform, across two lanes.",
                       static_cast<double>(platform_walk_m(m_.station_access, 2 * kNewLaneWidth) /
                                           kWalkSpeedMps),
                       "assumption"});
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
  BrtPlan plan_;
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
