// The routes of a route file: <route> and <routeDistribution>, with their stops. Internal to
// network/sumo.
//
//   book.begin_route(e, true), book.add_stop(stop), book.end_route(place);   // a <route id=...>
//   if (const Choice* c = book.find("r0")) use(book.at(*c, share));
//
// A route with repeat="n" is driven n + 1 times, its stops as well; cycleTime shifts their `until`
// from one time to the next.
// Source: SUMO user documentation, "Definition of Vehicles, Vehicle Types, and Routes".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "network/sumo/distributions.h"
#include "network/sumo/route_parts.h"

namespace mwendo::sumo {

struct RouteRecord {
  RouteSpan span;
  std::vector<SumoStop> stops;
  bool named = false;  // its `until` count from the departure of each vehicle
};

class RouteBook {
 public:
  RouteBook(const SumoNet& net, SumoDemand& demand) : net_(net), demand_(demand) {}

  // `alone`: not of a vehicle; it needs a name unless a distribution is open.
  void begin_route(const XmlElement& e, bool alone);
  void add_stop(const SumoStop& stop) { routes_.back().stops.push_back(stop); }
  [[nodiscard]] bool in_route() const { return open_; }
  // The route that ends, or none if it was only named by refId.
  std::optional<Choice> end_route(const XmlPlace& place);

  void begin_distribution(const XmlElement& e, bool alone);
  [[nodiscard]] bool in_distribution() const { return choices_.is_open(); }
  std::optional<Choice> end_distribution(const XmlPlace& place);

  [[nodiscard]] const Choice* find(std::string_view name) const { return choices_.find(name); }
  [[nodiscard]] const RouteRecord& at(const Choice& c, double share) const {
    return routes_[choices_.pick(c, share)];
  }

 private:
  void repeat(RouteRecord& r) const;

  const SumoNet& net_;
  SumoDemand& demand_;
  Choices choices_;
  std::vector<RouteRecord> routes_;
  bool open_ = false;      // a <route>
  bool by_name_ = false;   // the open one has only refId
  std::size_t times_ = 1;  // the open one is driven
  double cycle_s_ = 0;
  XmlPosition begin_;  // of the open route
  XmlPosition first_of_distribution_;
};

// Notes what is wrong with the members of a distribution that an attribute lists: "r1 r2" with
// "0.5 0.5". Offers them, each with its own weight where the element gives none.
void offer_listed(const XmlElement& e, std::string_view members, Choices& choices,
                  std::span<const double> own_weights = {});
// The attribute `probability` of a member, 1 if it has none.
[[nodiscard]] double read_weight(const XmlElement& e);

}  // namespace mwendo::sumo
