#include "tests/support/busway.h"

#include <algorithm>
#include <cmath>

#include "network/assembly/builder.h"
#include "network/base/random.h"
#include "sim/traffic/traffic.h"
#include "sim/transit/operation.h"
#include "sim/world/supply_edit.h"

namespace mwendo {
namespace {

struct Busway {
  Network net;
  TransitSupply supply;
  std::vector<LineId> lines;
  explicit Busway(const BuswayCase& c);

 private:
  void add_streets(const BuswayCase& c);
  void add_line(const BuswayCase& c);
};

Busway::Busway(const BuswayCase& c) {
  add_streets(c);
  add_line(c);
}

void Busway::add_streets(const BuswayCase& c) {
  NetworkBuilder builder;
  for (int k = 0; k <= c.stations; ++k) builder.add_node({(k - 0.5) * c.spacing_m, 0});
  for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(c.stations); ++k) {
    builder.add_link({.from = NodeId{k},
                      .to = NodeId{k + 1},
                      .lanes = 1,
                      .free_speed_mps = c.speed_mps,
                      .road_class = RoadClass::primary});
    if (k == 0 || c.red_s <= 0) continue;
    SignalSpec signal;
    signal.phases = {
        {.green_s = c.cycle_s - c.red_s, .clearance_s = 0, .turns = {{LinkId{k - 1}, LinkId{k}}}},
        {.green_s = c.red_s, .clearance_s = 0}};
    // Greens follow one another at no speed of the buses.
    signal.offset_s = static_cast<float>(
        uniform({.seed = c.seed, .purpose = Draw::test, .subject = k}) * double{c.cycle_s});
    builder.set_signal(NodeId{k}, signal);
  }
  net = builder.build();
}

void Busway::add_line(const BuswayCase& c) {
  LineDraft draft;
  draft.mode = Mode::brt;
  draft.vehicle = c.vehicle;
  draft.capacity = c.capacity;
  draft.dwell = c.dwell;
  draft.peak_headway_s = draft.offpeak_headway_s = c.headway_s * static_cast<float>(c.services);
  draft.first_departure_s = 0;
  draft.control = c.control;
  for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(c.stations); ++k) {
    draft.path.push_back(LinkId{k});
    draft.stops.push_back(
        {append(supply, StopDraft{.name = "station",
                                  .position = {k * c.spacing_m, 0},
                                  .link = LinkId{k},
                                  .position_m = static_cast<float>(c.spacing_m / 2),
                                  .access_node = NodeId{k},
                                  .kind = StopKind::brt_station,
                                  .docking_bays = static_cast<std::uint8_t>(c.docks),
                                  .passing_lane = static_cast<std::uint8_t>(c.passing_lane)}),
         k});
  }
  for (int i = 0; i < c.services; ++i) lines.push_back(append(supply, draft));
}

// Riders of one station come evenly; each gets off at a later one by the shares of the table.
class Riders {
 public:
  Riders(const BuswayCase& c, const Busway& way)
      : c_(c), way_(way), due_(c.boarding.size(), 0), leave_(c.boarding.size(), 0) {
    double load = 0;
    for (std::size_t k = 0; k < due_.size(); ++k) {
      leave_[k] = load > 0 ? std::min(c.alighting[k] / load, 1.0) : 0;
      load += c.boarding[k] - c.alighting[k];
    }
  }
  void come(TransitOperation& transit) {
    for (std::size_t k = 0; k + 1 < due_.size(); ++k)
      for (due_[k] += come_now(k); due_[k] >= 1; --due_[k])
        transit.wait(count_++, stop(k), stop(end_of(k)), way_.lines[0]);
  }

 private:
  // By chance: one or none in a second, as in a Poisson process.
  double come_now(std::size_t k) {
    const double mean = c_.boarding[k] / 3600;
    if (!c_.random_riders) return mean;
    const bool comes =
        uniform({.seed = c_.seed, .purpose = Draw::test, .subject = draws_++, .index = 2}) <
        1 - std::exp(-mean);
    return comes ? 1 : 0;
  }
  [[nodiscard]] StopId stop(std::size_t k) const {
    return way_.supply.stops_of(way_.lines[0])[k].stop;
  }
  std::size_t end_of(std::size_t from) {
    for (std::size_t k = from + 1; k + 1 < due_.size(); ++k)
      if (uniform({.seed = c_.seed, .purpose = Draw::test, .subject = draws_++, .index = 1}) <
          leave_[k])
        return k;
    return due_.size() - 1;
  }

