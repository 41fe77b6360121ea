#include <fmt/format.h>

#include <algorithm>

#include "network/sumo/routes.h"
#include "network/sumo/vehicle_reader.h"
#include "network/sumo/xml.h"

namespace mwendo {
namespace {

bool is_vehicle(std::string_view element) {
  return element == "vehicle" || element == "trip" || element == "flow";
}

class RouteHandler : public XmlHandler {
 public:
  RouteHandler(SumoDemand& demand, const SumoNet& net)
      : demand_(demand),
        fleet_(demand),
        book_(net, demand),
        stops_(net, demand.report),
        vehicles_(net, demand, fleet_, book_) {}

  void enter(const XmlPlace& place) override { place_ = &place; }

  void start(const XmlElement& e) override {
    if (skipping_ > 0) {
      ++skipping_;
      return;
    }
    if (++depth_ == 1 && e.name() != "routes" && e.name() != "additional") {
      e.place().problem(fmt::format("the file is a <{}>, not <routes>", e.name()),
                        "give a file of routes");
      skip();
    } else if (!start_known(e)) {
      leave_out(e);
    }
  }

  void end(std::string_view name) override {
    if (skipping_ > 0) {
      if (--skipping_ == 0) --depth_;
      return;
    }
    --depth_;
    if (name == "route")
      end_route();
    else if (name == "routeDistribution")
      end_route_distribution();
    else if (name == "vTypeDistribution")
      fleet_.end_distribution(*place_);
    else if (name == "interval")
      interval_ = {};
    else if (is_vehicle(name))
      vehicles_.end(*place_);
  }

  void finish() { vehicles_.tell_unread(); }

 private:
  bool start_known(const XmlElement& e) {
    const std::string_view name = e.name();
    if (is_vehicle(name)) {
      if (!vehicles_.begin(e, interval_)) skip();
    } else if (name == "route") {
      book_.begin_route(e, !vehicles_.active());
    } else if (name == "stop") {
      add_stop(e);
    } else if (name == "vType") {
      fleet_.add(e);
    } else if (name == "vTypeDistribution") {
      fleet_.begin_distribution(e);
    } else if (name == "routeDistribution") {
      book_.begin_distribution(e, !vehicles_.active());
    } else if (name == "interval") {
      begin_interval(e);
    } else if (sumo::is_stop_place(name)) {
      stops_.add_place(e);
      skip();
    } else {
      return depth_ == 1 || name == "routes" || name == "additional";
    }
    return true;
  }

  // The element and all inside it.
  void skip() { skipping_ = 1; }

  void leave_out(const XmlElement& e) {
    const std::string place = e.place().position().text();
    demand_.report.add(fmt::format("<{}> elements not read", e.name()),
                       e.has("id") ? fmt::format("{} ({})", e.text("id"), place) : place);
    skip();
  }

  void begin_interval(const XmlElement& e) {
    if (e.has("begin")) interval_.begin = sumo::read_time(e, "begin", 0);
    if (e.has("end")) interval_.end = sumo::read_time(e, "end", 0);
  }

  void end_route() {
    const auto route = book_.end_route(*place_);
    if (route && vehicles_.active() && !book_.in_distribution()) vehicles_.take_route(*route);
  }

  void end_route_distribution() {
    const auto routes = book_.end_distribution(*place_);
    if (routes && vehicles_.active()) vehicles_.take_route(*routes);
  }

  // A stop inside <route> belongs to the route, else to the vehicle.
  void add_stop(const XmlElement& e) {
    const auto stop = stops_.read(e);
    if (!stop) return;
    if (book_.in_route())
      book_.add_stop(*stop);
    else if (vehicles_.active())
      vehicles_.take_stop(*stop, e);
    else
      e.place().problem("a <stop> outside of <vehicle>, <trip>, <flow> and <route>",
                        "put it into one");
  }

  SumoDemand& demand_;
  sumo::Fleet fleet_;
  sumo::RouteBook book_;
  sumo::StopReader stops_;
  sumo::VehicleReader vehicles_;
  sumo::FlowInterval interval_;
  const XmlPlace* place_ = nullptr;  // of the file that is read
  int depth_ = 0;                    // of open elements that are not left out
  int skipping_ = 0;                 // depth within an element that is left out
};

}  // namespace

SumoDemand read_sumo_routes(std::span<const std::filesystem::path> files, const SumoNet& net) {
  SumoDemand demand;
  demand.types.push_back(sumo_type_defaults("passenger"));
  demand.types.back().name = "DEFAULT_VEHTYPE";
  RouteHandler handler(demand, net);
  for (const auto& file : files) {
    const auto read = read_xml(file, handler);
    demand.files.insert(demand.files.end(), read.begin(), read.end());
  }
  handler.finish();
  const auto earlier = [](const SumoTrip& a, const SumoTrip& b) { return a.depart_s < b.depart_s; };
  if (!std::is_sorted(demand.trips.begin(), demand.trips.end(), earlier))
    std::stable_sort(demand.trips.begin(), demand.trips.end(), earlier);
  return demand;
}

SumoDemand read_sumo_routes(const std::filesystem::path& file, const SumoNet& net) {
  return read_sumo_routes(std::span(&file, 1), net);
}

}  // namespace mwendo
