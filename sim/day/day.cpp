#include "sim/day/day.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "network/base/random.h"
#include "sim/day/event_queue.h"
#include "sim/day/freight.h"
#include "sim/day/route_choice.h"

namespace mwendo {
namespace {

constexpr float kWalkSpeed = 1.25F;           // m/s, see sim/active
constexpr float kCycleSpeed = 14.0F / 3.6F;
constexpr float kNewsEvery = 300;             // s between route decisions

enum class EventKind : std::uint8_t { depart, reach_stop, arrive };

struct AgentEvent {
  std::uint32_t agent;  // index into records
  EventKind kind;
};

struct Traveller {
  std::uint8_t ride = 0;
  float waiting_since = 0;
};

struct Drive {
  Owner owner;
  float start_s;
  NodeId from;
  NodeId to;
  TypeIndex type;
  float passengers;
};

struct Departure {
  Drive drive;
  std::vector<LinkId> route;
};

}  // namespace

struct DaySimulation::State {
  DayInput in;
  DayOptions options;
  float weight;  // persons an agent stands for
  Traffic traffic;
  TransitOperation transit;
  RouteChoice routes;
  EventQueue<AgentEvent> events;
  EventQueue<Departure> departures;
  std::vector<TripRecord> records;
  std::vector<Traveller> travellers;
  std::vector<TruckTrip> trucks;
  std::size_t next_record = 0;
  std::size_t next_truck = 0;
  float next_news_s = 0;
  float next_walkers_s = 0;
  TypeIndex car, motorcycle, truck;
  std::vector<TimePoint> series;
  std::vector<float> latest;  // link seconds of the present day
  std::array<double, kModeCount> arrived_by_mode{};
  double arrived = 0, no_way = 0, walking = 0, cycling = 0;
  double traffic_seconds = 0;
  float passenger_speed = 5;  // m/s along the shortest way, of people driven by others

