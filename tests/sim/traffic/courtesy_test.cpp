// Vehicles without priority beside streams that crawl and streams that flow.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "tests/support/traffic_roads.h"

namespace mwendo {
namespace {

// A main street with a bus lane at the kerb runs on into a link that is driven at `on_mps`. A side
// street meets it: its vehicles join the main street or cross it.
struct Junction {
  LinkId main, side, on, across;
  Network net;
  Junction(float main_mps, float on_mps) {
    NetworkBuilder b({.infer_priority = true});
    const NodeId centre = b.add_node({0, 0}, JunctionControl::priority);
    LinkSpec street{.from = b.add_node({-800, 0}), .to = centre};
    street.free_speed_mps = main_mps;
    street.road_class = RoadClass::primary;
    street.lane_specs = {{.permissions = kBus}, {.permissions = kCar}};
    main = b.add_link(street);
    street.from = centre;
    street.to = b.add_node({800, 0});
    street.free_speed_mps = on_mps;
    on = b.add_link(street);
    side = b.add_link({.from = b.add_node({0, 800}), .to = centre, .free_speed_mps = 12});
    across = b.add_link({.from = centre, .to = b.add_node({0, -800}), .free_speed_mps = 12});
    net = b.build();
  }
};

struct Passed {
  double main = 0, side = 0;  // vehicles/h
  float hardest_braking = 0;  // m/s2, of cars of the main street
};

class Saturated {
 public:
  Saturated(const Junction& x, bool crosses)
      : x_(x), from_side_{x.side, crosses ? x.across : x.on}, traffic_(x.net, {}) {}

  // A queue of buses as long as the street, the first of which stands at a stop before the line.
  void add_standing_buses() {
    const TypeIndex bus = traffic_.add_type(make_type(VehicleClass::bus, kBus));
    for (int k = 0; k < 50; ++k) {
      const PlannedStop stop{.position_m = 790.0F - 15.0F * static_cast<float>(k)};
      traffic_.add_vehicle({.type = bus,
                            .route = from_main_,
                            .stops = {&stop, 1},
                            .entry_share = (stop.position_m - 5) / 800});
    }
  }

  // Cars come every `headway_s` on the main street; on the side street some always wait.
  Passed run(int headway_s) {
    Instruments at(traffic_);
    while (traffic_.now() < 900 + 3600) {
      if (static_cast<int>(traffic_.now()) % headway_s == 0) add(from_main_);
      if (at.on(x_.side) < 20) add(from_side_);
      traffic_.step();
      at.observe();
      if (traffic_.now() > 900) note_braking(at.view());
    }
    const auto in_an_hour = [&](LinkId l) { return static_cast<double>(at.count(l, 900, 4500)); };
    return {in_an_hour(x_.main), in_an_hour(x_.side), hardest_};
  }

 private:
  void add(const std::vector<LinkId>& route) {
    traffic_.add_vehicle({.type = car_, .route = route, .entry_share = 0, .exit_share = 1});
  }
  void note_braking(const std::vector<VehicleView>& view) {
    for (const VehicleView& v : view) {
      if (v.type != car_ || v.link != x_.main) continue;
      const auto [before, is_new] = speed_.emplace(v.vehicle.value, v.speed_mps);
      hardest_ = std::max(hardest_, before->second - v.speed_mps);
      before->second = v.speed_mps;
    }
  }

  const Junction& x_;
  std::vector<LinkId> from_main_{x_.main, x_.on};
  std::vector<LinkId> from_side_;
  Traffic traffic_;
  TypeIndex car_ = add_type(traffic_, VehicleClass::car);
  std::map<std::uint32_t, float> speed_;  // of vehicles
  float hardest_ = 0;
};

// What passes the line of the main street when its queue moves on at 2 m/s.
double crawling_per_hour() {
  const VehicleParameters p = parameters_of(VehicleClass::car);
  return 3600 / (p.reaction_s + (p.length_m + p.gap_m) / 2);
}

// Vehicles of the side street wait for 10 s at the line and some more to get there and to be let
// in.
TEST(Courtesy, WhoJoinsAStreetThatCrawlsTakesTurns) {
  const Junction x(12, 2);
  const Passed p = Saturated(x, false).run(2);
  EXPECT_GT(p.side, 3600.0 / 30);
  EXPECT_LT(p.side, 3600.0 / 10);
  EXPECT_NEAR(p.main + p.side, crawling_per_hour(), 0.03 * crawling_per_hour());
}

TEST(Courtesy, WhoCrossesAStreetThatCrawlsTakesTurns) {
  const Junction x(12, 2);
  const Passed p = Saturated(x, true).run(2);
  EXPECT_GT(p.side, 3600.0 / 30);
  EXPECT_LT(p.side, 3600.0 / 10);
  EXPECT_GT(p.main, 0.8 * crawling_per_hour());
}

// 180 s of waiting for each vehicle of the side street.
TEST(Courtesy, AStreetThatFlowsBesideStandingBusesKeepsItsPriority) {
  const float comfortable = parameters_of(VehicleClass::car).decel_mps2;
  for (const bool crosses : {false, true})
    for (const auto& [speed, headway_s] : {std::pair{6.0F, 3}, {12.0F, 3}, {12.0F, 2}}) {
      const Junction x(speed, speed);
      Saturated street(x, crosses);
      street.add_standing_buses();
      const Passed p = street.run(headway_s);
      EXPECT_GT(p.main, 0.96 * 3600 / headway_s);
      EXPECT_LE(p.side, 3600.0 / 180);
      EXPECT_GE(p.side, 3600.0 / 280) << "in the end they get in";
      EXPECT_LE(p.hardest_braking, 1.001F * comfortable);
    }
}

}  // namespace
}  // namespace mwendo
