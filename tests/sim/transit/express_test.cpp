// Two services on one busway: one halts everywhere, the other passes stations.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <optional>

#include "network/assembly/builder.h"
#include "sim/traffic/traffic.h"
#include "sim/transit/operation.h"
#include "sim/world/supply_edit.h"

namespace mwendo {
namespace {

constexpr std::uint32_t kStations = 9;
constexpr double kSpacing = 600;  // m
constexpr float kSpeed = 50 / 3.6F;
constexpr float kEnd = 2 * 3600;

// Stations 600 m apart on one lane with places to pass. The express halts at 0, 4 and 8.
struct TwoServices {
  Network net;
  TransitSupply supply;
  LineId all, express;
  std::vector<StopId> station;

  TwoServices() {
    NetworkBuilder builder;
    for (std::uint32_t k = 0; k <= kStations; ++k) builder.add_node({(k - 0.5) * kSpacing, 0});
    for (std::uint32_t k = 0; k < kStations; ++k)
      builder.add_link({.from = NodeId{k},
                        .to = NodeId{k + 1},
                        .lanes = 1,
                        .free_speed_mps = kSpeed,
                        .road_class = RoadClass::primary});
    net = builder.build();
    for (std::uint32_t k = 0; k < kStations; ++k)
      station.push_back(append(supply, {.name = "station",
                                        .position = {k * kSpacing, 0},
                                        .link = LinkId{k},
                                        .position_m = kSpacing / 2,
                                        .access_node = NodeId{k},
                                        .kind = StopKind::brt_station,
                                        .docking_bays = 2,
                                        .passing_lane = 1}));
    all = add_line("all", 1, 300);
    express = add_line("express", 4, 400);
  }
  LineId add_line(const char* name, std::uint32_t every, float headway_s) {
    LineDraft line;
    line.name = name;
    line.mode = Mode::brt;
    line.vehicle = VehicleClass::bus;
    line.capacity = 90;
    line.peak_headway_s = line.offpeak_headway_s = headway_s;
    line.first_departure_s = 0;
    line.dwell = DwellTimes{15, 0, 0};
    for (std::uint32_t k = 0; k < kStations; ++k) line.path.push_back(LinkId{k});
    for (std::uint32_t k = 0; k < kStations; k += every) line.stops.push_back({station[k], k});
    return append(supply, line);
  }
};

struct Service {
  explicit Service(bool all_runs = true, bool express_runs = true) {
    if (!all_runs) way.supply.line.first_departure_s[way.all] = kEnd;
    if (!express_runs) way.supply.line.first_departure_s[way.express] = kEnd;
    transit.emplace(way.net, way.supply, TransitOptions{.from_s = 0, .to_s = kEnd}, traffic);
  }

  TwoServices way;
  Traffic traffic{way.net, {.from_s = 0, .to_s = kEnd}};
  std::optional<TransitOperation> transit;
  std::map<std::uint32_t, float> waits;  // of those who got on

  void wait(std::uint32_t agent, std::uint32_t from, std::uint32_t to, LineId planned) {
    transit->wait(agent, way.station[from], way.station[to], planned);
  }
  void step() {
    traffic.step();
    transit->step();
    for (const Boarding& b : transit->boardings()) waits[b.agent] = b.waited_s;
  }
  [[nodiscard]] LineResult result(LineId l) const { return transit->line_results()[l.value]; }
};

// Seconds of a mean vehicle from the first station to the last.
double ride_s(const LineResult& line) {
  double sum = 0;
  for (const LineSectionResult& s : line.sections)
    sum += double{(s.run_time_s + s.dwell_s) / s.vehicles};
  return sum - double{line.sections[0].dwell_s / line.sections[0].vehicles};
}

// What a stop takes besides the dwell: braking, starting, and the approach to a standing place.
double loss_of_stop(const VehicleType& t) {
  const double v = double{kSpeed};
  return v / (2 * double{t.accel}) + v / (2 * double{t.decel}) +
         double{t.reaction} * (std::log(v / double{kHaltsBelow}) - 1);
}

double ride_alone_s(bool express) {
  Service s(!express, express);
  while (s.traffic.now() < kEnd) s.step();
  return ride_s(s.result(express ? s.way.express : s.way.all));
}

// It passes six stations. Where both run, an express follows those ahead between stations, but it
// passes them at their docks.
TEST(Express, IsFasterByTheStopsThatItPasses) {
  const VehicleType bus = make_type(VehicleClass::bus, static_cast<Permissions>(kBus | kBrt));
  const double by_hand = 6 * (15 + loss_of_stop(bus));
  const double alone = ride_alone_s(true);
  EXPECT_NEAR(ride_alone_s(false) - alone, by_hand, 0.05 * by_hand);
  Service both;
  while (both.traffic.now() < kEnd) both.step();
  EXPECT_NEAR(ride_s(both.result(both.way.express)), alone, 15);
}

// Riders between stations that the express passes get on the other service, whichever they planned.
TEST(Express, SkippedStationsAreServedByTheOtherServiceAlone) {
  Service s;
  std::uint32_t agent = 0;
  while (s.traffic.now() < kEnd) {
    const auto now = static_cast<std::uint32_t>(s.traffic.now());
    if (now % 60 == 0 && now < kEnd - 1800) {
      s.wait(agent++, 1, 3, s.way.express);
      s.wait(agent++, 0, 6, s.way.all);
      s.wait(agent++, 2, 8, s.way.all);
    }
    s.step();
  }
  EXPECT_EQ(s.waits.size(), agent);
  EXPECT_EQ(s.transit->boardings_of(s.way.express), 0);
  EXPECT_EQ(s.transit->boardings_of(s.way.all), static_cast<float>(agent));
}

// Between stations of both: 12 + 9 vehicles an hour in place of 12, so the wait is shorter and both
// carry riders.
TEST(Express, RidersOfCommonStationsTakeWhatComesFirst) {
  Service s;
  std::uint32_t agent = 0;
  while (s.traffic.now() < kEnd) {
    if (static_cast<int>(s.traffic.now()) % 10 == 0 && s.traffic.now() < kEnd - 1800)
      s.wait(agent++, 4, 8, s.way.all);
    s.step();
  }
  EXPECT_EQ(s.waits.size(), agent);
  double wait = 0;
  for (const auto& [rider, waited] : s.waits) wait += double{waited} / agent;
  EXPECT_LT(wait, 0.8 * 300 / 2);
  const double by_express = double{s.transit->boardings_of(s.way.express)};
  EXPECT_GT(by_express, 0.25 * agent);
  EXPECT_LT(by_express, 0.6 * agent);
}

}  // namespace
}  // namespace mwendo