  State(const DayInput& input, const DayOptions& o);
  void collect_trips();
  void plan_next_minutes();
  void set_walkers();
  void start(std::uint32_t agent);
  void start_transit(std::uint32_t agent);
  void handle(const AgentEvent& e);
  void after_ride(const Alighting& a);
  void add_drives(std::vector<Drive> drives);
  bool begin_drive(const Drive& d, const std::vector<LinkId>& route);
  void end_drive(std::uint32_t agent);
  void release_vehicles();
  [[nodiscard]] float simple_travel_time(const TripRecord& r) const;
  void arrive(std::uint32_t agent);
  void note_time_point();
  // The walk or ride that ends with an event; false if the agent is not on foot or bicycle.
  bool walk_before(const AgentEvent& e, WalkerView& view, float& seconds) const;
  [[nodiscard]] float now() const { return traffic.now(); }
  [[nodiscard]] const RideLeg& ride(std::uint32_t agent) const {
    const auto& t = in.population->trip;
    return t.rides[t.first_ride[records[agent].trip] + travellers[agent].ride];
  }
};

DaySimulation::State::State(const DayInput& input, const DayOptions& o)
    : in(input),
      options(o),
      weight(input.population->expansion),
      traffic(*input.network, {.from_s = o.from_s,
                               .to_s = o.to_s,
                               .seed = o.seed,
                               .threads = o.threads,
                               .saturation_scale = o.saturation_scale}),
      transit(*input.network, *input.transit,
              {.from_s = o.from_s, .to_s = o.to_s, .seed = o.seed, .expansion = weight}, traffic),
      routes(*input.network, o.seed),
      events(o.from_s, o.to_s + o.clear_s),
      departures(o.from_s, o.to_s + o.clear_s) {
  car = traffic.add_type(make_type(VehicleClass::car, weight, kCar));
  motorcycle = traffic.add_type(make_type(VehicleClass::motorcycle, weight, kMotorcycle));
  truck = traffic.add_type(make_type(VehicleClass::truck, weight, kTruck));
  next_news_s = next_walkers_s = o.from_s;
  collect_trips();
}

void DaySimulation::State::collect_trips() {
  const TripColumns& t = in.population->trip;
  for (const TripId id : in.population->trips()) {
    if (t.departure_s[id] < options.from_s || t.departure_s[id] >= options.to_s) continue;
    TripRecord r;
    r.trip = id;
    r.mode = t.mode[id];
    r.departure_s = t.departure_s[id];
    records.push_back(r);
  }
  std::sort(records.begin(), records.end(), [](const TripRecord& a, const TripRecord& b) {
    return a.departure_s != b.departure_s ? a.departure_s < b.departure_s : a.trip < b.trip;
  });
  travellers.resize(records.size());
  double motor = 0;
  for (const TripRecord& r : records) motor += r.mode == Mode::car_driver || r.mode == Mode::taxi;
  float share = 0;  // of the day's trips in the period, to expand to the day
  for (int h = 0; h < 24; ++h) {
    const float overlap = std::min(options.to_s, (static_cast<float>(h) + 1) * 3600) -
                          std::max(options.from_s, static_cast<float>(h) * 3600);
    if (!in.figures->departure_profile.empty())
      share += in.figures->departure_profile[static_cast<std::size_t>(h)] *
               std::clamp(overlap / 3600, 0.0F, 1.0F);
  }
  trucks = freight_trips(*in.zones, {.seed = options.seed,
                                     .motor_trips_per_day = motor * weight / std::max(share, 0.01F),
                                     .truck_share = in.figures->truck_share,
                                     .sample = 1 / weight,
                                     .from_s = options.from_s,
                                     .to_s = options.to_s});
}

// Every few minutes: new times, and the routes of all who leave until the next time.
void DaySimulation::State::plan_next_minutes() {
  const std::size_t period = in.believed->period_at(now());
  const auto believed = in.believed->of_period(period);
  if (latest.empty()) latest.assign(believed.begin(), believed.end());
  const std::size_t tallied = traffic.tallies().period_at(now());
  if (tallied > 0) experienced_in_period(*in.network, traffic.tallies(), tallied - 1, latest);
  experienced_in_period(*in.network, traffic.tallies(), tallied, latest);
  std::vector<float> felt(believed.begin(), believed.end());
  const float news = options.first_day ? 1 : options.news_share;
  for (std::size_t l = 0; l < felt.size(); ++l) felt[l] += news * (latest[l] - felt[l]);
  routes.prepare(felt);
  const float until = now() + kNewsEvery;
  next_news_s = until;

  std::vector<Drive> drives;
  const TripColumns& t = in.population->trip;
  for (; next_record < records.size() && records[next_record].departure_s < until; ++next_record) {
    const TripRecord& r = records[next_record];
    const auto agent = static_cast<std::uint32_t>(next_record);
    const auto drive = [&](TypeIndex type, float wait, float persons) {
      drives.push_back({{OwnerKind::traveller, agent}, r.departure_s + wait, t.from[r.trip].node,
                        t.to[r.trip].node, type, persons});
    };
    switch (r.mode) {
      case Mode::car_driver: drive(car, kCarTerminalS / 2, in.figures->car_occupancy); break;
      case Mode::taxi: drive(car, kTaxiWaitS, 2); break;
      case Mode::motorcycle_taxi: drive(motorcycle, kMotorcycleTaxiWaitS, 2); break;
      default: events.add(r.departure_s, {agent, EventKind::depart});
    }
  }
  for (; next_truck < trucks.size() && trucks[next_truck].departure_s < until; ++next_truck) {
    const TruckTrip& k = trucks[next_truck];
    drives.push_back({{OwnerKind::freight, static_cast<std::uint32_t>(next_truck)}, k.departure_s, k.from,
                      k.to, truck, 1});
  }
  add_drives(std::move(drives));
}

// Every 15 minutes: how many cross which street now.
void DaySimulation::State::set_walkers() {
  next_walkers_s += Tallies::kPeriodSeconds;
  if (in.walkers == nullptr || in.walkers->links != in.network->links().size()) return;
  const Network& net = *in.network;
  const std::size_t period = in.walkers->period_at(now());
  for (const LinkId l : net.links()) {
    if ((net.link.flags[l] & kCrossing) != 0)
      traffic.set_walkers(l, in.walkers->at_marking(net, l, period));
    if (net.node.signal_plan[net.link.from[l]] != kNoSignalPlan)
      traffic.set_walkers_at_signal(l, in.walkers->at_signal(net, l, period));
  }
}

void DaySimulation::State::add_drives(std::vector<Drive> drives) {
  std::vector<RouteChoice::Request> requests;
  requests.reserve(drives.size());
  for (const Drive& d : drives) {
    const bool person = d.owner.kind() == OwnerKind::traveller;
    requests.push_back({d.from, d.to, person ? records[d.owner.index()].trip.value : d.owner.bits()});
  }
  auto found = routes.find(requests, options.threads);
  for (std::size_t i = 0; i < drives.size(); ++i) {
    const Drive& d = drives[i];
    if (d.owner.kind() == OwnerKind::traveller && !begin_drive(d, found[i])) continue;
    if (!found[i].empty()) departures.add(d.start_s, {d, std::move(found[i])});
  }
}

// Notes the start of a person's drive; false if no vehicle is needed.
bool DaySimulation::State::begin_drive(const Drive& d, const std::vector<LinkId>& route) {
  TripRecord& r = records[d.owner.index()];
  r.outcome = TripOutcome::under_way;
  for (const LinkId l : route) r.distance_m += in.network->link.length_m[l];
  if (!route.empty()) return true;
  if (d.from == d.to) {  // within the reach of one street node
    events.add(d.start_s + kCarTerminalS / 2, {d.owner.index(), EventKind::arrive});
  } else {
    r.outcome = TripOutcome::no_way;
    no_way += weight;
  }
  return false;
}

void DaySimulation::State::release_vehicles() {
  for (const Departure& d : departures.take(now())) {
    const std::uint32_t key = d.drive.owner.bits();
    const auto share = [&](std::uint32_t k) {
      return static_cast<float>(uniform({options.seed, Draw::insertion_position, key, k}));
    };
    const auto taste = static_cast<float>(normal({options.seed, Draw::speed_factor, key, 0}));
    traffic.add_vehicle({.type = d.drive.type,
                         .route = d.route,
                         .owner = d.drive.owner,
                         .passengers = d.drive.passengers,
                         .entry_share = 0.1F + 0.5F * share(0),
                         .exit_share = 0.4F + 0.5F * share(1),
                         .speed_factor = std::clamp(1 + 0.1F * taste, 0.75F, 1.25F)});
  }
}

// Seconds on foot or bicycle, or in a car as passenger (the driver's route is not known).
float DaySimulation::State::simple_travel_time(const TripRecord& r) const {
  const float metres = in.population->trip.distance_m[r.trip];
  switch (r.mode) {
    case Mode::bicycle:
    case Mode::shared_bicycle: return metres / kCycleSpeed + 60;
    case Mode::car_passenger: return metres / passenger_speed + kCarTerminalS;
    default: return metres / kWalkSpeed;
  }
}

void DaySimulation::State::start(std::uint32_t agent) {
  TripRecord& r = records[agent];
  r.outcome = TripOutcome::under_way;
  if (is_transit(r.mode)) {
    start_transit(agent);
    return;
  }
  const float metres = in.population->trip.distance_m[r.trip];
  r.distance_m = metres;
  if (r.mode == Mode::walk) {
    r.walk_m = metres;
    walking += weight;
  } else if (r.mode != Mode::car_passenger) {
    cycling += weight;
  }
  events.add(r.departure_s + simple_travel_time(r), {agent, EventKind::arrive});
}

void DaySimulation::State::start_transit(std::uint32_t agent) {
  TripRecord& r = records[agent];
  if (in.population->trip.ride_count[r.trip] == 0) {
    r.outcome = TripOutcome::no_way;
    no_way += weight;
    return;
  }
  const float walk = ride(agent).walk_before_m;
  r.walk_m += walk;
  events.add(now() + walk / kWalkSpeed, {agent, EventKind::reach_stop});
}

void DaySimulation::State::handle(const AgentEvent& e) {
  switch (e.kind) {
    case EventKind::depart: start(e.agent); break;
    case EventKind::reach_stop: {
      const RideLeg& leg = ride(e.agent);
      transit.wait(e.agent, leg.board, leg.alight, leg.preferred);
      break;
    }
    case EventKind::arrive: arrive(e.agent);
  }
}

void DaySimulation::State::after_ride(const Alighting& a) {
  TripRecord& r = records[a.agent];
  Traveller& t = travellers[a.agent];
  r.distance_m += a.ridden_m;
  r.fare += a.fare;
  ++t.ride;
  if (t.ride < in.population->trip.ride_count[r.trip]) {
    ++r.transfers;
    const float walk = ride(a.agent).walk_before_m;
    r.walk_m += walk;
    events.add(now() + walk / kWalkSpeed, {a.agent, EventKind::reach_stop});
    return;
  }
  const float walk = in.population->trip.egress_m[r.trip];
  r.walk_m += walk;
  events.add(now() + walk / kWalkSpeed, {a.agent, EventKind::arrive});
}

void DaySimulation::State::arrive(std::uint32_t agent) {
  TripRecord& r = records[agent];
  r.outcome = TripOutcome::arrived;
  r.travel_time_s = std::max(now() - r.departure_s, 1.0F);
  arrived += weight;
  arrived_by_mode[static_cast<std::size_t>(r.mode)] += weight;
  if (r.mode == Mode::walk) walking -= weight;
  if (r.mode == Mode::bicycle || r.mode == Mode::shared_bicycle) cycling -= weight;
}

// A driver reached the end of the route: walk to the door, pay.
void DaySimulation::State::end_drive(std::uint32_t agent) {
  TripRecord& r = records[agent];
  const CityFigures& f = *in.figures;
  const float km = r.distance_m / 1000;
  float walk = 0;
  if (r.mode == Mode::car_driver) {
    walk = kCarTerminalS / 2;
    r.fare = f.car_cost_km * km + f.car_cost_trip;
  } else if (r.mode == Mode::taxi) {
    r.fare = f.taxi_fare_base + f.taxi_fare_km * km;
  } else {
    r.fare = f.motorcycle_taxi_fare_base + f.motorcycle_taxi_fare_km * km;
  }
  events.add(now() + walk, {agent, EventKind::arrive});
}

void DaySimulation::State::note_time_point() {
  double vehicles = 0;
  double speeds = 0;
  traffic.load(vehicles, speeds);
  const auto mean = static_cast<float>(vehicles > 0 ? 3.6 * speeds / vehicles : 0);
  // People in cars move at the mean of the street, not of the crow's flight.
  if (vehicles > 0) passenger_speed = std::max(1.5F, mean / 3.6F / in.figures->mean_detour_walk);
  if (now() >= options.to_s) return;
  series.push_back({now(), static_cast<float>(vehicles), mean,
                    static_cast<float>(transit.waiting_persons()),
                    static_cast<float>(transit.on_board_persons()), static_cast<float>(walking),
                    static_cast<float>(cycling), static_cast<float>(traffic.waiting_to_enter())});
}

bool DaySimulation::State::walk_before(const AgentEvent& e, WalkerView& v, float& seconds) const {
  const TripRecord& r = records[e.agent];
  const TripColumns& t = in.population->trip;
  const auto access = [&](StopId s) { return in.transit->stop.access_node[s]; };
  v = {e.agent, Mode::walk, t.from[r.trip].node, t.to[r.trip].node, 0, 0};
  if (e.kind == EventKind::reach_stop) {
    const std::uint8_t ride_index = travellers[e.agent].ride;
    const RideLeg* legs = &t.rides[t.first_ride[r.trip]];
    if (ride_index > 0) v.from = access(legs[ride_index - 1].alight);
    v.to = access(legs[ride_index].board);
    seconds = legs[ride_index].walk_before_m / kWalkSpeed;
    return true;
  }
  if (e.kind != EventKind::arrive) return false;
  if (is_transit(r.mode)) {
    v.from = access(t.rides[t.first_ride[r.trip] + t.ride_count[r.trip] - 1].alight);
    seconds = t.egress_m[r.trip] / kWalkSpeed;
    return true;
  }
  const bool cycles = r.mode == Mode::bicycle || r.mode == Mode::shared_bicycle;
  if (r.mode != Mode::walk && !cycles) return false;
  v.mode = cycles ? Mode::bicycle : Mode::walk;
  seconds = simple_travel_time(r);
  return true;
}

DaySimulation::DaySimulation(const DayInput& input, const DayOptions& options)
    : s_(std::make_unique<State>(input, options)) {}
DaySimulation::~DaySimulation() = default;
DaySimulation::DaySimulation(DaySimulation&&) noexcept = default;

float DaySimulation::now() const { return s_->now(); }
const Traffic& DaySimulation::traffic() const { return s_->traffic; }
const TransitOperation& DaySimulation::transit() const { return s_->transit; }

const Population& DaySimulation::population() const { return *s_->in.population; }
const std::array<double, kModeCount>& DaySimulation::arrived_by_mode() const {
  return s_->arrived_by_mode;
}

void DaySimulation::view_walkers(std::vector<WalkerView>& out) const {
  out.clear();
  const State& s = *s_;
  s.events.for_each([&](float time_s, const AgentEvent& e) {
    WalkerView v;
    float seconds = 0;
    if (!s.walk_before(e, v, seconds) || seconds <= 0) return;
    v.share = std::clamp(1 - (time_s - s.now()) / seconds, 0.0F, 1.0F);
    v.share_per_s = 1 / seconds;
    out.push_back(v);
  });
}

TripId DaySimulation::trip_of(Owner owner) const {
  const bool person = owner.kind() == OwnerKind::traveller;
  return person && owner.index() < s_->records.size() ? s_->records[owner.index()].trip : TripId{};
}

bool DaySimulation::done() const {
  const State& s = *s_;
  if (s.now() < s.options.to_s) return false;
  if (s.now() >= s.options.to_s + s.options.clear_s) return true;
  return s.arrived + s.no_way >= static_cast<double>(s.records.size()) * s.weight - 1e-6;
}

void DaySimulation::step() {
  State& s = *s_;
  if (s.now() >= s.next_news_s && s.now() < s.options.to_s) s.plan_next_minutes();
  if (s.now() >= s.next_walkers_s && s.now() < s.options.to_s) s.set_walkers();
  for (const AgentEvent& e : s.events.take(s.now())) s.handle(e);
  s.release_vehicles();
  const auto begin = std::chrono::steady_clock::now();
  s.traffic.step();
  s.traffic_seconds +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  s.transit.step();
  for (const Arrival& a : s.traffic.arrivals())
    if (a.owner.kind() == OwnerKind::traveller) s.end_drive(a.owner.index());
  for (const Boarding& b : s.transit.boardings()) s.records[b.agent].wait_s += b.waited_s;
  for (const LeftBehind& l : s.transit.left_behind()) {
    std::uint8_t& times = s.records[l.agent].left_behind;
    times = static_cast<std::uint8_t>(std::min(255, times + 1));
  }
  for (const Alighting& a : s.transit.alightings()) s.after_ride(a);
  if (static_cast<std::uint32_t>(s.now()) % 60 == 0) s.note_time_point();
}

DayOutcome DaySimulation::finish() {
  State& s = *s_;
  DayOutcome o;
  for (TripRecord& r : s.records)
    if (r.outcome == TripOutcome::under_way) r.travel_time_s = s.now() - r.departure_s;
  const TrafficCounts c = s.traffic.counts();
  QualityCounts& q = o.quality;
  q.trips_expected = static_cast<double>(s.records.size()) * s.weight;
  q.trips_arrived = s.arrived;
  q.trips_no_way = s.no_way;
  q.trips_under_way = q.trips_expected - q.trips_arrived - q.trips_no_way;
  q.vehicles_entered = c.entered;
  q.vehicles_left = c.left;
  q.vehicles_in_network = c.in_network;
  q.vehicles_moved_on = c.moved_on;
  q.improvised_turns = c.improvised_turns;
  q.passengers_boarded = s.transit.boarded_persons();
  q.passengers_alighted = s.transit.alighted_persons();
  q.passengers_on_board = s.transit.on_board_persons();
  o.trips = std::move(s.records);
  o.sections = s.transit.section_times();
  o.lines = s.transit.line_results();
  o.stops = s.transit.stop_results();
  o.time_series = std::move(s.series);
  o.tallies = s.traffic.take_tallies();
  o.vehicle_updates = static_cast<double>(c.updates);
  o.traffic_seconds = s.traffic_seconds;
  return o;
}

}  // namespace mwendo