  const BuswayCase& c_;
  const Busway& way_;
  std::vector<double> due_, leave_;
  std::uint32_t count_ = 0, draws_ = 0;
};

double deviation_of(const std::vector<double>& x) {
  double sum = 0, squares = 0;
  for (const double v : x) sum += v, squares += v * v;
  const auto n = static_cast<double>(x.size());
  return n > 1 ? std::sqrt(std::max(squares / n - sum * sum / n / n, 0.0)) : 0;
}

BuswayRun summary(const BuswayCase& c, const std::vector<LineResult>& lines) {
  BuswayRun r;
  double vehicles = 0;
  double metres = 0;
  std::vector<double> loads(static_cast<std::size_t>(c.stations), 0);
  for (const LineResult& line : lines)
    for (std::size_t k = 0; k < line.sections.size(); ++k) {
      const LineSectionResult& s = line.sections[k];
      vehicles += double{s.vehicles};
      metres += double{s.vehicles * s.length_m};
      r.running_s += double{s.free_time_s};
      r.dwell_s += double{s.dwell_s};
      r.control_s += double{s.control_s};
      r.queue_s += double{s.queue_s};
      r.delay_s += double{s.run_time_s - s.free_time_s - s.queue_s};
      loads[k] += double{s.passengers} * 3600 / double{c.seconds};
      if (s.vehicles > 0) r.queue_passenger_h += double{s.queue_s * s.passengers / s.vehicles};
    }
  r.largest_load = *std::max_element(loads.begin(), loads.end());
  r.queue_passenger_h /= double{c.seconds};
  r.kmh = 3.6 * metres / (r.running_s + r.dwell_s + r.queue_s + r.delay_s);
  for (double* part : {&r.running_s, &r.dwell_s, &r.control_s, &r.queue_s, &r.delay_s})
    *part /= vehicles;
  return r;
}

// Times between arrivals at each station, after the run-in.
class HeadwayWatch {
 public:
  explicit HeadwayWatch(const BuswayCase& c)
      : from_s_(double{c.warm_up_s}),
        last_(static_cast<std::size_t>(c.stations), 0),
        headways_(last_.size()) {}
  // Stop 0 of a vehicle that left the first station is the second one.
  void see(const StopArrival& a, double now_s) {
    const std::size_t k = a.stop_index + 1;
    if (now_s > from_s_ && last_[k] > 0) headways_[k].push_back(now_s - last_[k]);
    last_[k] = now_s;
  }
  void add_to(BuswayRun& r, const BuswayCase& c) const {
    for (const auto& at : headways_) r.headway_deviations_s.push_back(deviation_of(at));
    const std::size_t k = headways_.size() - 2;
    r.buses_per_hour = static_cast<double>(headways_[k].size()) * 3600 / double{c.seconds};
    r.headway_deviation_s = r.headway_deviations_s[k];
  }

 private:
  double from_s_;
  std::vector<double> last_;
  std::vector<std::vector<double>> headways_;
};

}  // namespace

BuswayRun run_busway(const BuswayCase& c) {
  const Busway way(c);
  const float end = c.warm_up_s + c.seconds;
  Traffic traffic(way.net, {.from_s = 0, .to_s = end});
  TransitOperation transit(
      way.net, way.supply,
      {.from_s = c.warm_up_s, .to_s = end, .warm_up_s = c.warm_up_s, .seed = c.seed}, traffic);
  Riders riders(c, way);
  HeadwayWatch watch(c);
  double waited = 0;
  double riders_on = 0;
  while (traffic.now() < end) {
    riders.come(transit);
    traffic.step();
    transit.step();
    for (const StopArrival& a : traffic.stop_arrivals()) watch.see(a, double{traffic.now()});
    if (traffic.now() <= c.warm_up_s) continue;
    for (const Boarding& b : transit.boardings()) waited += double{b.waited_s}, ++riders_on;
  }
  BuswayRun r = summary(c, transit.line_results());
  for (const StopResult& s : transit.stop_results())
    r.saturation = std::max(r.saturation, double{s.saturation});
  r.wait_s = riders_on > 0 ? waited / riders_on : 0;
  watch.add_to(r, c);
  return r;
}

}  // namespace mwendo
