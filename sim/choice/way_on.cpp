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
  const auto share = [&](Mode m) {
    return figures.observed_mode_share[static_cast<std::size_t>(m)];
  };
  const Mode hired =
      share(Mode::motorcycle_taxi) >= share(Mode::taxi) ? Mode::motorcycle_taxi : Mode::taxi;
  if (share(hired) <= 0) return Mode::walk;
  const double value = value_of_time(person.number, person.income, p);
  const float ride_s = 3.6F * metres / figures.peak_speed_kmh;
  const Alternative ride = ride_by(hired, ride_s, metres / 1000, figures, p);
  return utility(ride, value, p) > utility(on_foot(metres, p), value, p) ? hired : Mode::walk;
}

}  // namespace mwendo
