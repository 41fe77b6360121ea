#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "network/sumo/routes.h"
#include "network/sumo/xml.h"

namespace mwendo {
namespace {

struct ClassRow {
  std::string_view name;
  float length, gap, width, accel, decel, max_speed, deviation;
  int seats;
};

constexpr std::array<ClassRow, 10> kClassRows = {{
    {"passenger", 5, 2.5F, 1.8F, 2.6F, 4.5F, 55.55F, 0.1F, 4},
    {"taxi", 5, 2.5F, 1.8F, 2.6F, 4.5F, 55.55F, 0.1F, 4},
    {"bicycle", 1.6F, 0.5F, 0.65F, 1.2F, 3, 5.56F, 0.1F, 1},
    {"moped", 2.1F, 2.5F, 0.8F, 1.1F, 7, 16.67F, 0.1F, 1},
    {"motorcycle", 2.2F, 2.5F, 0.9F, 6, 10, 55.55F, 0.1F, 1},
    {"truck", 7.1F, 2.5F, 2.4F, 1.3F, 4, 36.11F, 0.05F, 2},
    {"trailer", 16.5F, 2.5F, 2.55F, 1.1F, 4, 36.11F, 0.05F, 2},
    {"bus", 12, 2.5F, 2.5F, 1.2F, 4, 23.61F, 0.05F, 85},
    {"coach", 14, 2.5F, 2.6F, 2, 4, 27.78F, 0.05F, 70},
    {"delivery", 6.5F, 2.5F, 2.16F, 2.6F, 4.5F, 55.55F, 0.05F, 2},
}};

// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) as a function of a counter; in [0, 1).
double draw(std::uint64_t counter) {
  std::uint64_t z = (counter + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  z ^= z >> 31U;
  return static_cast<double>(z >> 11U) * 0x1.0p-53;
}

bool starts_with_digit(std::string_view text) {
  return !text.empty() && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9'));
}

constexpr double kMostOfFlow = 1e7;  // vehicles

struct NamedRoute {
  std::uint32_t first = 0;
  std::uint32_t links = 0;
};

struct Flow {
  double begin = 0, end = 3600, period = 0, probability = 0;
};

// What stands between <vehicle>, <trip> or <flow> and its end.
struct Pending {
  bool active = false;
  bool has_route = false;
  SumoTrip trip;
  Flow flow;
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
      end_distribution();
    } else if (pending_.active && (name == "vehicle" || name == "trip" || name == "flow")) {
      end_vehicle();
    }
  }

 private:
  // --- vehicle types ---
  void add_type(const XmlElement& e) {
    SumoVehicleType t = sumo_type_defaults(e.text("vClass", "passenger"));
    t.name = e.text("id");
    const auto read = [&](std::string_view key, float& value, double least, double most) {
      const double given = e.number(key, static_cast<double>(value));
      if (given >= least && given <= most)
        value = static_cast<float>(given);
      else
        e.place().problem(fmt::format("'{}' of <vType> is {}", key, given),
                          fmt::format("it must be between {} and {}", least, most));
    };
    read("length", t.length_m, 0.1, 100);
    read("minGap", t.gap_m, 0, 100);
    read("width", t.width_m, 0.1, 10);
    read("tau", t.tau_s, 0, 100);
    read("accel", t.accel_mps2, 0.01, 100);
    read("decel", t.decel_mps2, 0.01, 100);
    read("maxSpeed", t.max_speed_mps, 0.1, 1000);
    read("sigma", t.sigma, 0, 1);
    read("speedDev", t.speed_deviation, 0, 10);
    t.seats = static_cast<int>(e.number("personCapacity", t.seats));
    read_speed_factor(e, t);
    const std::uint32_t id = types_.add(t.name);
    if (id < demand_.types.size())
      demand_.types[id] = t;
    else
      demand_.types.push_back(t);
    offer(id, e.number("probability", 1));
  }

  // A number, "norm(mean, deviation)" or "normc(mean, deviation, least, most)".
  static void read_speed_factor(const XmlElement& e, SumoVehicleType& t) {
    const std::string_view text = e.text("speedFactor", "");
    if (!text.starts_with("norm")) {
      t.speed_factor = static_cast<float>(e.number("speedFactor", t.speed_factor));
      return;
    }
    const std::string inside(text.substr(std::min(text.find('(') + 1, text.size())));
    char* end = nullptr;
    t.speed_factor = std::strtof(inside.c_str(), &end);
    if (*end == ',') t.speed_deviation = std::strtof(end + 1, nullptr);
  }

  std::uint32_t find_type(const XmlElement& e) {
    const std::string_view name = e.text("type", "DEFAULT_VEHTYPE");
    const std::uint32_t id = types_.find(name);
    if (id != NameIndex::kNone) return id;
    if (const auto d = distributions_.find(std::string(name)); d != distributions_.end())
      return d->second;
    e.place().problem(fmt::format("vehicle type '{}' is not defined", name),
                      "a <vType> must come before the vehicles that use it");
    return 0;
  }

