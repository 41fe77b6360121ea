// What a frame costs with many vehicles in view; what showing costs the simulation.
//
//   xvfb-run -a -s "-screen 0 1280x720x24" build/release/benchmarks/benchmark_window_frames [part
//   of a scene's name]
//
// Vehicles are put on random links of a made-up city and move every second, so that drawing is
// measured and not traffic. LP_NUM_THREADS=0 makes software OpenGL draw in the drawing thread: its
// CPU time is then the whole cost of a frame, whatever else the machine does.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#include "network/base/random.h"
#include "viz/app/app.h"
#include "viz/app/display.h"
#include "viz/runs/made_up_city.h"

namespace {

using namespace mwendo;
using namespace mwendo::viz;

struct Scene {
  const char* name;
  std::uint32_t blocks;  // a side
  std::uint32_t vehicles;
  std::uint32_t people;
  float across_m;  // 0: the whole city
  float wanted_per_s;
  bool flying = false;  // the eye moves all the time
};
constexpr Scene kScenes[] = {
    {"20,000 vehicles in view", 60, 20000, 0, 0, 30},
    {"20,000 vehicles in view, near enough for shapes", 40, 20000, 0, 7000, 30},
    {"20,000 vehicles, the eye flies", 60, 20000, 0, 0, 30, true},
    {"50,000 vehicles in view", 60, 50000, 0, 0, 15},
    {"200,000 agents, density", 280, 80000, 120000, 0, 20},
};

// Vehicles that keep their link and go round on it.
class Crowd : public SteppedRun {
 public:
  Crowd(std::shared_ptr<const World> world, const Scene& scene)
      : world_(std::move(world)), scene_(scene) {
    const auto links = static_cast<double>(world_->network.links().size());
    for (std::uint32_t i = 0; i < scene.vehicles; ++i) {
      const LinkId l{static_cast<std::uint32_t>(draw(i, 0) * links)};
      vehicles_.push_back(
          {.vehicle = i,
           .owner = {OwnerKind::other, i},
           .link = l,
           .previous_link = {},
           .position_m = static_cast<float>(draw(i, 1)) * length(l),
           .speed_mps = static_cast<float>(2 + 10 * draw(i, 2)),
           .lane = static_cast<std::uint8_t>(
               draw(i, 3) * static_cast<double>(world_->network.lanes_of(l).size())),
           .kind = static_cast<std::uint8_t>(draw(i, 4) * 5)});
    }
    std::sort(vehicles_.begin(), vehicles_.end(),
              [](const auto& a, const auto& b) { return a.link < b.link; });
    for (std::uint32_t i = 0; i < vehicles_.size(); ++i) vehicles_[i].vehicle = i;
    const Box box = LaneGeometry(world_->network).box();
    for (std::uint32_t i = 0; i < scene.people; ++i)
      people_.push_back({i, NodeId{0}, NodeId{1}, 0.5F, 0,
                         mix(box.low.x, box.high.x, static_cast<float>(draw(i, 5))),
                         mix(box.low.y, box.high.y, static_cast<float>(draw(i, 6))), Mode::walk});
  }
  void step() override {
    now_ += 1;
    for (VehicleSample& v : vehicles_) {
      v.position_m += v.speed_mps;
      if (v.position_m > length(v.link)) v.position_m = 0;
    }
  }
  [[nodiscard]] float now() const override { return now_; }
  [[nodiscard]] float from_s() const override { return 6 * 3600; }
  [[nodiscard]] float to_s() const override { return 16 * 3600; }
  void observe(Snapshot& s) override {
    s.time_s = now_;
    s.vehicles = vehicles_;
    s.people = people_;
    s.totals.vehicles_on_road = static_cast<float>(vehicles_.size());
  }

