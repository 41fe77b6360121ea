#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "network/sumo/distributions.h"
#include "network/sumo/flow.h"
#include "network/sumo/route_parts.h"
#include "network/sumo/routes.h"
#include "network/sumo/vclass.h"
#include "network/sumo/xml.h"

namespace mwendo {
namespace {

// What stands between <vehicle>, <trip> or <flow> and its end.
struct Pending {
  bool active = false;
  bool has_route = false;
  SumoTrip trip;
  sumo::Flow flow;
  bool is_flow = false;
  std::vector<SumoStop> stops;
};

class RouteHandler : public XmlHandler {
 public:
  RouteHandler(SumoDemand& demand, const SumoNet& net) : demand_(demand), net_(net) {
    for (const SumoVehicleType& t : demand.types) types_.add(t.name);
  }

  void start(const XmlElement& e) override {
    const std::string_view name = e.name();
    if (skipping_ > 0) {
      ++skipping_;
    } else if (name == "vehicle" || name == "trip" || name == "flow") {
      begin_vehicle(e);
    } else if (name == "route") {
      add_route(e);
    } else if (name == "vType") {
      add_type(e);
    } else if (name == "vTypeDistribution" || name == "routeDistribution") {
      begin_distribution(e);
    } else if (name == "person" || name == "container" || name == "personFlow" ||
               name == "containerFlow") {
      demand_.report.add(fmt::format("<{}> elements dropped", name), std::string(e.text("id", "")));
      skipping_ = 1;
    } else if (name == "stop") {
      add_stop(e);
    }
  }

  void end(std::string_view name) override {
    if (skipping_ > 0) {
      --skipping_;
    } else if (name == "vTypeDistribution" || name == "routeDistribution") {
      demand_.report.add("distributions reduced to their most probable member",
                         distributions_.end());
    } else if (pending_.active && (name == "vehicle" || name == "trip" || name == "flow")) {
      end_vehicle();
    }
  }

 private:
  // --- vehicle types ---
  void add_type(const XmlElement& e) {
    const SumoVehicleType t = sumo::read_type(e);
    const std::uint32_t id = types_.add(t.name);
    if (id < demand_.types.size())
      demand_.types[id] = t;
    else
      demand_.types.push_back(t);
    distributions_.offer(id, e.number("probability", 1));
  }

  std::uint32_t find_type(const XmlElement& e) {
    const std::string_view name = e.text("type", "DEFAULT_VEHTYPE");
    const std::uint32_t id = types_.find(name);
    if (id != NameIndex::kNone) return id;
    if (const std::uint32_t best = distributions_.find(name); best != NameIndex::kNone) return best;
    e.place().problem(fmt::format("vehicle type '{}' is not defined", name),
                      "a <vType> must come before the vehicles that use it");
    return 0;
  }

  // --- distributions ---
  void begin_distribution(const XmlElement& e) {
    distributions_.begin(e.text("id", ""));
    std::uint32_t chosen = NameIndex::kNone;
    const bool of_types = e.name() == "vTypeDistribution";
    for_each_word(e.text(of_types ? "vTypes" : "routes", ""), [&](std::string_view name) {
      if (chosen == NameIndex::kNone) chosen = of_types ? types_.find(name) : routes_.find(name);
    });
    if (chosen != NameIndex::kNone) distributions_.offer(chosen, 1);
  }

  // --- routes ---
  void add_route(const XmlElement& e) {
    const sumo::RouteSpan r = sumo::read_edges(e, net_, demand_.links, "edges", true);
    if (pending_.active && !distributions_.is_open()) {
      set_route(r);
      return;
    }
    const std::string id =
        e.has("id") ? std::string(e.text("id")) : fmt::format("!{}", routes_.size());
    const std::uint32_t number = routes_.add(id);
    if (number >= named_.size()) named_.resize(number + 1);
    named_[number] = r;
    distributions_.offer(number, e.number("probability", 1));
    if (pending_.active && distributions_.best() == number) set_route(r);
  }

  void set_route(const sumo::RouteSpan& r) {
    pending_.trip.first_link = r.first;
    pending_.trip.links = r.links;
    pending_.has_route = true;
  }

  // A stop inside <vehicle>, <trip> or <flow> belongs to it, inside a named <route> to that.
  void add_stop(const XmlElement& e) {
    SumoStop stop;
    if (!sumo::read_stop(e, net_, stop, demand_.report)) return;
    if (pending_.active)
      pending_.stops.push_back(stop);
    else
      demand_.report.add("stops of named routes dropped");
  }

  // --- vehicles ---
  void begin_vehicle(const XmlElement& e) {
    pending_ = {};
    pending_.active = true;
    place_ = &e.place();
    pending_.trip.name = e.text("id");
    pending_.trip.type = find_type(e);
    pending_.is_flow = e.name() == "flow";
    if (pending_.is_flow) {
      pending_.flow = sumo::read_flow(e, pending_.trip.name);
    } else {
      const std::string_view depart = e.text("depart");
      if (!sumo::starts_with_digit(depart)) {
        drop_without_time(e, depart);
        return;
      }
      pending_.trip.depart_s = static_cast<float>(e.time("depart", 0));
    }
    if (e.has("route"))
      use_named_route(e);
    else if (e.has("from") && e.has("to"))
      read_ends(e);
  }