  // --- distributions ---
  void begin_distribution(const XmlElement& e) {
    distribution_ = e.text("id", "");
    best_ = {};
    std::uint32_t chosen = NameIndex::kNone;
    const bool of_types = e.name() == "vTypeDistribution";
    for_each_word(e.text(of_types ? "vTypes" : "routes", ""), [&](std::string_view name) {
      if (chosen == NameIndex::kNone) chosen = of_types ? types_.find(name) : routes_.find(name);
    });
    if (chosen != NameIndex::kNone) offer(chosen, 1);
  }
  void offer(std::uint32_t id, double probability) {
    if (!distribution_.empty() && probability > best_.second) best_ = {id, probability};
  }
  void end_distribution() {
    if (best_.second > 0) distributions_[distribution_] = best_.first;
    demand_.report.add("distributions reduced to their most probable member", distribution_);
    distribution_.clear();
  }

  // --- routes ---
  // The links of a list of edges, appended to the demand.
  NamedRoute read_edges(const XmlElement& e, std::string_view attribute, bool joined) {
    NamedRoute r{static_cast<std::uint32_t>(demand_.links.size()), 0};
    for_each_word(e.text(attribute), [&](std::string_view edge) {
      const LinkId l = net_.find_link(edge);
      if (!l.valid()) {
        e.place().problem(fmt::format("edge '{}' is not in the net", edge), "use the same net");
        return;
      }
      if (joined && r.links > 0 && !leads(demand_.links.back(), l))
        e.place().problem(fmt::format("no connection from edge '{}' to '{}'",
                                      net_.edge_of(demand_.links.back()), edge),
                          "routes must follow the connections of the net");
      demand_.links.push_back(l);
      ++r.links;
    });
    return r;
  }

  bool leads(LinkId from, LinkId to) const {
    for (const MovementId m : net_.net.movements_of(from))
      if (net_.net.movement.to[m] == to) return true;
    return false;
  }

  void add_route(const XmlElement& e) {
    const NamedRoute r = read_edges(e, "edges", true);
    if (pending_.active && distribution_.empty()) {
      set_route(r);
      return;
    }
    const std::string id =
        e.has("id") ? std::string(e.text("id")) : fmt::format("!{}", routes_.size());
    const std::uint32_t number = routes_.add(id);
    if (number >= named_.size()) named_.resize(number + 1);
    named_[number] = r;
    offer(number, e.number("probability", 1));
    if (pending_.active && best_.first == number) set_route(r);
  }

  void set_route(const NamedRoute& r) {
    pending_.trip.first_link = r.first;
    pending_.trip.links = r.links;
    pending_.has_route = true;
  }

  // --- stops ---
  // A stop inside <vehicle>, <trip> or <flow> belongs to it, inside a named <route> to that.
  void add_stop(const XmlElement& e) {
    const double seconds = e.has("duration") ? e.time("duration", 0) : 0;
    if (!(seconds > 0) || (!e.has("lane") && !e.has("edge"))) {
      demand_.report.add("stops without lane or duration dropped");
      return;
    }
    SumoStop stop;
    if (!find_place(e, stop)) return;
    const double length = static_cast<double>(net_.net.link.length_m[stop.link]);
    const double end = e.number("endPos", length);
    stop.position_m = static_cast<float>(std::clamp(end < 0 ? length + end : end, 0.0, length));
    stop.seconds = static_cast<float>(seconds);
    if (pending_.active)
      pending_.stops.push_back(stop);
    else
      demand_.report.add("stops of named routes dropped");
  }

  // Edge "e" or lane "e_1".
  bool find_place(const XmlElement& e, SumoStop& stop) {
    std::string_view edge = e.has("lane") ? e.text("lane") : e.text("edge");
    if (e.has("lane")) {
      const std::size_t cut = std::min(edge.rfind('_'), edge.size());
      std::from_chars(edge.data() + std::min(cut + 1, edge.size()), edge.data() + edge.size(),
                      stop.lane);
      edge = edge.substr(0, cut);
    }
    stop.link = net_.find_link(edge);
    if (stop.link.valid() && stop.lane < net_.net.lanes_of(stop.link).size()) return true;
    e.place().problem(fmt::format("a stop on '{}'", e.has("lane") ? e.text("lane") : edge),
                      "no such lane in the net");
    return false;
  }

