// A run as a session drives it: live, recorded or made up. The edge to what is simulated.
//
//   class Still : public SteppedRun {                   // a run that is pushed on by one second
//     void step() override { ++now_; }
//     [[nodiscard]] bool done() const override { return now_ >= to_s(); }
//     ...
//   };
//   run->play(pace);          // second by second, until it is done or the pace ends it
//
// All functions are called in one thread. Times are seconds of the day.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "viz/runs/snapshot.h"

namespace mwendo::viz {

// Holds a run back before each second and observes it after each.
class Pace {
 public:
  virtual ~Pace() = default;
  virtual bool before_second() = 0;  // waits; false: stop
  virtual void after_second() = 0;
};

class Run {
 public:
  Run() = default;
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  virtual ~Run() = default;

  // Returns when the run is over or before_second() was false.
  virtual void play(Pace& pace) = 0;
  [[nodiscard]] virtual bool done() const { return false; }
  // Days before the one that is shown, and its run-in, run at their own pace.
  [[nodiscard]] virtual bool rehearsing() const { return false; }
  [[nodiscard]] virtual float now() const = 0;
  [[nodiscard]] virtual float from_s() const = 0;
  [[nodiscard]] virtual float to_s() const = 0;

  virtual void observe(Snapshot& out) = 0;  // fills all but previous positions
  // The same for the recording, in seconds that are not shown.
  virtual void observe_recorded(Snapshot& out) { observe(out); }
  // The story of a vehicle on the road or of a person; false if the run knows nothing of it.
  virtual bool describe(const VehicleSample&, Story&) const { return false; }
  virtual bool describe_person(std::uint32_t, Story&) const { return false; }

  // Recorded runs go to any time.
  [[nodiscard]] virtual bool can_seek() const { return false; }
  virtual void seek(float) {}
};

// A run that is pushed on by one second.
class SteppedRun : public Run {
 public:
  void play(Pace& pace) override {
    while (pace.before_second()) {
      step();
      pace.after_second();
    }
  }
  virtual void step() = 0;
};

// Reports the progress of a run before it starts: a share of the work and a text. False: the window
// no longer waits for the run.
using TellProgress = std::function<bool(float share, const std::string& what)>;

// Called in the run's thread, so that a long preparation does not hold the window.
using MakeRun = std::function<std::unique_ptr<Run>(const TellProgress&)>;

}  // namespace mwendo::viz
