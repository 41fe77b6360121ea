// <vehicle>, <trip> and <flow>: from their start to their end. Internal to network/sumo.
//
//   reader.begin(e, interval);
//   reader.take_route(choice), reader.take_stop(stop, index);   // of the elements inside
//   reader.end(place);                                          // adds the trips to the demand
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "network/sumo/fleet.h"
#include "network/sumo/flow.h"
#include "network/sumo/route_book.h"
#include "network/sumo/unread.h"

namespace mwendo::sumo {

class VehicleReader {
 public:
  VehicleReader(const SumoNet& net, SumoDemand& demand, Fleet& fleet, RouteBook& book)
      : net_(net), demand_(demand), fleet_(fleet), book_(book) {}

  // False if the vehicle is left out, which is noted or counted; its content is of no use then.
  bool begin(const XmlElement& e, const FlowInterval& around);
  [[nodiscard]] bool active() const { return active_; }
  void take_route(const Choice& c) {
    route_ = c;
    has_route_ = true;
  }
  // `e`: the <stop>, for its place among the stops before.
  void take_stop(const SumoStop& stop, const XmlElement& e);
  void end(const XmlPlace& place);
  void tell_unread() const { unread_.add_to(demand_.report); }

 private:
  bool take_name(const XmlElement& e);
  bool read_departure(const XmlElement& e, const FlowInterval& around);
  bool read_way(const XmlElement& e);
  void read_ends(const XmlElement& e);
  void add_trip(double depart_s, std::string name, const XmlPlace& place);
  std::vector<SumoStop> stops_of(const RouteRecord* route, double depart_s) const;
  bool use_route(SumoTrip& t, const RouteRecord& route, std::vector<SumoStop>& stops);
  void use_ends(SumoTrip& t, const std::vector<SumoStop>& stops);
  void count(const std::string& what) const;

  const SumoNet& net_;
  SumoDemand& demand_;
  Fleet& fleet_;
  RouteBook& book_;
  Unread unread_;
  NameIndex vehicles_, flows_;
  std::uint64_t departure_draws_ = 0, member_draws_ = 0;

  // Of the present one:
  bool active_ = false, is_flow_ = false, has_route_ = false, sound_ = true;
  std::string name_;
  XmlPosition at_;
  Choice type_, route_;
  Flow flow_;
  double depart_s_ = 0;
  RouteSpan ends_;  // from, via, to; of no links if it has a route
  bool has_via_ = false;
  struct OwnStop {
    SumoStop stop;
    bool fits = false;  // goes where the route passes it
  };
  std::vector<OwnStop> stops_;
};

}  // namespace mwendo::sumo
