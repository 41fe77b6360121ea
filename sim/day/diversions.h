// Drivers under way who change their route.
//
//   Diversions diversions(traffic, routes, {.seed = 7});
//   diversions.follow(vehicle, driver, route);   // a vehicle that was added to traffic
//   diversions.hear_news();                      // after routes.prepare(): new link times
//   diversions.look_around();                    // every second, after traffic.step()
//
// Two occasions:
//  1. News. Half of the drivers hear it. Who learns to be late by a fifth of the way left and a
//     minute looks for another way, and takes it if it saves as much. These limits: Mahmassani and
//     Jayakrishnan, "System performance and user response under real-time information", Transpn.
//     Res. A 25 (1991) 293-307. The half is an assumption.
//  2. A full street. A driver at the stop line whose next street has had no room for 20 s takes
//     another turn that has, if the way left grows by less than 5 min and the time waited. All
//     three are assumptions; their effect: docs/validation.md. Minibuses do so, too: they come back
//     to their course at their first stop beyond the full street, and pass one on it.
// Without them a street network above its capacity locks up (Daganzo, "Urban gridlock", Transpn.
// Res. B 41 (2007) 49-62; adaptive drivers: Mahmassani, Saberi, Zockaie, Transpn. Res. C 36
// (2013)).
//
// Guarantee: the result does not depend on the number of threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/day/route_choice.h"
#include "sim/traffic/traffic.h"

namespace mwendo {

class Diversions {
 public:
  struct Options {
    std::uint64_t seed = 1;
    int threads = 1;
  };
  Diversions(Traffic& traffic, const RouteChoice& routes, const Options& options);

  // driver: the key of its taste.
  void follow(VehicleId v, std::uint32_t driver, std::span<const LinkId> route,
              Pace pace = Pace::of_cars);
  void hear_news();
  void look_around();
  // Vehicles that are followed and have not arrived.
  [[nodiscard]] std::size_t under_way() const { return under_way_; }

  // Times that drivers changed their route.
  [[nodiscard]] std::uint64_t by_news() const { return by_news_; }
  [[nodiscard]] std::uint64_t by_full_streets() const { return by_full_streets_; }

  template <class Archive, class Self>
  static void archive(Archive& a, Self& d) {  // network/base/state_archive.h
    a(d.drivers_, d.under_way_, d.news_, d.by_news_, d.by_full_streets_);
  }

 private:
  struct Driver {
    std::uint32_t key = 0;
    float arrival_s = -1;  // as expected; below 0: not followed
    Pace pace = Pace::of_cars;
  };
  struct Late {
    VehicleId vehicle;
    std::vector<LinkId> way;  // left
    float seconds;            // of it, without the present link
  };
  struct Turn {  // that a driver before a full street may take
    const HeldUp* held;
    std::vector<LinkId> way;  // left
    std::size_t end;          // of the detour, index into it
    Driver driver;
  };
  [[nodiscard]] bool is_followed(VehicleId v) const;
  [[nodiscard]] std::size_t end_of_detour(const HeldUp& held, std::size_t way_left) const;
  [[nodiscard]] bool hears(const Driver& d) const;
  [[nodiscard]] std::vector<Late> late_drivers();
  void turn_off(std::span<const HeldUp> held);
  void turn_off(const Turn& t, std::span<const Route> ways);
  bool take(VehicleId v, std::span<const LinkId> way, float seconds);

  Traffic& traffic_;
  const RouteChoice& routes_;
  Options options_;
  std::vector<Driver> drivers_;  // by vehicle
  std::vector<VehicleView> on_road_;
  std::size_t under_way_ = 0;
  std::uint32_t news_ = 0;  // times they came
  std::uint64_t by_news_ = 0;
  std::uint64_t by_full_streets_ = 0;
};

}  // namespace mwendo
