#include "sim/choice/way_on.h"

#include "sim/modes/modes.h"
#include "sim/world/prices.h"

namespace mwendo {
namespace {

Alternative on_foot(float metres, const ChoiceParameters& p) {
  const float seconds = metres / row_of(Mode::walk).speed_mps;
  return {.felt_s = static_cast<float>(p.walk_main_weight) * seconds, .time_s = seconds};
}

}  // namespace

Alternative ride_by(Mode m, float ride_s, float km, const CityFigures& figures,
                    const ChoiceParameters& p) {
  const float terminal = row_of(m).terminal_s();
  Alternative a{ride_s, price_of(figures, m).of(km), ride_s + terminal};
  if (row_of(m).vehicle == VehicleClass::motorcycle)
    a.felt_s = static_cast<float>(p.motorcycle_weight) * ride_s +
               static_cast<float>(p.motorcycle_s_per_km) * km;
  a.felt_s += static_cast<float>(p.wait_weight) * terminal;
  return a;
}

Mode mode_on(const Traveller& person, float metres, const CityFigures& figures,
             const ChoiceParameters& p) {
  const double value = value_of_time(person.number, person.income, p);
  const float ride_s = 3.6F * metres / figures.peak_speed_kmh;
  Mode best = Mode::walk;
  double most = utility(on_foot(metres, p), value, p);
  for (const Mode m : {Mode::motorcycle_taxi, Mode::taxi}) {
    if (figures.observed_mode_share[static_cast<std::size_t>(m)] <= 0) continue;
    const double u = utility(ride_by(m, ride_s, metres / 1000, figures, p), value, p);
    if (u > most) most = u, best = m;
  }
  return best;
}

}  // namespace mwendo
