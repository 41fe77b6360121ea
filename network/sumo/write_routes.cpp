#include <fmt/format.h>

#include "network/sumo/out_file.h"
#include "network/sumo/write.h"
#include "network/sumo/xml.h"

namespace mwendo {
namespace {

using sumo::OutFile;

bool is_own_type_of_sumo(const SumoVehicleType& t) {
  SumoVehicleType own = sumo_type_defaults("passenger");
  own.name = "DEFAULT_VEHTYPE";
  return t == own;
}

// "1.1", or "normc(1.1, 0.1, 0.5, 1.5)" where the distribution is cut elsewhere than SUMO does.
std::string speed_factor_of(const SumoVehicleType& t) {
  const SumoVehicleType own;
  if (t.least_factor == own.least_factor && t.most_factor == own.most_factor)
    return fmt::format("{:.4g}", t.speed_factor);
  return fmt::format("normc({:.4g},{:.4g},{:.4g},{:.4g})", t.speed_factor, t.speed_deviation,
                     t.least_factor, t.most_factor);
}

void write_type(OutFile& out, const SumoVehicleType& t) {
  if (is_own_type_of_sumo(t)) return;
  out.print(
      "  <vType id=\"{}\" vClass=\"{}\" length=\"{:.4g}\" minGap=\"{:.4g}\" width=\"{:.4g}\" "
      "tau=\"{:.4g}\" accel=\"{:.4g}\" decel=\"{:.4g}\" maxSpeed=\"{:.4g}\" sigma=\"{:.4g}\" "
      "speedFactor=\"{}\" speedDev=\"{:.4g}\" personCapacity=\"{}\"/>\n",
      xml_escape(t.name), t.vehicle_class, t.length_m, t.gap_m, t.width_m, t.tau_s, t.accel_mps2,
      t.decel_mps2, t.max_speed_mps, t.sigma, speed_factor_of(t), t.speed_deviation, t.seats);
}

class TripWriter {
 public:
  TripWriter(OutFile& out, const SumoDemand& demand, const SumoNames& names)
      : out_(out), demand_(demand), names_(names) {}

  void write(const SumoTrip& t) {
    const auto links = demand_.route_of(t);
    const bool route = t.routed && !links.empty();
    const char* element = route ? "vehicle" : "trip";
    out_.print("  <{} id=\"{}\" type=\"{}\" depart=\"{:.2f}\" departLane=\"best\"", element,
               xml_escape(t.name), xml_escape(demand_.types[t.type].name), t.depart_s);
    if (!route) write_ends(links);
    if (!route && t.stops == 0) {
      out_.print("/>\n");
      return;
    }
    out_.print(">\n");
    if (route) write_route(links);
    for (const SumoStop& s : demand_.stops_of(t)) write_stop(s);
    out_.print("  </{}>\n", element);
  }

 private:
  [[nodiscard]] std::string name(LinkId l) const { return xml_escape(names_.link[l.value]); }

  void write_ends(std::span<const LinkId> links) {
    out_.print(" from=\"{}\" to=\"{}\"", name(links.front()), name(links.back()));
    std::string via;
    for (std::size_t i = 1; i + 1 < links.size(); ++i) via += (i > 1 ? " " : "") + name(links[i]);
    if (!via.empty()) out_.print(" via=\"{}\"", via);
  }

  void write_route(std::span<const LinkId> links) {
    out_.print("    <route edges=\"");
    for (std::size_t i = 0; i < links.size(); ++i)
      out_.print("{}{}", i > 0 ? " " : "", name(links[i]));
    out_.print("\"/>\n");
  }

  // friendlyPos: a stop that netconvert's shorter lane no longer holds moves to its end.
  void write_stop(const SumoStop& s) {
    out_.print("    <stop lane=\"{}_{}\" endPos=\"{:.1f}\" duration=\"{:.2f}\"", name(s.link),
               s.lane, s.position_m, s.seconds);
    if (s.until_s >= 0) out_.print(" until=\"{:.2f}\"", s.until_s);
    out_.print("{} friendlyPos=\"true\"/>\n", s.parking ? " parking=\"true\"" : "");
  }

  OutFile& out_;
  const SumoDemand& demand_;
  const SumoNames& names_;
};

}  // namespace

void write_sumo_routes(const SumoDemand& demand, const SumoNames& names,
                       const std::filesystem::path& file) {
  OutFile out(file);
  out.print("<routes>\n");
  for (const SumoVehicleType& t : demand.types) write_type(out, t);
  TripWriter writer(out, demand, names);
  for (const SumoTrip& t : demand.trips) writer.write(t);
  out.print("</routes>\n");
  out.close();
}

void write_sumo_config(const std::filesystem::path& stem, const SumoPeriod& period) {
  OutFile out(stem.string() + ".sumocfg");
  const std::string name = xml_escape(stem.filename().string());
  out.print("<configuration>\n  <net-file value=\"{0}.net.xml\"/>\n", name);
  if (period.has_routes) out.print("  <route-files value=\"{}.rou.xml\"/>\n", name);
  out.print("  <begin value=\"{:.0f}\"/>\n  <end value=\"{:.0f}\"/>\n", period.from_s, period.to_s);
  if (period.lateral_resolution_m > 0)
    out.print("  <lateral-resolution value=\"{}\"/>\n", period.lateral_resolution_m);
  out.print("</configuration>\n");
  out.close();
}

}  // namespace mwendo
