// The vehicle types of a route file: <vType> and <vTypeDistribution>. Internal to network/sumo.
//
//   fleet.add(e);
//   if (const Choice* c = fleet.find("mixed")) trip.type = fleet.pick(*c, share);
//
// SUMO's own types (DEFAULT_VEHTYPE, DEFAULT_BIKETYPE, DEFAULT_TAXITYPE) are there without a
// definition; a file may define them anew before a vehicle uses them.
#pragma once

#include "network/sumo/distributions.h"
#include "network/sumo/route_parts.h"

namespace mwendo::sumo {

class Fleet {
 public:
  explicit Fleet(SumoDemand& demand) : demand_(demand) {}

  void add(const XmlElement& e);
  void begin_distribution(const XmlElement& e);
  void end_distribution(const XmlPlace& place);
  [[nodiscard]] bool in_distribution() const { return choices_.is_open(); }
  // The type of a vehicle; if it is not defined, that is noted.
  [[nodiscard]] Choice of_vehicle(const XmlElement& e);
  [[nodiscard]] std::uint32_t pick(const Choice& c, double share) const {
    return choices_.pick(c, share);
  }

 private:
  SumoDemand& demand_;
  Choices choices_;
  std::vector<double> weight_;  // by type: `probability`
  XmlPosition begin_;           // of the open distribution
};

}  // namespace mwendo::sumo