  // SUMO's words for "when something else happens"; any other word is a mistake.
  void drop_without_time(const XmlElement& e, std::string_view depart) {
    constexpr std::array<std::string_view, 5> kWords = {"triggered", "containerTriggered", "split",
                                                        "begin", "now"};
    if (std::find(kWords.begin(), kWords.end(), depart) != kWords.end())
      demand_.report.add("vehicles without a departure time dropped", pending_.trip.name);
    else if (e.has("depart"))
      e.place().problem(fmt::format("'depart' of <{}> is '{}'", e.name(), depart),
                        "a time in seconds or h:m:s is needed");
    pending_.active = false;
    skipping_ = 1;
  }

  void use_named_route(const XmlElement& e) {
    const std::string_view id = e.text("route");
    std::uint32_t number = routes_.find(id);
    if (const std::uint32_t best = distributions_.find(id); best != NameIndex::kNone) number = best;
    if (number == NameIndex::kNone)
      e.place().problem(fmt::format("route '{}' is not defined", id),
                        "a <route> must come before the vehicles that use it");
    else
      set_route(named_[number]);
  }

  void read_ends(const XmlElement& e) {
    sumo::RouteSpan r = sumo::read_edges(e, net_, demand_.links, "from");
    if (e.has("via")) r.links += sumo::read_edges(e, net_, demand_.links, "via").links;
    r.links += sumo::read_edges(e, net_, demand_.links, "to").links;
    set_route(r);
    pending_.trip.routed = false;
    if (r.links == 2 && demand_.links[r.first] == demand_.links[r.first + 1]) {
      pending_.trip.links = 1;
      pending_.trip.routed = true;
    }
  }

  void end_vehicle() {
    pending_.active = false;
    if (!pending_.has_route) {
      demand_.report.add("vehicles without a route dropped", pending_.trip.name);
      return;
    }
    check_turns();
    pending_.trip.first_stop = static_cast<std::uint32_t>(demand_.stops.size());
    pending_.trip.stops = static_cast<std::uint32_t>(pending_.stops.size());
    demand_.stops.insert(demand_.stops.end(), pending_.stops.begin(), pending_.stops.end());
    if (pending_.is_flow)
      expand_flow();
    else
      demand_.trips.push_back(std::move(pending_.trip));
  }

  // A route may lead over no connection that is closed to its vehicles.
  void check_turns() {
    if (!pending_.trip.routed || net_.net.connection_permissions.empty()) return;
    const std::string& name = demand_.types[pending_.trip.type].vehicle_class;
    Permissions who = permission_of_sumo_class(name);
    if (who == 0) who = kCar;
    const auto route = demand_.route_of(pending_.trip);
    for (std::size_t i = 0; i + 1 < route.size(); ++i)
      if (!sumo::leads(net_.net, route[i], route[i + 1], who))
        place_->problem(fmt::format("'{}' is of class '{}': no connection from edge '{}' to '{}'",
                                    pending_.trip.name, name, net_.edge_of(route[i]),
                                    net_.edge_of(route[i + 1])),
                        "the connection is closed to the class; give another route");
  }

  void expand_flow() {
    std::size_t count = 0;
    sumo::for_each_departure(pending_.flow, draws_, [&](double time) {
      SumoTrip t = pending_.trip;
      t.name = fmt::format("{}.{}", pending_.trip.name, count++);
      t.depart_s = static_cast<float>(time);
      demand_.trips.push_back(std::move(t));
    });
  }

  SumoDemand& demand_;
  const SumoNet& net_;
  NameIndex types_;
  NameIndex routes_;
  std::vector<sumo::RouteSpan> named_;
  sumo::Distributions distributions_;
  Pending pending_;
  const XmlPlace* place_ = nullptr;
  std::uint64_t draws_ = 0;
  int skipping_ = 0;
};

}  // namespace

SumoDemand read_sumo_routes(std::span<const std::filesystem::path> files, const SumoNet& net) {
  SumoDemand demand;
  demand.types.push_back(sumo_type_defaults("passenger"));
  demand.types.back().name = "DEFAULT_VEHTYPE";
  RouteHandler handler(demand, net);
  for (const auto& file : files) read_xml(file, handler);
  std::stable_sort(demand.trips.begin(), demand.trips.end(),
                   [](const SumoTrip& a, const SumoTrip& b) { return a.depart_s < b.depart_s; });
  return demand;
}

SumoDemand read_sumo_routes(const std::filesystem::path& file, const SumoNet& net) {
  return read_sumo_routes(std::span(&file, 1), net);
}

}  // namespace mwendo
