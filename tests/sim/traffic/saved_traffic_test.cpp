// Traffic in a jam is saved and goes on as it would have.
#include <gtest/gtest.h>

#include "network/base/state_archive.h"
#include "sim/traffic/traffic.h"
#include "tests/support/traffic_scenes.h"

namespace mwendo {
namespace {

// More vehicles than the streets hold: queues spill back, rings move up, many wait to enter.
class Jam {
 public:
  explicit Jam(const Scene& scene, int threads = 1)
      : scene_(scene), traffic_(scene.net, {.threads = threads, .tally = false}) {
    for (std::size_t c = 0; c < kVehicleClassCount; ++c) {
      const auto vehicle_class = static_cast<VehicleClass>(c);
      type_.push_back(traffic_.add_type(make_type(vehicle_class, permission_of(vehicle_class))));
    }
  }
  void step() {
    for (; next_ < scene_.trips.size() && scene_.trips[next_].departure_s <= traffic_.now();
         ++next_) {
      const SceneTrip& t = scene_.trips[next_];
      traffic_.add_vehicle({.type = type_[static_cast<std::size_t>(t.vehicle_class)],
                            .route = t.route,
                            .owner = {OwnerKind::other, static_cast<std::uint32_t>(next_)}});
    }
    traffic_.step();
  }
  [[nodiscard]] std::vector<char> save() const {
    StateWriter out;
    traffic_.save(out);
    out(next_);
    return out.bytes();
  }
  void restore(std::span<const char> bytes) {
    StateReader in(bytes);
    traffic_.restore(in);
    in(next_);
    EXPECT_EQ(in.left(), 0U);
  }
  [[nodiscard]] const Traffic& traffic() const { return traffic_; }

 private:
  const Scene& scene_;
  Traffic traffic_;
  std::vector<TypeIndex> type_;
  std::size_t next_ = 0;
};

TEST(SavedTraffic, AJamGoesOnAsItWould) {
  const Scene scene = city_scene(10, 10, 60000, 1, {.motorcycle = 0.3, .minibus = 0.1});
  Jam jam(scene);
  while (jam.traffic().now() < 1500) jam.step();
  ASSERT_GT(jam.traffic().counts().moved_up_in_rings, 0);
  ASSERT_GT(jam.traffic().waiting_to_enter(), 50U);
  const double rings = jam.traffic().counts().moved_up_in_rings;
  const std::vector<char> state = jam.save();
  Jam one(scene);
  Jam two(scene, 2);
  one.restore(state);
  two.restore(state);
  for (int k = 0; k < 600; ++k) {
    jam.step();
    one.step();
    two.step();
    ASSERT_EQ(one.traffic().state_hash(), jam.traffic().state_hash()) << k;
    ASSERT_EQ(two.traffic().state_hash(), jam.traffic().state_hash()) << k;
  }
  EXPECT_GT(jam.traffic().counts().moved_up_in_rings, rings);
  EXPECT_EQ(one.traffic().counts().moved_up_in_rings, jam.traffic().counts().moved_up_in_rings);
  EXPECT_EQ(one.traffic().counts().left, jam.traffic().counts().left);
}

TEST(SavedTraffic, HoldsNothingOfVehiclesThatHaveLeft) {
  Scene scene = city_scene(10, 10, 2000);
  for (SceneTrip& t : scene.trips) t.departure_s /= 4;
  Jam day(scene);
  while (day.traffic().now() < 600) day.step();
  const std::size_t busy = day.save().size();
  while (day.traffic().now() < 2400) day.step();
  ASSERT_LT(day.traffic().counts().in_network, 10);
  EXPECT_LT(10 * day.save().size(), 6 * busy);
}

}  // namespace
}  // namespace mwendo
