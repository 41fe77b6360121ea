#include "tests/sim/day/hand_made_day.h"

namespace mwendo::testing {

HandMadeDay::HandMadeDay(const SmallWorldOptions& town) : world(make_small_world(town)) {
  believed = free_flow_times(world.network, options.from_s, options.to_s);
}

StopId HandMadeDay::add_station(Point p, NodeId access) {
  StopDraft stop;
  stop.name = "station";
  stop.position = p;
  stop.access_node = access;
  stop.kind = StopKind::rail_station;
  return append(world.transit, stop);
}

LineId HandMadeDay::add_trains(const TrainLine& t) {
  LineDraft line;
  line.name = "train";
  line.mode = Mode::lrt;
  line.capacity = t.capacity;
  line.peak_headway_s = line.offpeak_headway_s = t.headway_s;
  line.first_departure_s = t.first_s;
  line.last_departure_s = t.last_s;
  line.fare = t.fare;
  line.fare_per_km = t.fare_per_km;
  line.rail_speed_mps = t.speed_mps;
  for (const StopId s : t.stops) line.stops.push_back({s, 0});
  return append(world.transit, line);
}

TripId append_trip(Population& people, const HandMadeTrip& t) {
  const PersonId person = people.person.home_zone.push_back(ZoneId{0});
  people.person.number.push_back(person.value);
  people.person.income.push_back(Income::middle);
  TripColumns& c = people.trip;
  c.tour.push_back(0);
  c.day_index.push_back(0);
  c.purpose.push_back(Purpose::work);
  c.from_zone.push_back(ZoneId{0});
  c.to_zone.push_back(ZoneId{0});
  c.from.push_back({t.from, 0});
  c.to.push_back({t.to, 0});
  c.departure_s.push_back(t.departure_s);
  c.distance_m.push_back(t.distance_m);
  c.mode.push_back(t.mode);
  c.first_ride.push_back(static_cast<std::uint32_t>(c.rides.size()));
  c.ride_count.push_back(static_cast<std::uint8_t>(t.rides.size()));
  c.egress_m.push_back(t.egress_m);
  c.rides.insert(c.rides.end(), t.rides.begin(), t.rides.end());
  return c.person.push_back(person);
}

void HandMadeDay::start() {
  day = std::make_unique<DaySimulation>(DayInput{world, people, believed}, options);
}

void HandMadeDay::step() {
  day->step();
  day->validate();
}

DayOutcome HandMadeDay::run() {
  if (!day) start();
  while (!day->done()) step();
  return day->finish();
}

}  // namespace mwendo::testing
