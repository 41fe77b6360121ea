#include "scenarios/formats/gtfs/vehicles.h"

#include <tuple>

namespace mwendo::gtfs {
namespace {

constexpr int kSharedTaxi = 1501;  // extended route_type "communal taxi"

bool runs_on_rail(Mode m) { return m == Mode::lrt; }

bool within(int type, int from, int to) { return type >= from && type <= to; }

}  // namespace

Track track_of(int type) {
  if (type == 3 || type == 11 || within(type, 200, 299) || within(type, 700, 899) ||
      within(type, 1500, 1599))
    return Track::street;
  if (within(type, 0, 2) || type == 5 || type == 7 || type == 12 || within(type, 100, 199) ||
      within(type, 400, 499) || within(type, 900, 999))
    return Track::rail;
  return Track::other;
}

Vehicles::Vehicles(const TransitSupply& city) : city_(city) {
  for (const LineId l : city.lines()) by_name_.try_emplace(city.line.name[l], l);
  usual_street_ = usual(false);
  usual_rail_ = usual(true);
}

// The mode and size that most lines of the city have.
std::optional<LineDraft> Vehicles::usual(bool rail) const {
  std::map<std::pair<Mode, std::uint16_t>, std::pair<int, LineId>> count;
  std::pair<int, LineId> most{0, {}};
  for (const LineId l : city_.lines()) {
    const Mode mode = city_.line.mode[l];
    if (runs_on_rail(mode) != rail || mode == Mode::brt) continue;
    auto& [lines, first] = count[{mode, city_.line.capacity[l]}];
    if (lines++ == 0) first = l;
    if (lines > most.first) most = {lines, first};
  }
  if (most.first == 0) return std::nullopt;
  return draft_of(city_, most.second);
}

LineDraft Vehicles::draft_for(const Route& route, bool& same_name) const {
  const bool rail = track_of(route.type) == Track::rail;
  const auto named = by_name_.find(route.name());
  same_name = named != by_name_.end() && runs_on_rail(city_.line.mode[named->second]) == rail;
  const auto& usual = rail ? usual_rail_ : usual_street_;
  LineDraft d = same_name ? draft_of(city_, named->second) : usual.value_or(LineDraft{});
  if (rail && !same_name && !usual) {
    d.mode = Mode::lrt;
    d.vehicle = VehicleClass::articulated_bus;
    d.powertrain = Powertrain::battery_electric;
    d.capacity = 300;  // persons, a short train (assumption)
  }
  if (route.type == kSharedTaxi && d.mode != Mode::minibus) {
    d.mode = Mode::minibus;
    d.vehicle = VehicleClass::minibus;
    d.capacity = LineDraft{}.capacity;
  }
  if (route.fare >= 0) std::tie(d.fare, d.fare_per_km) = std::pair(route.fare, 0.0F);
  d.name = route.name();
  d.description = route.long_name;
  d.opposite = {};
  d.path.clear();
  d.stops.clear();
  return d;
}

}  // namespace mwendo::gtfs