 private:
  [[nodiscard]] float length(LinkId l) const { return world_->network.link.length_m[l]; }
  static double draw(std::uint32_t i, std::uint32_t index) {
    return uniform({.seed = 1, .purpose = Draw::test, .subject = i, .index = index});
  }
  std::shared_ptr<const World> world_;
  Scene scene_;
  std::vector<VehicleSample> vehicles_;
  std::vector<PersonSample> people_;
  float now_ = 6 * 3600;
};

ViewedRun crowd_run(const Scene& scene) {
  ViewedRun run = open_made_up_city({.rows = scene.blocks, .columns = scene.blocks});
  run.to_s = run.from_s + 36000;
  run.make = [world = run.world, scene](const TellProgress&) {
    return std::make_unique<Crowd>(world, scene);
  };
  return run;
}

Options options(std::size_t frames, float across_m) {
  Options o;
  o.width = 1280, o.height = 720;
  o.forget = true, o.frames = frames, o.across_m = across_m;
  o.theme = ThemeName::light;
  o.speed = 1;
  return o;
}

// A tour that never stands still.
std::filesystem::path flight() {
  const auto file =
      std::filesystem::temp_directory_path() / fmt::format("mwendo-flight-{}.toml", getpid());
  std::ofstream(file)
      << "[[view]]\nseconds = 3\nacross = 9000\n[[view]]\nseconds = 3\nacross = 4000\n";
  return file;
}

// alone: the drawing thread's CPU time is the whole cost; else wall time judges, with the load
// there is.
void frames_of(const Scene& scene, const Fonts& fonts, bool alone) {
  Options o = options(scene.flying ? 250 : 120, scene.across_m);
  if (scene.flying) o.tour = flight();
  App app(o, fonts, crowd_run(scene), std::nullopt);
  app.run();
  if (scene.flying) std::filesystem::remove(o.tour);
  const FrameMeter::Report r = app.meter().report();
  const double rate = alone ? 1000 / std::max(r.cpu_ms, 0.01) : r.possible_per_s;
  const double input = alone ? 2 * r.cpu_ms_p95 : r.reaction_ms;
  fmt::print("{:<48} {:>8} {:>9.1f} {:>8.1f} {:>9.1f} {:>8.1f} {:>8.1f} {:>8.0f} {:>7.0f} {:>5}\n",
             scene.name, app.vehicles_drawn(), r.cpu_ms, r.cpu_ms_p95, r.work_ms, r.work_ms_p95,
             rate, input, scene.wanted_per_s,
             rate >= scene.wanted_per_s && input <= 100 ? "yes" : "no");
  std::fflush(stdout);
}

double thread_cpu_s() {
  std::timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

struct CpuTimes {
  double steps = 0, all = 0;
  int seconds = 0;
};

// A run whose seconds are timed, in the thread that simulates them.
class TimedRun : public SteppedRun {
 public:
  TimedRun(std::shared_ptr<SteppedRun> of, std::shared_ptr<CpuTimes> times)
      : run_(std::move(of)),
        times_(std::move(times)),
        from_s_(run_->now()),
        began_(thread_cpu_s()) {}
  void step() override {
    const double before = thread_cpu_s();
    run_->step();
    const double after = thread_cpu_s();
    times_->steps += after - before;
    times_->all = after - began_;
    ++times_->seconds;
  }
  [[nodiscard]] bool done() const override { return run_->done(); }
  [[nodiscard]] float now() const override { return run_->now(); }
  [[nodiscard]] float from_s() const override { return from_s_; }
  [[nodiscard]] float to_s() const override { return run_->to_s(); }
  void observe(Snapshot& out) override { run_->observe(out); }

 private:
  std::shared_ptr<SteppedRun> run_;
  std::shared_ptr<CpuTimes> times_;
  float from_s_;
  double began_;
};

// Share of the CPU time of the simulation's thread that goes into being looked at.
void loss_when_shown(const Fonts& fonts) {
  const RandomTraffic traffic{.trips_per_hour = 80000, .passengers_per_hour = 20000};
  ViewedRun run = open_made_up_city({.rows = 60, .columns = 60, .traffic = traffic});
  const auto times = std::make_shared<CpuTimes>();
  const std::shared_ptr<SteppedRun> filled = random_run(run.world, traffic);
  for (int i = 0; i < 600; ++i) filled->step();
  run.from_s = filled->now();
  run.make = [filled, times](const TellProgress&) {
    return std::make_unique<TimedRun>(filled, times);
  };
  Options o = options(200, 0);
  o.speed = 0;  // as fast as it can
  App app(o, fonts, std::move(run), std::nullopt);
  app.run();
  const double loss = 100 * (times->all - times->steps) / std::max(times->all, 1e-9);
  fmt::print(
      "\nSimulation shown as fast as it can, {} seconds of the city in {} frames: {:.1f} % of its "
      "CPU time goes into being "
      "looked at (wanted: at most 10): {}\n",
      times->seconds, app.meter().frames(), loss, loss <= 10 ? "yes" : "no");
}

}  // namespace

int main(int argc, char** argv) {
  if (const std::string problem = display_problem(); !problem.empty()) {
    fmt::print(stderr, "{}\n", problem);
    return 2;
  }
  Fonts fonts;
  if (const std::string problem = fonts.load(); !problem.empty()) {
    fmt::print(stderr, "{}\n", problem);
    return 2;
  }
  const char* threads = std::getenv("LP_NUM_THREADS");
  const bool alone = threads != nullptr && std::string(threads) == "0";
  fmt::print("1280 x 720, {}\n",
             alone
                 ? "software OpenGL in the drawing thread: CPU is the whole cost of a frame"
                 : "OpenGL as it is set up: wall time judges, with the load that the machine has");
  fmt::print("{:<48} {:>8} {:>9} {:>8} {:>9} {:>8} {:>8} {:>8} {:>7} {:>5}\n", "scene", "drawn",
             "CPU ms", "(95 %)", "wall ms", "(95 %)", "frames/s", "input ms", "wanted", "met");
  const std::string wanted = argc > 1 ? argv[1] : "";
  for (const Scene& s : kScenes)
    if (std::string(s.name).find(wanted) != std::string::npos) frames_of(s, fonts, alone);
  if (wanted.empty()) loss_when_shown(fonts);
  return 0;
}
