#include "sim/replay/replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>

#include "network/base/input_error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/traffic_scenes.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

class ReplayTest : public ::testing::Test {
 protected:
  static ReplayFrame frame_of(const Traffic& traffic) {
    static std::vector<VehicleView> views;
    traffic.view(views);
    ReplayFrame f;
    f.time_s = traffic.now();
    for (const VehicleView& v : views)
      f.vehicles.push_back({v.vehicle.value, v.owner, v.link, v.position_m,
                            static_cast<std::uint8_t>(v.lane),
                            static_cast<std::uint8_t>(traffic.type(v.type).vehicle_class),
                            static_cast<std::uint8_t>(v.at_stop ? 1 : 0)});
    f.waiting = {static_cast<std::uint16_t>(f.time_s), 7, 0};
    f.totals.mean_speed_kmh = f.time_s / 2;
    return f;
  }
  // Records a scene and keeps its frames.
  void record(float until_s, std::size_t trips) {
    const Scene scene = city_scene(12, 12, trips, 3, {.motorcycle = 0.2, .minibus = 0.1});
    Traffic traffic(scene.net, {});
    ReplayWriter writer(file_, {.city = "grid",
                                .scenario = "grid/base",
                                .title = "A grid",
                                .made_by = "test",
                                .seed = 9,
                                .from_s = 0,
                                .to_s = until_s,
                                .links = static_cast<std::uint32_t>(scene.net.links().size()),
                                .network_hash = network_hash(scene.net)});
    run_scene(scene, traffic, until_s, [&](Traffic& t) {
      frames_.push_back(frame_of(t));
      writer.add(frames_.back());
      vehicle_seconds_ += frames_.back().vehicles.size();
    });
    writer.finish();
  }
  static void record_straight(const fs::path& file, float until_s, std::size_t trips) {
    const Scene scene = city_scene(12, 12, trips, 3, {.motorcycle = 0.2, .minibus = 0.1});
    Traffic traffic(scene.net, {});
    ReplayWriter writer(file, {});
    run_scene(scene, traffic, until_s, [&](Traffic& t) {
      ReplayMoment moment;
      moment.time_s = t.now();
      writer.add(moment, t);
    });
    writer.finish();
  }
  static void expect_same(const ReplayFrame& wanted, const ReplayFrame& got) {
    ASSERT_EQ(wanted.time_s, got.time_s);
    ASSERT_EQ(wanted.vehicles.size(), got.vehicles.size());
    std::vector<const ReplayVehicle*> by_id;
    for (const ReplayVehicle& v : got.vehicles) {
      if (by_id.size() <= v.vehicle) by_id.resize(v.vehicle + 1);
      by_id[v.vehicle] = &v;
    }
    for (const ReplayVehicle& v : wanted.vehicles) {
      ASSERT_LT(v.vehicle, by_id.size());
      const ReplayVehicle* g = by_id[v.vehicle];
      ASSERT_NE(g, nullptr);
      ASSERT_NEAR(v.position_m, g->position_m, 0.1001F);
      ReplayVehicle same = *g;
      same.position_m = v.position_m;
      ASSERT_EQ(v, same);
    }
    EXPECT_EQ(wanted.waiting, got.waiting);
    EXPECT_EQ(wanted.totals.mean_speed_kmh, got.totals.mean_speed_kmh);
  }

  testing::TemporaryFolder folder_;
  fs::path file_ = folder_ / "run.mwr";
  std::vector<ReplayFrame> frames_;
  std::size_t vehicle_seconds_ = 0;
};

TEST_F(ReplayTest, GivesBackWhatWasRecorded) {
  record(200, 2500);
  ReplayReader reader(file_);
  EXPECT_EQ(reader.header().scenario, "grid/base");
  EXPECT_EQ(reader.header().seed, 9U);
  ReplayFrame got;
  for (const ReplayFrame& wanted : frames_) {
    ASSERT_TRUE(reader.next(got));
    expect_same(wanted, got);
    if (HasFatalFailure()) return;
  }
  EXPECT_FALSE(reader.next(got));
}