  // --- vehicles ---
  void begin_vehicle(const XmlElement& e) {
    pending_ = {};
    pending_.active = true;
    pending_.trip.name = e.text("id");
    pending_.trip.type = find_type(e);
    pending_.is_flow = e.name() == "flow";
    if (pending_.is_flow) {
      read_flow(e);
    } else {
      const std::string_view depart = e.text("depart");
      if (!starts_with_digit(depart)) {
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
    if (const auto d = distributions_.find(std::string(id)); d != distributions_.end())
      number = d->second;
    if (number == NameIndex::kNone)
      e.place().problem(fmt::format("route '{}' is not defined", id),
                        "a <route> must come before the vehicles that use it");
    else
      set_route(named_[number]);
  }

  void read_ends(const XmlElement& e) {
    NamedRoute r = read_edges(e, "from", false);
    if (e.has("via")) r.links += read_edges(e, "via", false).links;
    r.links += read_edges(e, "to", false).links;
    set_route(r);
    pending_.trip.routed =
        r.links == 2 && leads(demand_.links[r.first], demand_.links[r.first + 1]);
    if (r.links == 2 && demand_.links[r.first] == demand_.links[r.first + 1]) {
      pending_.trip.links = 1;
      pending_.trip.routed = true;
    }
  }

  void read_flow(const XmlElement& e) {
    Flow& f = pending_.flow;
    f.begin = e.time("begin", 0);
    f.end = e.time("end", 86400);
    const double per_hour = e.number("vehsPerHour", e.number("perHour", 0));
    const double number = e.number("number", 0);
    if (const std::string_view period = e.text("period", ""); starts_with_digit(period))
      f.period = e.number("period");
    else if (!period.empty())
      e.place().problem(fmt::format("flow period '{}'", period), "a number of seconds is needed");
    if (per_hour > 0) f.period = 3600 / per_hour;
    if (number > 0 && f.period == 0) f.period = (f.end - f.begin) / number;
    if (number > 0) f.end = std::min(f.end, f.begin + (number - 0.5) * f.period);
    f.probability = e.number("probability", 0);
    if (!(f.period > 0) && !(f.probability > 0))
      e.place().problem(fmt::format("flow '{}' without a rate", pending_.trip.name),
                        "give period, vehsPerHour, number or probability");
    const double vehicles = f.period > 0 ? (f.end - f.begin) / f.period : f.end - f.begin;
    if (vehicles >= 0 && vehicles <= kMostOfFlow) return;
    e.place().problem(fmt::format("flow '{}' from {} to {} s", pending_.trip.name, f.begin, f.end),
                      vehicles < 0 ? "it ends before it begins" : "it has too many vehicles");
    f = {};
  }

  void end_vehicle() {
    pending_.active = false;
    if (!pending_.has_route) {
      demand_.report.add("vehicles without a route dropped", pending_.trip.name);
      return;
    }
    pending_.trip.first_stop = static_cast<std::uint32_t>(demand_.stops.size());
    pending_.trip.stops = static_cast<std::uint32_t>(pending_.stops.size());
    demand_.stops.insert(demand_.stops.end(), pending_.stops.begin(), pending_.stops.end());
    if (pending_.is_flow)
      expand_flow();
    else
      demand_.trips.push_back(std::move(pending_.trip));
  }

  void expand_flow() {
    const Flow& f = pending_.flow;
    const auto add = [&](double time) {
      SumoTrip t = pending_.trip;
      t.name = fmt::format("{}.{}", pending_.trip.name, flow_count_++);
      t.depart_s = static_cast<float>(time);
      demand_.trips.push_back(std::move(t));
    };
    flow_count_ = 0;
    if (f.period > 0) {
      const auto count = static_cast<std::size_t>(std::ceil((f.end - f.begin) / f.period));
      for (std::size_t i = 0; i < count; ++i) add(f.begin + static_cast<double>(i) * f.period);
      return;
    }
    for (double time = f.begin; f.probability > 0 && time < f.end; time += 1)
      if (draw(draws_++) < f.probability) add(time);
  }

  SumoDemand& demand_;
  const SumoNet& net_;
  NameIndex types_;
  NameIndex routes_;
  std::vector<NamedRoute> named_;
  std::map<std::string, std::uint32_t> distributions_;
  std::string distribution_;
  std::pair<std::uint32_t, double> best_;
  Pending pending_;
  std::size_t flow_count_ = 0;
  std::uint64_t draws_ = 0;
  int skipping_ = 0;
};

}  // namespace

SumoVehicleType sumo_type_defaults(std::string_view vehicle_class) {
  SumoVehicleType t;
  t.vehicle_class = vehicle_class;
  for (const ClassRow& r : kClassRows) {
    if (r.name != vehicle_class) continue;
    t.length_m = r.length;
    t.gap_m = r.gap;
    t.width_m = r.width;
    t.accel_mps2 = r.accel;
    t.decel_mps2 = r.decel;
    t.max_speed_mps = r.max_speed;
    t.speed_deviation = r.deviation;
    t.seats = r.seats;
  }
  return t;
}

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
