#include "tests/sim/day/saved_town.h"

#include <cmath>
#include <cstring>

#include "sim/population/synthesis.h"
#include "sim/world/supply_edit.h"

namespace mwendo::testing {
namespace {

constexpr float kFrom = 7 * 3600;
constexpr float kTo = kFrom + 1800;
constexpr float kRunIn = 1800;

// Streets along x have one phase, the others the other one.
void add_signal(SmallWorld& w, NodeId n, SignalKind kind) {
  Network& net = w.network;
  SignalPlan plan{.kind = kind, .offset_s = 7, .bus_priority = true, .phases = {}};
  plan.phases.resize(2);
  for (SignalPhase& phase : plan.phases) phase.green_s = 25, phase.clearance_s = 4;
  for (const LinkId l : net.incoming(n)) {
    const bool along_x = net.node.position[net.link.from[l]].y == net.node.position[n].y;
    for (const MovementId m : net.movements_of(l))
      plan.phases[along_x ? 0 : 1].movements.push_back(m);
  }
  net.node.control[n] =
      kind == SignalKind::police ? JunctionControl::police : JunctionControl::signal;
  net.node.signal_plan[n] = static_cast<std::uint32_t>(net.signal_plans.size());
  net.signal_plans.push_back(plan);
}

void add_signals(SmallWorld& w) {
  constexpr std::array kKinds = {SignalKind::fixed_time, SignalKind::actuated, SignalKind::police};
  std::size_t k = 0;
  for (const std::uint32_t x : {2U, 5U, 7U, 9U, 12U})
    for (const std::uint32_t y : {3U, 7U, 11U}) add_signal(w, node_at(w, x, y), kKinds[k++ % 3]);
  for (const LinkId l : w.network.links())
    if (l.value % 3 == 0) w.network.link.flags[l] |= kCrossing;
}

void add_trains(SmallWorld& w, std::uint32_t row) {
  LineDraft line;
  line.name = "train";
  line.mode = Mode::lrt;
  line.capacity = 60;
  line.peak_headway_s = line.offpeak_headway_s = 300;
  line.rail_speed_mps = 10;
  for (const NodeId n : row_nodes(w, row)) {
    StopDraft station;
    station.name = "station";
    station.position = w.network.node.position[n];
    station.access_node = n;
    station.kind = StopKind::rail_station;
    line.stops.push_back({append(w.transit, station), 0});
  }
  append(w.transit, line);
}

void add_lines(SmallWorld& w) {
  for (const std::uint32_t row : {3U, 11U})
    add_line(w, {.name = std::to_string(row), .nodes = row_nodes(w, row), .headway_s = 120});
  const LineId brt = add_line(w, {.name = "BRT",
                                  .mode = Mode::brt,
                                  .nodes = row_nodes(w, 7),
                                  .headway_s = 90,
                                  .capacity = 60,
                                  .stop_every = 2});
  w.transit.line.control[brt] = HeadwayControl::headway;
  for (const LineStop& s : w.transit.stops_of(brt)) {
    w.transit.stop.kind[s.stop] = StopKind::brt_station;
    w.transit.stop.passing_lane[s.stop] = 1;
  }
  add_trains(w, 13);
}

void ride(const World& world, Population& people, TripId t, LineId l) {
  TripColumns& c = people.trip;
  const auto stops = world.transit.stops_of(l);
  const std::size_t board = t.value % (stops.size() - 2);
  c.mode[t] = world.transit.line.mode[l];
  c.first_ride[t] = static_cast<std::uint32_t>(c.rides.size());
  c.ride_count[t] = 1;
  c.egress_m[t] = 200;
  c.rides.push_back({stops[board].stop, stops[stops.size() - 1].stop, l, 150});
}

void plan_trips(const World& world, Population& people) {
  constexpr std::array kModes = {Mode::walk,          Mode::car_driver,     Mode::motorcycle_taxi,
                                 Mode::car_passenger, Mode::own_motorcycle, Mode::bicycle};
  const auto lines = static_cast<std::uint32_t>(world.transit.lines().size());
  for (const TripId t : people.trips()) {
    if (t.value % 3 == 0)
      ride(world, people, t, LineId{t.value / 3 % lines});
    else
      people.trip.mode[t] = kModes[t.value % kModes.size()];
  }
}

template <class T>
void add_floats(const T& value, std::vector<double>& out) {
  std::array<float, sizeof(T) / sizeof(float)> floats{};
  std::memcpy(floats.data(), &value, sizeof(T));
  out.insert(out.end(), floats.begin(), floats.end());
}

void add_trips(const DayOutcome& o, std::vector<double>& out) {
  for (const TripRecord& r : o.trips)
    for (const double x :
         {double(r.trip.value), double(static_cast<int>(r.mode)),
          double(static_cast<int>(r.outcome)), double(r.transfers), double(r.left_behind),
          double(r.gave_up), double(r.departure_s), double(r.travel_time_s), double(r.wait_s),
          double(r.walk_m), double(r.distance_m), double(r.fare)})
      out.push_back(x);
}

void add_tallies(const Tallies& t, std::vector<double>& out) {
  for (std::uint32_t l = 0; l < t.links(); ++l)
    for (std::size_t p = 0; p < t.periods(); ++p)
      for (std::size_t c = 0; c < kVehicleClassCount; ++c)
        add_floats(t.at(LinkId{l}, p, static_cast<VehicleClass>(c)), out);
}

void add_lines_and_stops(const DayOutcome& o, std::vector<double>& out) {
  for (const LineResult& l : o.lines) {
    for (const float x : {l.fleet, l.departures, l.vehicle_km, l.passenger_km, l.mean_wait_s})
      out.push_back(x);
    for (const LineSectionResult& s : l.sections) add_floats(s, out);
    for (const HeadwaySums& h : l.headways)
      for (const double x : {h.count, h.sum_s, h.square_sum, h.planned_sum_s}) out.push_back(x);
    for (const double x : {l.vehicle_hours, l.revenue}) out.push_back(x);
  }
  for (const std::uint32_t most : o.service.most_vehicles) out.push_back(most);
  for (const StationCall& c : o.service.brt_calls)
    for (const double x : {double(c.line.value), double(c.vehicle), double(c.stop),
                           double(c.arrival_s), double(c.departure_s)})
      out.push_back(x);
  for (const StopResult& s : o.stops)
    for (const float x :
         {s.boardings, s.alightings, s.left_behind, s.mean_wait_s, s.max_queue, s.saturation})
      out.push_back(x);
}

void add_counts(const DayOutcome& o, std::vector<double>& out) {
  const QualityCounts& q = o.quality;
  for (const double x :
       {q.trips_expected, q.trips_arrived, q.trips_under_way, q.trips_no_way, q.vehicles_entered,
        q.vehicles_left, q.vehicles_in_network, q.vehicles_moved_on, q.routes_changed,
        q.improvised_turns, q.passengers_boarded, q.passengers_alighted, q.passengers_on_board,
        o.vehicle_updates})
    out.push_back(x);
  for (const TimePoint& p : o.time_series) add_floats(p, out);
  for (const DrivenWay& w : o.ways) {
    out.push_back(double{w.start_s});
    for (const LinkId l : w.links) out.push_back(l.value);
  }
}

}  // namespace

SavedTown::SavedTown() : world(make_small_world()) {
  add_signals(world);
  add_lines(world);
  world.figures.work_trucks.share = 0.1F;
  people = synthesise(world.zones, world.figures, world.network,
                      {.seed = 3, .sample = 0.2, .from_s = kFrom - kRunIn, .to_s = kTo});
  plan_trips(world, people);
  believed = free_flow_times(world.network, kFrom - kRunIn, kTo);
  const std::size_t links = world.network.links().size();
  const std::size_t periods = believed.periods;
  walkers.links = links;
  walkers.periods = periods;
  walkers.from_s = kFrom - kRunIn;
  walkers.along.assign(links * periods, 30);
  walkers.at_start.assign(links * periods, 20);
  options = {.from_s = kFrom, .to_s = kTo, .warm_up_s = kRunIn, .clear_s = 600, .seed = 5};
}

std::unique_ptr<DaySimulation> SavedTown::begin(int threads) {
  options.threads = threads;
  ways = {};
  return std::make_unique<DaySimulation>(input(), options);
}

std::unique_ptr<DaySimulation> SavedTown::go_on(std::span<const char> state, int threads) {
  options.threads = threads;
  ways = {};
  return std::make_unique<DaySimulation>(input(), options, state);
}

void go_to(DaySimulation& day, float time_s) {
  while (day.now() < time_s) day.step();
}

std::vector<double> figures_of_rest(DaySimulation& day) {
  std::vector<double> out;
  while (!day.done()) {
    day.step();
    if (std::fmod(day.now(), 60.0F) == 0) {
      out.push_back(double(day.traffic().state_hash() >> 16U));
      out.push_back(day.transit().waiting_persons());
    }
  }
  const DayOutcome o = day.finish();
  add_trips(o, out);
  add_counts(o, out);
  add_lines_and_stops(o, out);
  add_tallies(o.tallies, out);
  return out;
}

}  // namespace mwendo::testing