// Straight from traffic as through frames.
TEST_F(ReplayTest, HoldsTheSameStraightFromTraffic) {
  record(200, 2500);
  const fs::path straight = folder_ / "straight.mwr";
  record_straight(straight, 200, 2500);
  ReplayReader reader(straight);
  ReplayFrame got;
  for (ReplayFrame& wanted : frames_) {
    ASSERT_TRUE(reader.next(got));
    wanted.waiting.clear(), wanted.totals = {};
    expect_same(wanted, got);
    if (HasFatalFailure()) return;
  }
  EXPECT_FALSE(reader.next(got));
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(ReplayTest, TwoRunsGiveTheSameBytes) {
  const fs::path again = folder_ / "again.mwr";
  record_straight(file_, 200, 800);
  record_straight(again, 200, 800);
  EXPECT_GT(fs::file_size(file_), 3000U);
  EXPECT_EQ(bytes_of(file_), bytes_of(again));
}

// The order of vehicles may be any and change: it costs bytes, not what is recorded.
TEST_F(ReplayTest, AnyOrderOfVehiclesComesBack) {
  record(150, 800);
  const fs::path mixed = folder_ / "mixed.mwr";
  ReplayWriter writer(mixed, {});
  std::mt19937 random(1);
  for (ReplayFrame f : frames_) {
    std::shuffle(f.vehicles.begin(), f.vehicles.end(), random);
    if (f.time_s == 100) f.vehicles.clear();
    writer.add(f);
  }
  writer.finish();
  ReplayReader reader(mixed);
  ReplayFrame got;
  for (ReplayFrame& wanted : frames_) {
    if (wanted.time_s == 100) wanted.vehicles.clear();
    ASSERT_TRUE(reader.next(got));
    expect_same(wanted, got);
    if (HasFatalFailure()) return;
  }
}

// What leaves and what stays, by hand: positions that jump, halts, persons, rows used again.
TEST_F(ReplayTest, JumpsHaltsAndPersonsAreExact) {
  ReplayWriter writer(file_, {});
  for (int s = 0; s < 70; ++s) {
    ReplayFrame f;
    f.time_s = static_cast<float>(s);
    for (std::uint32_t v = 0; v < 5; ++v)
      if (s % 7 != static_cast<int>(v))
        f.vehicles.push_back({v,
                              {OwnerKind::other, 100 + v},
                              LinkId{s > 30 ? v : 9},
                              static_cast<float>(s % 3) * 400.0F,
                              static_cast<std::uint8_t>(s % 2),
                              3,
                              static_cast<std::uint8_t>(s % 5 == 0),
                              7,
                              static_cast<std::uint16_t>(s * 900)});
    frames_.push_back(f);
    writer.add(f);
  }
  writer.finish();
  ReplayReader reader(file_);
  ReplayFrame got;
  for (const ReplayFrame& wanted : frames_) {
    ASSERT_TRUE(reader.next(got));
    expect_same(wanted, got);
    if (HasFatalFailure()) return;
  }
}

// The thread that writes fails; who records is told, not at once but soon.
TEST_F(ReplayTest, AFullDiskIsTold) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  const ReplayFrame frame;
  EXPECT_THROW(
      {
        ReplayWriter writer("/dev/full", {});
        for (int s = 0; s < 200; ++s) writer.add(frame);
        writer.finish();
      },
      RunError);
}

TEST_F(ReplayTest, AFullDiskIsToldByFinish) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  ReplayWriter writer("/dev/full", {});
  writer.add(ReplayFrame{});
  EXPECT_THROW(writer.finish(), RunError);
  EXPECT_THROW(writer.finish(), RunError) << "and again";
}

TEST_F(ReplayTest, IsSmall) {
  record(400, 6000);
  const double bytes =
      static_cast<double>(fs::file_size(file_)) / static_cast<double>(vehicle_seconds_);
  RecordProperty("bytes_per_vehicle_second", std::to_string(bytes));
  EXPECT_LE(bytes, 3) << "bytes per vehicle and second";
}

TEST_F(ReplayTest, SeeksAnywhere) {
  record(200, 800);
  ReplayReader reader(file_);
  EXPECT_EQ(reader.last_s(), frames_.back().time_s);
  ReplayFrame got;
  for (const std::size_t i : {150U, 3U, 60U, 59U, 199U, 0U, 120U}) {
    reader.seek(frames_[i].time_s);
    ASSERT_TRUE(reader.next(got));
    expect_same(frames_[i], got);
    if (HasFatalFailure()) return;
  }
}

TEST_F(ReplayTest, IsReadableWithoutItsEnd) {
  record(200, 300);
  fs::resize_file(file_, fs::file_size(file_) - 40);  // the index is gone
  ReplayReader reader(file_);
  ReplayFrame got;
  reader.seek(100);
  ASSERT_TRUE(reader.next(got));
  EXPECT_EQ(got.time_s, 100);
}

std::string refusal(const fs::path& file) {
  try {
    ReplayReader reader(file);
    ReplayFrame f;
    while (reader.next(f)) {
    }
  } catch (const InputError& e) {
    return e.what();
  }
  return "none";
}

TEST_F(ReplayTest, SaysWhenItIsOfAnotherVersion) {
  record(5, 50);
  std::fstream f(file_, std::ios::in | std::ios::out | std::ios::binary);
  f.seekp(8);
  const std::uint32_t other = 77;
  f.write(reinterpret_cast<const char*>(&other), 4);
  f.close();
  EXPECT_THAT(refusal(file_), ::testing::HasSubstr("version 77"));
  EXPECT_THAT(refusal(file_), ::testing::HasSubstr("record the scenario again"));
}

TEST_F(ReplayTest, RefusesWhatIsNoReplay) {
  std::ofstream(file_) << "hello";
  EXPECT_THAT(refusal(file_), ::testing::HasSubstr("not a replay"));
  EXPECT_THAT(refusal("/nowhere/replay.mwr"), ::testing::HasSubstr("cannot be opened"));
}

TEST_F(ReplayTest, DamageIsToldAndNeverCrashes) {
  record(130, 200);
  std::ifstream in(file_, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), {});
  in.close();
  int refused = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    std::string broken = whole;
    const std::size_t at = i * 7919 % broken.size();
    broken[at] = static_cast<char>(broken[at] ^ static_cast<char>(1 + i % 255));
    if (i % 3 == 0) broken.resize(broken.size() * (i % 17) / 17);
    std::ofstream(file_, std::ios::binary) << broken;
    refused += refusal(file_) != "none";
  }
  EXPECT_GT(refused, 50);
}

}  // namespace
}  // namespace mwendo
