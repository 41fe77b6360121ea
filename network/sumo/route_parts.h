// Single elements of a route file: vehicle types, stops, lists of edges. Internal to network/sumo.
//
// Errors: what is wrong is noted at the element's place, with file, line and column.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "network/sumo/name_index.h"
#include "network/sumo/routes.h"
#include "network/sumo/xml.h"

namespace mwendo::sumo {

// What names of vehicles and types in SUMO have not.
inline constexpr const char* kForbidden = " \t\n\r|\\'\";,<>&";
inline constexpr const char* kNamesOfSumo = "SUMO's names have no blanks and none of |\\'\";,<>&";

// A run of SumoDemand::links.
struct RouteSpan {
  std::uint32_t first = 0;
  std::uint32_t links = 0;
};

// A <vType>, with SUMO's defaults of its class for what it does not give.
[[nodiscard]] SumoVehicleType read_type(const XmlElement& e, BuildReport& report);

// True for <busStop> and its like, which name a place on a lane.
[[nodiscard]] bool is_stop_place(std::string_view element);

// Reads <stop>, on a lane, on an edge or at a place that was named before.
class StopReader {
 public:
  StopReader(const SumoNet& net, BuildReport& report) : net_(net), report_(report) {}
  void add_place(const XmlElement& e);
  // None if it is wrong, which is noted, or has no counterpart here, which is counted.
  [[nodiscard]] std::optional<SumoStop> read(const XmlElement& e) const;

 private:
  bool find_place(const XmlElement& e, SumoStop& stop) const;
  [[nodiscard]] static std::string key_of(std::string_view kind, std::string_view id) {
    return std::string(kind) + " " + std::string(id);
  }

  const SumoNet& net_;
  BuildReport& report_;
  NameIndex names_;
  std::vector<SumoStop> places_;
};

// The links of a list of edges, appended to `links`; `joined`: each must lead to the next.
RouteSpan read_edges(const XmlElement& e, const SumoNet& net, std::vector<LinkId>& links,
                     std::string_view attribute, bool joined = false);
// Whether a movement leads from one link to another; for `who` by a connection that is open to it.
[[nodiscard]] bool leads(const Network& net, LinkId from, LinkId to, Permissions who = kAnybody);

}  // namespace mwendo::sumo
