// People that move outside traffic: walkers, cyclists, and passengers of other people's cars.
//
//   walkers.start(agent);             // by an event; the arrival is an event too
//   walkers.cross_streets();          // every 15 min: how many hold up traffic at crossings
//
// They arrive after their travel time; nothing slows them on the way.
#pragma once

#include <vector>

#include "sim/day/day_context.h"

namespace mwendo {

// A walker or cyclist, for viewers: between two nodes, a share of the way done.
struct WalkerView {
  std::uint32_t agent = 0;  // the same over the day
  Mode mode = Mode::walk;   // walk or bicycle
  NodeId from, to;
  float share = 0;
  float share_per_s = 0;
};

class Walkers {
 public:
  explicit Walkers(DayContext& day) : day_(day) {}

  void start(std::uint32_t agent);
  void end(std::uint32_t agent);
  void cross_streets();
  // Mean speed of cars along the street, m/s: that of car passengers.
  void set_street_speed(float mps);
  // All on foot or bicycle, walks to stops and from them included.
  void view(std::vector<WalkerView>& out) const;

  [[nodiscard]] double walking() const { return walking_; }  // persons, whole trips on foot
  [[nodiscard]] double cycling() const { return cycling_; }

  template <class Archive, class Self>
  static void archive(Archive& a, Self& w) {  // network/base/state_archive.h
    a(w.walking_, w.cycling_, w.passenger_mps_);
  }

 private:
  [[nodiscard]] float travel_time(std::uint32_t agent) const;
  // The walk or ride that ends with an event; false if the agent is not on foot or bicycle.
  bool before(const AgentEvent& e, WalkerView& view, float& seconds) const;
  void count(std::uint32_t agent, double persons);

  DayContext& day_;
  double walking_ = 0, cycling_ = 0;
  float passenger_mps_ = 5;  // along the shortest way; until the first minute
};

}  // namespace mwendo
