// Vehicle-km, speeds, delay.
#include <algorithm>

#include "scenarios/results/indicator_sink.h"

namespace mwendo {
namespace {

bool is_motor(VehicleClass c) { return c != VehicleClass::bicycle; }

// Vehicles whose stops are all due to traffic and not to passengers.
bool stops_for_traffic_only(VehicleClass c) {
  return c == VehicleClass::car || c == VehicleClass::motorcycle || c == VehicleClass::truck;
}

struct TrafficSums {
  std::array<double, kVehicleClassCount> km{};
  std::vector<double> period_km;     // motor
  std::vector<double> period_hours;  // motor
  double stops = 0;
  double hours = 0;  // of vehicles that stop for traffic only
  double free_hours = 0;
  double person_delay_h = 0;

  explicit TrafficSums(std::size_t periods) : period_km(periods), period_hours(periods) {}

  void add(const TallyCell& cell, VehicleClass c, std::size_t period, double free_mps) {
    const double metres = static_cast<double>(cell.total_distance_m());
    const double cell_hours = static_cast<double>(cell.total_time_s()) / 3600;
    km[static_cast<std::size_t>(c)] += metres / 1000;
    if (!is_motor(c)) return;
    period_km[period] += metres / 1000;
    period_hours[period] += cell_hours;
    stops += static_cast<double>(cell.stops);
    if (!stops_for_traffic_only(c) || free_mps <= 0) return;
    const double free_h = metres / free_mps / 3600;
    hours += cell_hours;
    free_hours += free_h;
    const double persons = metres > 0 ? static_cast<double>(cell.passengers_m) / metres : 0;
    person_delay_h += persons * std::max(0.0, cell_hours - free_h);
  }
};

// First of the four consecutive periods with most vehicle-hours.
std::size_t peak_start(const std::vector<double>& hours) {
  constexpr std::size_t kHour = 4;
  std::size_t best = 0;
  double best_sum = -1;
  for (std::size_t p = 0; p + std::min(kHour, hours.size()) <= hours.size(); ++p) {
    double sum = 0;
    for (std::size_t i = p; i < std::min(p + kHour, hours.size()); ++i) sum += hours[i];
    if (sum > best_sum) best = p, best_sum = sum;
  }
  return best;
}

double sum_of(const std::vector<double>& values, std::size_t first = 0,
              std::size_t count = static_cast<std::size_t>(-1)) {
  double sum = 0;
  for (std::size_t i = first; i < values.size() && i - first < count; ++i) sum += values[i];
  return sum;
}

}  // namespace

void add_traffic_indicators(const IndicatorInput& input, IndicatorSink& sink) {
  const Tallies& tallies = input.results.tallies;
  const Network& net = input.world.network;
  TrafficSums sums(tallies.periods());
  for (std::size_t i = 0; i < tallies.links(); ++i) {
    const LinkId l{static_cast<std::uint32_t>(i)};
    const double free_mps = static_cast<double>(net.link.free_speed_mps[l]);
    for (std::size_t p = 0; p < tallies.periods(); ++p)
      for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
        const auto vehicle = static_cast<VehicleClass>(c);
        sums.add(tallies.at(l, p, vehicle), vehicle, p, free_mps);
      }
  }
  for (std::size_t c = 0; c < kVehicleClassCount; ++c)
    sink.set("vehicle_km", static_cast<VehicleClass>(c), sums.km[c]);
  const double motor_km = sum_of(sums.period_km);
  sink.set("vehicle_km_motor", motor_km);
  sink.set_ratio("motor_speed", motor_km, sum_of(sums.period_hours));
  const std::size_t peak = peak_start(sums.period_hours);
  sink.set_ratio("peak_speed", sum_of(sums.period_km, peak, 4), sum_of(sums.period_hours, peak, 4));
  sink.set_ratio("congestion_index", sums.hours, sums.free_hours);
  sink.set("delay", std::max(0.0, sums.hours - sums.free_hours));
  sink.set("delay_persons", sums.person_delay_h);
  sink.set_ratio("stops_per_km", sums.stops, motor_km);
}

}  // namespace mwendo
