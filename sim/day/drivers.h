// Drivers of private vehicles in traffic: cars, taxis, motorcycle taxis, vehicles at work.
//
//   drivers.hear_news();                       // every kNewsEvery seconds
//   drivers.plan(agent); drivers.plan(number, trip);  // that depart before the next news
//   drivers.plan_on(agent);                           // who hires a vehicle on the way
//   drivers.plan_clones(until);                      // the same, of vehicles beyond the sample
//   drivers.find_routes();
//   drivers.release(); traffic.step(); drivers.after_step();    // every second
//
// A trip: access (walk to the car or wait for a taxi), drive on the way of the day before or on the
// route that is fastest by believed and present times (habits.h), or on other ways (diversions.h),
// egress, payment. The news tell the
// times of the last and the present quarter of an hour, from the first kNewsEvery seconds on; a
// street on which nobody drives is free. In a sample clones drive beside the agents (clones.h);
// vehicles at work are all there.
// Hired vehicles go back empty to where they were hired, with the next planned drives: taxis and
// boda-bodas of the three cities belong to a stage. Half of their vehicle-km is empty, an
// assumption.
#pragma once

#include <array>
#include <span>
#include <unordered_map>

#include "sim/day/clones.h"
#include "sim/day/day_context.h"
#include "sim/day/diversions.h"
#include "sim/day/driven_way.h"
#include "sim/day/habits.h"
#include "sim/day/route_choice.h"
#include "sim/day/vehicles_at_work.h"

namespace mwendo {

class Drivers {
 public:
  static constexpr float kNewsEvery = 300;  // s between route decisions: an assumption

  explicit Drivers(DayContext& day);

  void hear_news();
  void plan(std::uint32_t agent);
  void plan(std::uint32_t number, const VehicleTrip& trip);
  void plan_on(std::uint32_t agent);  // who gave up waiting and hires a vehicle
  void plan_clones(float until_s);
  void find_routes();
  void release();
  void after_step();

  // Persons whose drive has begun and who have not reached its end, in agents.
  [[nodiscard]] std::size_t persons_driving() const { return persons_driving_; }
  // Ways of a sample of the residents' vehicles, about kJudged; as far as they have gone. Call it
  // at the end of the day.
  [[nodiscard]] std::vector<DrivenWay> take_ways();
  // Times that drivers under way changed their route.
  [[nodiscard]] double routes_changed() const {
    return static_cast<double>(diversions_.by_news() + diversions_.by_full_streets());
  }
  void save(StateWriter& out) const;
  // After the trips of the day.
  void restore(StateReader& in);

 private:
  template <class Archive, class Self>
  static void archive(Archive& a, Self& d);
  void renew_clones();
  static constexpr double kJudged = 2000;  // drivers; a standard error of the gap below 0.1 of it
  static constexpr std::uint32_t kEmpty = Owner::kLastIndex;  // owner of those that go back
  struct Drive {
    Owner owner;
    std::uint32_t key;  // of draws
    float start_s;
    NodeId from, to;
    TypeIndex type;
    float persons;
    bool hired = false;  // with a rider: goes back without
  };
  struct Departure {
    Drive drive;
    std::vector<LinkId> route;

    template <class Archive, class Self>
    static void archive(Archive& a, Self& d) {
      a(d.drive, d.route);
    }
  };
  [[nodiscard]] static bool is_person(const Drive& d) {
    return d.owner.kind() == OwnerKind::traveller;
  }
  [[nodiscard]] Drive drive_of(std::uint32_t agent) const;
  [[nodiscard]] Drive drive_of(const Clone& clone, Owner owner) const;
  void hear_news(Pace pace);
  void add_news(std::vector<float>& felt, Pace pace) const;
  [[nodiscard]] Pace pace_of(const Drive& d) const;
  bool begin(const Drive& d, const std::vector<LinkId>& route);
  [[nodiscard]] static std::vector<Clone> clones_of_day(const DayContext& day);
  [[nodiscard]] static KnownWays::Driver known_as(const Drive& d);
  [[nodiscard]] bool is_judged(const Drive& d) const;
  void note_way(VehicleId v);
  void end(const Arrival& a);
  void return_empty(Owner owner);
  void enter(const Departure& d);

  DayContext& day_;
  RouteChoice routes_;
  Habits habits_;
  Diversions diversions_;
  std::array<std::vector<float>, kPaceCount> told_;  // by the last news: link s
  EventQueue<Departure> departures_;
  std::vector<Drive> planned_;
  std::vector<Clone> clones_;  // by departure
  std::uint32_t next_clone_ = 0;
  std::size_t persons_driving_ = 0;
  std::unordered_map<std::uint32_t, Drive> hired_;  // by owner: with a rider, under way
  double judged_share_ = 0;
  std::vector<DrivenWay> ways_;                            // of judged drivers
  std::unordered_map<std::uint32_t, std::size_t> way_of_;  // by vehicle under way
  std::array<TypeIndex, kVehicleClassCount> type_{};
};

}  // namespace mwendo
