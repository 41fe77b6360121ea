#include "network/sumo/vehicle_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "network/sumo/stop_order.h"

namespace mwendo::sumo {
namespace {

constexpr std::size_t kMostTrips = 20'000'000;
// Draws for members of distributions lie apart from those of departures.
constexpr std::uint64_t kMemberDraws = std::uint64_t{1} << 62U;

constexpr std::array<std::string_view, 15> kReadOfVehicles = {
    "id",  "type",  "depart", "route",  "from",    "to",          "via",        "begin",
    "end", "color", "number", "period", "perHour", "vehsPerHour", "probability"};

// Where a trip begins or ends instead of an edge.
constexpr std::array<std::string_view, 8> kOtherEnds = {
    "fromTaz", "toTaz", "fromJunction", "toJunction", "fromXY", "toXY", "fromLonLat", "toLonLat"};

}  // namespace

void VehicleReader::count(const std::string& what) const {
  demand_.report.add(what, fmt::format("{} ({})", name_, at_.text()));
}

bool VehicleReader::begin(const XmlElement& e, const FlowInterval& around) {
  at_ = e.place().position();
  name_ = e.text("id");
  is_flow_ = e.name() == "flow";
  active_ = has_route_ = has_via_ = false;
  sound_ = true;
  ends_ = {};
  stops_.clear();
  unread_.check(e, kReadOfVehicles);
  type_ = fleet_.of_vehicle(e);
  active_ = take_name(e) && read_departure(e, around) && read_way(e);
  return active_;
}

bool VehicleReader::take_name(const XmlElement& e) {
  if (!e.has("id")) return false;
  if (name_.empty() || name_.find_first_of(kForbidden) != std::string::npos) {
    e.place().problem(fmt::format("'id' of <{}> is '{}'", e.name(), name_), kNamesOfSumo);
    return false;
  }
  NameIndex& names = is_flow_ ? flows_ : vehicles_;
  const std::size_t before = names.size();
  names.add(name_);
  if (names.size() > before) return true;
  e.place().problem(fmt::format("{} '{}' is there twice", is_flow_ ? "flow" : "vehicle", name_),
                    "rename one");
  return false;
}

// Instead of a time SUMO has words for "when something else happens".
bool VehicleReader::read_departure(const XmlElement& e, const FlowInterval& around) {
  if (is_flow_) {
    flow_ = read_flow(e, name_, around, demand_.report);
    return true;
  }
  const std::string_view depart = e.text("depart");
  if (starts_with_digit(depart)) {
    depart_s_ = read_time(e, "depart", 0);
    return true;
  }
  depart_s_ = 0;
  if (depart == "begin" || depart == "now") {
    count(fmt::format("departures at '{}', taken as 0 s", depart));
    return true;
  }
  if (depart == "triggered" || depart == "containerTriggered" || depart == "split")
    count(fmt::format("vehicles left out, as they wait for {} (depart \"{}\")",
                      depart == "split"       ? "another vehicle"
                      : depart == "triggered" ? "a person"
                                              : "a container",
                      depart));
  else if (e.has("depart"))
    e.place().problem(fmt::format("'depart' of <{}> is '{}'", e.name(), depart),
                      "a time in seconds or h:m:s is needed");
  return false;
}

// A route by name, or the ends of a way. A route may also stand inside the element.
bool VehicleReader::read_way(const XmlElement& e) {
  if (e.has("route")) {
    const Choice* c = book_.find(e.text("route"));
    if (c)
      take_route(*c);
    else
      e.place().problem(fmt::format("route '{}' is not defined", e.text("route")),
                        "a <route> must come before the vehicles that use it");
    return c != nullptr;
  }
  if (e.has("from")) {
    read_ends(e);
    return true;
  }
  for (const std::string_view other : kOtherEnds) {
    if (!e.has(other)) continue;
    count(fmt::format("trips left out, as they begin or end at a zone, junction or point ({})",
                      other));
    return false;
  }
  return true;
}

void VehicleReader::read_ends(const XmlElement& e) {
  const std::size_t problems = demand_.links.size();
  ends_ = read_edges(e, net_, demand_.links, "from");
  has_via_ = e.has("via");
  if (has_via_) ends_.links += read_edges(e, net_, demand_.links, "via").links;
  if (e.has("to")) ends_.links += read_edges(e, net_, demand_.links, "to").links;
  sound_ = demand_.links.size() > problems;
}

void VehicleReader::take_stop(const SumoStop& stop, const XmlElement& e) {
  const std::string_view index = e.text("index", "end");
  if (!starts_with_digit(index)) {
    if (index != "end" && index != "fit")
      e.place().problem(fmt::format("'index' of <stop> is '{}'", index),
                        "a number, end or fit is needed");
    stops_.push_back({stop, index == "fit"});
    return;
  }
  const double at = std::clamp(e.number("index"), 0.0, static_cast<double>(stops_.size()));
  stops_.insert(stops_.begin() + static_cast<std::ptrdiff_t>(at), {stop, false});
}

// Of the route, then its own. `until` counts from the departure where a route has a name, and from
// the start of a flow for its vehicles.
std::vector<SumoStop> VehicleReader::stops_of(const RouteRecord* route, double depart_s) const {
  std::vector<SumoStop> all;
  const auto add = [&](SumoStop stop, double shift) {
    if (stop.until_s >= 0) stop.until_s += static_cast<float>(shift);
    all.push_back(stop);
  };
  const double in_flow = is_flow_ ? depart_s - flow_.begin : 0;
  if (route)
    for (const SumoStop& s : route->stops) add(s, route->named ? depart_s : in_flow);
  for (const OwnStop& s : stops_) {
    add(s.stop, in_flow);
    if (!s.fits || !route) continue;
    const std::span<const LinkId> links(demand_.links.data() + route->span.first,
                                        route->span.links);
    for (auto last = all.end() - 1; last != all.begin() && !stop_order(links, all); --last)
      std::iter_swap(last, last - 1);
  }
  return all;
}

bool VehicleReader::use_route(SumoTrip& t, const RouteRecord& route, std::vector<SumoStop>& stops) {
  t.first_link = route.span.first;
  t.links = route.span.links;
  return stops.empty() || stop_order(demand_.route_of(t), stops).has_value();
}

// Without via the way leads past the stops, as in SUMO. With via they must lie on it.
void VehicleReader::use_ends(SumoTrip& t, const std::vector<SumoStop>& stops) {
  t.first_link = ends_.first;
  t.links = ends_.links;
  if (!stops.empty() && !has_via_) {
    std::vector<LinkId> stations = {demand_.links[ends_.first]};
    for (const SumoStop& s : stops) stations.push_back(s.link);
    stations.push_back(demand_.links[ends_.first + ends_.links - 1]);
    t.first_link = static_cast<std::uint32_t>(demand_.links.size());
    t.links = static_cast<std::uint32_t>(stations.size());
    demand_.links.insert(demand_.links.end(), stations.begin(), stations.end());
  }
  const auto way = demand_.route_of(t);
  t.routed = std::all_of(way.begin(), way.end(), [&](LinkId l) { return l == way.front(); });
  if (t.routed) t.links = 1;
}

void VehicleReader::add_trip(double depart_s, std::string name, const XmlPlace& place) {
  const auto share = [&] { return draw(kMemberDraws + member_draws_++); };
  SumoTrip t;
  t.name = std::move(name);
  t.depart_s = static_cast<float>(depart_s);
  t.type = fleet_.pick(type_, type_.distribution == NameIndex::kNone ? 0 : share());
  const RouteRecord* route =
      has_route_ ? &book_.at(route_, route_.distribution == NameIndex::kNone ? 0 : share())
                 : nullptr;
  std::vector<SumoStop> stops = stops_of(route, depart_s);
  if (!route) {
    use_ends(t, stops);
  } else if (!use_route(t, *route, stops)) {
    place.problem_at(at_,
                     fmt::format("stops of '{}' do not lie on its route in their order", name_),
                     "sort them along the route, or leave out those beside it");
    sound_ = false;
    return;
  }
  t.first_stop = static_cast<std::uint32_t>(demand_.stops.size());
  t.stops = static_cast<std::uint32_t>(stops.size());
  demand_.stops.insert(demand_.stops.end(), stops.begin(), stops.end());
  demand_.trips.push_back(std::move(t));
}

void VehicleReader::end(const XmlPlace& place) {
  if (!active_) return;
  active_ = false;
  if (!has_route_ && ends_.links == 0) {
    if (sound_)
      place.problem_at(at_, fmt::format("'{}' has no route", name_),
                       "give route, or from and to, or a <route> inside");
    return;
  }
  if (!is_flow_) {
    add_trip(depart_s_, name_, place);
    return;
  }
  std::size_t number = 0;
  for_each_departure(flow_, departure_draws_, [&](double time) {
    if (!sound_ || demand_.trips.size() >= kMostTrips) return;
    std::string name = fmt::format("{}.{}", name_, number++);
    const std::size_t before = vehicles_.size();
    vehicles_.add(name);
    if (vehicles_.size() == before)
      place.problem_at(at_, fmt::format("vehicle '{}' of the flow is there twice", name),
                       "rename the flow");
    else
      add_trip(time, std::move(name), place);
  });
  if (demand_.trips.size() >= kMostTrips)
    place.problem_at(at_, fmt::format("the routes have {} vehicles and more", kMostTrips),
                     "the rates of flows are too high");
}

}  // namespace mwendo::sumo
