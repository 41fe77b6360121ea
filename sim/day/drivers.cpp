#include "sim/day/drivers.h"

#include <algorithm>

#include "network/base/random.h"
#include "sim/world/prices.h"

namespace mwendo {
namespace {

double vehicles_of_residents(const DayContext& day) {
  double drivers = 0;
  for (std::uint32_t agent = 0; agent < day.trips.size(); ++agent)
    drivers += day.trips.mode(agent).travel == Travel::drives ? 1 : 0;
  return drivers * double{day.weight};
}

// The same on all days and in all scenarios.
std::uint32_t key_of(const VehicleTrip& trip, std::uint64_t seed) {
  const auto time = static_cast<std::uint32_t>(1000 * trip.departure_s);
  return random_bits({seed, Draw::vehicle_route, time, trip.from.value ^ (trip.to.value << 16U)});
}

}  // namespace

std::vector<Clone> Drivers::clones_of_day(const DayContext& day) {
  std::vector<float> departures;
  std::vector<SampledDriver> drivers;
  for (std::uint32_t agent = 0; agent < day.trips.size(); ++agent) {
    const TripRecord& r = day.trips.record(agent);
    departures.push_back(r.departure_s);
    if (day.trips.mode(agent).travel == Travel::drives) drivers.push_back({agent, r.trip.value});
  }
  return clones_of(departures, drivers,
                   {.expansion = day.weight,
                    .seed = day.options.seed,
                    .from_s = day.options.start_s(),
                    .to_s = day.options.to_s});
}

Drivers::Drivers(DayContext& day)
    : day_(day),
      routes_(day.input.world.network, day.options.seed, day.options.route_taste),
      habits_(routes_, day.input.believed, day.input.ways,
              {.seed = day.options.seed,
               .day = day.options.number,
               .new_way_share = day.options.new_way_share,
               .threads = day.options.threads}),
      diversions_(day.traffic, routes_, {.seed = day.options.seed, .threads = day.options.threads}),
      departures_(day.options.start_s(), day.options.to_s + day.options.clear_s),
      clones_(clones_of_day(day)) {
  const auto add = [&](VehicleClass c, Permissions lanes) {
    type_[static_cast<std::size_t>(c)] = day.traffic.add_type(make_type(c, lanes));
  };
  add(VehicleClass::car, kCar);
  add(VehicleClass::motorcycle, kMotorcycle);
  add(VehicleClass::truck, kTruck);
  judged_share_ = kJudged / std::max(1.0, vehicles_of_residents(day));
}

void Drivers::hear_news() {
  if (!day_.before_end() && diversions_.under_way() == 0) return;  // nobody is there to hear
  for (const Pace pace : {Pace::of_cars, Pace::of_two_wheelers}) hear_news(pace);
  diversions_.hear_news();
}

void Drivers::hear_news(Pace pace) {
  const LinkTimes& known = day_.input.believed;
  const auto believed = known.of_period(known.period_at(day_.now()), pace);
  std::vector<float> felt(believed.begin(), believed.end());
  if (day_.now() != day_.options.start_s()) add_news(felt, pace);
  routes_.prepare(felt, pace);
  told_[static_cast<std::size_t>(pace)] = std::move(felt);
}

void Drivers::add_news(std::vector<float>& felt, Pace pace) const {
  const std::vector<float> latest =
      news_of(day_.input.world.network, day_.traffic.tallies(), day_.now(), pace);
  const float news = day_.options.first_day ? 1 : day_.options.news_share;
  for (std::size_t l = 0; l < felt.size(); ++l) felt[l] += news * (latest[l] - felt[l]);
}

Pace Drivers::pace_of(const Drive& d) const {
  const bool rides = d.type == type_[static_cast<std::size_t>(VehicleClass::motorcycle)];
  return rides ? Pace::of_two_wheelers : Pace::of_cars;
}

Drivers::Drive Drivers::drive_of(std::uint32_t agent) const {
  const ModeRow& mode = day_.trips.mode(agent);
  const float persons = mode.persons > 0 ? mode.persons : day_.input.world.figures.car_occupancy;
  return {{OwnerKind::traveller, agent},
          day_.trips.record(agent).trip.value,
          day_.trips.way(agent).start_s + mode.access_s,
          day_.trips.origin(agent),
          day_.trips.destination(agent),
          type_[static_cast<std::size_t>(mode.vehicle)],
          persons,
          mode.nest == Nest::hired};
}

void Drivers::plan(std::uint32_t agent) { planned_.push_back(drive_of(agent)); }

// In a sample the others for whom the rider stands ride, too, until the next news.
void Drivers::plan_on(std::uint32_t agent) {
  plan(agent);
  Drive other = planned_.back();
  const std::uint32_t trip = other.key;
  const auto u = [&](std::uint32_t k) {
    return static_cast<float>(uniform({day_.options.seed, Draw::ride_on, trip, k}));
  };
  const auto others = static_cast<std::uint32_t>(day_.weight - 1 + u(0));
  other.owner = {OwnerKind::other, kEmpty};
  for (std::uint32_t k = 1; k <= others; ++k) {
    other.key = random_bits({day_.options.seed, Draw::ride_on, ~trip, k});
    other.start_s = day_.now() + kNewsEvery * u(k);
    planned_.push_back(other);
  }
}

void Drivers::plan_clones(float until_s) {
  for (; next_clone_ < clones_.size() && clones_[next_clone_].departure_s < until_s;
       ++next_clone_) {
    planned_.push_back(drive_of(clones_[next_clone_], {OwnerKind::other, next_clone_}));
  }
}

Drivers::Drive Drivers::drive_of(const Clone& clone, Owner owner) const {
  Drive d = drive_of(clone.driver);
  d.start_s += clone.departure_s - day_.trips.record(clone.driver).departure_s;
  d.owner = owner;
  d.key = clone.key;
  return d;
}

void Drivers::plan(std::uint32_t number, const VehicleTrip& trip) {
  const Owner owner{OwnerKind::freight, number};
  planned_.push_back({owner, key_of(trip, day_.options.seed), trip.departure_s, trip.from, trip.to,
                      type_[static_cast<std::size_t>(trip.vehicle)], 1});
}

KnownWays::Driver Drivers::known_as(const Drive& d) {
  return std::uint64_t{static_cast<std::uint8_t>(d.owner.kind())} << 32U | d.key;
}

void Drivers::find_routes() {
  std::vector<Habits::Trip> trips;
  trips.reserve(planned_.size());
  for (const Drive& d : planned_)
    trips.push_back({{d.from, d.to, d.key, pace_of(d)}, known_as(d), d.start_s});
  auto found = habits_.ways_of(trips);
  for (std::size_t i = 0; i < planned_.size(); ++i) {
    const Drive& d = planned_[i];
    if (is_person(d) && !begin(d, found[i])) continue;
    if (!found[i].empty()) departures_.add(d.start_s, {d, std::move(found[i])});
  }
  planned_.clear();
}

bool Drivers::is_judged(const Drive& d) const {
  return d.owner.kind() != OwnerKind::freight && d.owner.index() != kEmpty &&
         uniform({day_.options.seed, Draw::judged_way, d.key, 0}) < judged_share_;
}

// A judged driver has arrived, or the day ends.
void Drivers::note_way(VehicleId v) {
  const auto at = way_of_.find(v.value);
  if (at == way_of_.end()) return;
  ways_[at->second].links = day_.traffic.route_of(v);
  way_of_.erase(at);
}

std::vector<DrivenWay> Drivers::take_ways() {
  std::vector<VehicleView> on_road;
  day_.traffic.view(on_road);
  for (const VehicleView& v : on_road) note_way(v.vehicle);
  return std::move(ways_);
}

// Notes the start of a person's drive; false if no vehicle is needed.
bool Drivers::begin(const Drive& d, const std::vector<LinkId>& route) {
  const std::uint32_t agent = d.owner.index();
  day_.trips.start(agent);
  TripRecord& r = day_.trips.record(agent);
  r.distance_m = day_.trips.way(agent).ridden_m +
                 static_cast<float>(day_.input.world.network.length_of(route));
  persons_driving_ += route.empty() ? 0 : 1;
  if (!route.empty()) return true;
  if (d.from == d.to)  // within the reach of one street node
    day_.events.add(d.start_s + row_of(Mode::car_driver).egress_s, {agent, EventKind::arrive});
  else
    day_.trips.find_no_way(agent);
  return false;
}

void Drivers::release() {
  for (const Departure& d : departures_.take(day_.now())) enter(d);
}

void Drivers::enter(const Departure& d) {
  const std::uint32_t key = d.drive.key;
  const std::uint64_t seed = day_.options.seed;
  const auto share = [&](std::uint32_t k) {
    return static_cast<float>(uniform({seed, Draw::insertion_position, key, k}));
  };
  const auto taste = static_cast<float>(normal({seed, Draw::speed_factor, key, 0}));
  const VehicleSpec spec{.type = d.drive.type,
                         .route = d.route,
                         .owner = d.drive.owner,
                         .passengers = d.drive.persons,
                         .entry_share = 0.1F + 0.5F * share(0),
                         .exit_share = 0.4F + 0.5F * share(1),
                         .speed_factor = std::clamp(1 + 0.1F * taste, 0.75F, 1.25F)};
  const VehicleId v = day_.traffic.add_vehicle(spec);
  diversions_.follow(v, key, d.route, pace_of(d.drive));
  if (d.drive.hired && d.drive.owner.index() != kEmpty) hired_[d.drive.owner.bits()] = d.drive;
  if (!is_judged(d.drive)) return;
  way_of_[v.value] = ways_.size();
  ways_.push_back({d.drive.start_s, key, pace_of(d.drive), d.route});
}

void Drivers::after_step() {
  diversions_.look_around();
  for (const Arrival& a : day_.traffic.arrivals()) {
    note_way(a.vehicle);
    if (a.owner.kind() == OwnerKind::traveller) end(a);
    return_empty(a.owner);
  }
}

// A hired vehicle goes back to the stage where it was hired.
void Drivers::return_empty(Owner owner) {
  const auto hired = hired_.find(owner.bits());
  if (hired == hired_.end()) return;
  Drive d = hired->second;
  hired_.erase(hired);
  std::swap(d.from, d.to);
  d.hired = false;
  d.key = ~d.key;  // draws of its own
  d.owner = {OwnerKind::other, kEmpty};
  d.start_s = day_.now();
  d.persons = 1;
  planned_.push_back(d);
}

// A driver reached the end of the route: walks to the door, pays.
void Drivers::end(const Arrival& a) {
  --persons_driving_;
  const std::uint32_t agent = a.owner.index();
  const ModeRow& mode = day_.trips.mode(agent);
  const auto metres =
      static_cast<float>(day_.input.world.network.length_of(day_.traffic.route_of(a.vehicle)));
  TripRecord& r = day_.trips.record(agent);
  r.distance_m = day_.trips.way(agent).ridden_m + metres;
  r.fare += price_of(day_.input.world.figures, mode.mode).of(metres / 1000);
  day_.events.add(day_.now() + mode.egress_s, {agent, EventKind::arrive});
}

}  // namespace mwendo
