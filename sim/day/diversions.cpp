#include "sim/day/diversions.h"

#include <algorithm>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr double kHears = 0.5;            // share of drivers at each news
constexpr float kNotWorthIt = 60;         // s, a smaller saving changes no route
constexpr float kNotWorthItShare = 0.2F;  // of the way left, the same
constexpr float kPatience = 20;           // s at the line of a full street
constexpr float kDetour = 300;            // s, a longer one is not taken around a full street
constexpr int kLooksEvery = 10;           // s

float worth_it(float seconds) { return std::max(kNotWorthIt, kNotWorthItShare * seconds); }

}  // namespace

Diversions::Diversions(Traffic& traffic, const RouteChoice& routes, const Options& options)
    : traffic_(traffic), routes_(routes), options_(options) {}

void Diversions::follow(VehicleId v, std::uint32_t driver, std::span<const LinkId> route,
                        Pace pace) {
  drivers_.resize(std::max<std::size_t>(drivers_.size(), v.value + 1));
  drivers_[v.value] = {driver, traffic_.now() + routes_.felt_s(route, driver, pace), pace};
  ++under_way_;
}

bool Diversions::is_followed(VehicleId v) const {
  return v.value < drivers_.size() && drivers_[v.value].arrival_s >= 0;
}

bool Diversions::hears(const Driver& d) const {
  return uniform({options_.seed, Draw::news, d.key, news_}) < kHears;
}

std::vector<Diversions::Late> Diversions::late_drivers() {
  std::vector<Late> late;
  traffic_.view(on_road_);
  for (const VehicleView& view : on_road_) {
    if (!is_followed(view.vehicle)) continue;
    const Driver& d = drivers_[view.vehicle.value];
    if (!hears(d)) continue;
    std::vector<LinkId> way = traffic_.way_left(view.vehicle);
    if (way.size() < 3) continue;
    const float seconds = routes_.felt_s(std::span(way).subspan(1), d.key, d.pace);
    if (traffic_.now() + seconds > d.arrival_s + worth_it(seconds))
      late.push_back({view.vehicle, std::move(way), seconds});
  }
  return late;
}

// The present turn stays: a driver in a queue has chosen its lane.
void Diversions::hear_news() {
  ++news_;
  const std::vector<Late> late = late_drivers();
  std::vector<RouteChoice::Rest> rests;
  for (const Late& l : late) {
    const Driver& d = drivers_[l.vehicle.value];
    rests.push_back({l.way[1], l.way.back(), d.key, d.pace});
  }
  std::vector<Route> found = routes_.find(rests, options_.threads);
  for (std::size_t i = 0; i < late.size(); ++i) {
    const Late& l = late[i];
    Driver& d = drivers_[l.vehicle.value];
    const LinkId next = l.way[1];
    const float seconds =
        static_cast<float>(found[i].seconds) + routes_.felt_s({&next, 1}, d.key, d.pace);
    d.arrival_s = traffic_.now() + l.seconds;
    if (found[i].links.empty() || seconds > l.seconds - worth_it(l.seconds)) continue;
    found[i].links.insert(found[i].links.begin(), l.way.front());
    by_news_ += take(l.vehicle, found[i].links, seconds) ? 1 : 0;
  }
}

bool Diversions::take(VehicleId v, std::span<const LinkId> way, float seconds) {
  if (!traffic_.change_way(v, way)) return false;
  if (is_followed(v)) drivers_[v.value].arrival_s = traffic_.now() + seconds;
  return true;
}

// Followed drivers look for a way to their end, minibuses for one to a stop.
std::size_t Diversions::end_of_detour(const HeldUp& held, std::size_t way_left) const {
  if (is_followed(held.vehicle)) return way_left - 1;
  const bool free = held.vehicle_class == VehicleClass::minibus && held.from_stop > 0;
  return free ? way_left - held.from_stop : 0;
}

// Ways that lead round the full streets, in one search for all.
void Diversions::turn_off(std::span<const HeldUp> held) {
  std::vector<RouteChoice::Rest> rests;
  std::vector<Turn> turns;
  for (const HeldUp& h : held) {
    std::vector<LinkId> way = traffic_.way_left(h.vehicle);
    const std::size_t end = end_of_detour(h, way.size());
    if (end < 2) continue;
    const Driver d =
        is_followed(h.vehicle) ? drivers_[h.vehicle.value] : Driver{.key = RouteChoice::kMinibus};
    for (const LinkId open : h.open) rests.push_back({open, way[end], d.key, d.pace});
    turns.push_back({&h, std::move(way), end, d});
  }
  const std::vector<Route> found = routes_.find(rests, options_.threads);
  std::size_t first = 0;
  for (const Turn& t : turns) {
    turn_off(t, std::span(found).subspan(first, t.held->open.size()));
    first += t.held->open.size();
  }
}

// Takes the best of the ways by open turns, if it is worth it.
void Diversions::turn_off(const Turn& t, std::span<const Route> ways) {
  float best = routes_.felt_s(std::span(t.way).subspan(1, t.end), t.driver.key, t.driver.pace) +
               kDetour + t.held->seconds;
  const Route* other = nullptr;
  for (const Route& route : ways) {
    if (route.links.empty()) continue;
    const float seconds = static_cast<float>(route.seconds) +
                          routes_.felt_s({route.links.data(), 1}, t.driver.key, t.driver.pace);
    if (seconds > best) continue;
    best = seconds;
    other = &route;
  }
  if (other == nullptr) return;
  std::vector<LinkId> way{t.way.front()};
  way.insert(way.end(), other->links.begin(), other->links.end());
  way.insert(way.end(), t.way.begin() + static_cast<std::ptrdiff_t>(t.end) + 1, t.way.end());
  by_full_streets_ += take(t.held->vehicle, way, best) ? 1 : 0;
}

void Diversions::look_around() {
  for (const Arrival& a : traffic_.arrivals()) under_way_ -= is_followed(a.vehicle) ? 1 : 0;
  if (static_cast<int>(traffic_.now()) % kLooksEvery != 0) return;
  turn_off(traffic_.held_up(kPatience));
}

}  // namespace mwendo
