#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "network/base/input_error.h"
#include "sim/learning/experience_file.h"
#include "sim/learning/simulate.h"
#include "sim/world/supply_edit.h"
#include "tests/sim/choice/demand_fixture.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using testing::DemandTown;
using testing::TemporaryFolder;

const DemandTown& town() {
  static const DemandTown t({.from_s = 7 * 3600, .to_s = 8 * 3600, .sample = 0.1});
  return t;
}

const SimulationOptions kOneDay{.from_s = 7 * 3600,
                                .to_s = 8 * 3600,
                                .seed = 11,
                                .sample = 0.1,
                                .iterations = 1,
                                .settle_days = 0,
                                .fit_constants = false};

Experience learnt() {
  Learners people(town().world, town().distances, town().people, kOneDay, nullptr);
  (void)simulate(town().world, people, kOneDay, {});
  return people.experience();
}

RunResults go_on_from(const Experience& known) {
  Learners people(town().world, town().distances, town().people, kOneDay, &known);
  return simulate(town().world, people, kOneDay, {});
}

TEST(Experience, BeforeAnybodyTravelledNobodyIsFasterThanTheObservedMean) {
  const World& w = town().world;
  const Experience e = first_experience(w, 7 * 3600, 8 * 3600);
  for (const LinkId l : w.network.links())
    EXPECT_GE(e.links.seconds[l.value] * 1.0001F,
              w.network.link.length_m[l] / (w.figures.peak_speed_kmh / 3.6F));
  EXPECT_EQ(e.days, 0);
}

TEST(Experience, LinesAreFoundAgainAndNewOnesStartFresh) {
  const DemandTown with({.brt = true, .from_s = 7 * 3600, .to_s = 8 * 3600, .sample = 0.1});
  Experience known = first_experience(town().world, 7 * 3600, 8 * 3600);
  for (float& s : known.transit.run_s) s = 777;
  const Experience fresh = first_experience(with.world, 7 * 3600, 8 * 3600);
  const TransitTimes t = carry_over(known, with.world.transit, fresh.transit);
  for (const LineId l : with.world.transit.lines()) {
    const std::size_t i = line_stop(with.world.transit, l, 0);
    if (with.world.transit.line.mode[l] == Mode::brt)
      EXPECT_EQ(t.run_s[i], fresh.transit.run_s[i]);
    else
      EXPECT_EQ(t.run_s[i], 777);
  }
}

// Two lines of one name with the same stops, as feeds have them, keep what was learnt of each.
TEST(Experience, LinesThatAreAlikeKeepTheirOrder) {
  World twice = town().world;
  twice.transit = {};
  twice.transit.stop = town().world.transit.stop;
  for (int k = 0; k < 2; ++k) append(twice.transit, draft_of(town().world.transit, LineId{0}));
  Experience known = first_experience(twice, 7 * 3600, 8 * 3600);
  const LineId lines[] = {LineId{0}, LineId{1}};
  for (const LineId l : lines)
    known.transit.run_s[line_stop(twice.transit, l, 0)] = 100 + static_cast<float>(l.value);
  const TransitTimes t =
      carry_over(known, twice.transit, first_experience(twice, 7 * 3600, 8 * 3600).transit);
  for (const LineId l : lines)
    EXPECT_EQ(t.run_s[line_stop(twice.transit, l, 0)], 100 + static_cast<float>(l.value));
}

// What operators plan for: a bus line is given the vehicles that its times need, a minibus line has
// those there are.
TEST(Experience, OperatorsOfBusesPlanForTheTimesThatTheySaw) {
  const DemandTown with({.brt = true, .from_s = 7 * 3600, .to_s = 8 * 3600, .sample = 0.1});
  Experience known = first_experience(with.world, 7 * 3600, 8 * 3600);
  const std::vector<float> first = known.transit.run_s;
  for (float& s : known.transit.run_s) s = 777;
  const std::vector<float> planned = planned_runs(with.world, known);
  int of_minibuses = 0;
  for (const LineId l : with.world.transit.lines()) {
    const std::size_t i = line_stop(with.world.transit, l, 0);
    const bool minibus = with.world.transit.line.mode[l] == Mode::minibus;
    EXPECT_EQ(planned[i], minibus ? first[i] : 777);
    of_minibuses += minibus ? 1 : 0;
  }
  EXPECT_GT(of_minibuses, 0);
}

TEST(Experience, ARunGoesOnFromTheFileAsFromMemory) {
  const TemporaryFolder folder;
  const Experience known = learnt();
  save_experience(folder.path() / "base.experience", known);
  const Experience loaded = load_experience(folder.path() / "base.experience");
  EXPECT_EQ(loaded.days, 1);
  EXPECT_EQ(loaded.links.seconds, known.links.seconds);
  EXPECT_EQ(loaded.lines.size(), known.lines.size());
  const RunResults a = go_on_from(known);
  const RunResults b = go_on_from(loaded);
  ASSERT_EQ(a.trips.size(), b.trips.size());
  for (std::size_t i = 0; i < a.trips.size(); ++i) {
    EXPECT_EQ(a.trips[i].mode, b.trips[i].mode);
    EXPECT_EQ(a.trips[i].travel_time_s, b.trips[i].travel_time_s);
  }
}

TEST(Experience, DamagedFilesAreRefused) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "x.experience";
  save_experience(file, first_experience(town().world, 7 * 3600, 8 * 3600));
  EXPECT_FALSE(std::filesystem::exists(file.string() + ".part"));
  const auto size = std::filesystem::file_size(file);
  for (const std::uintmax_t cut : {size - 1, size / 2, std::uintmax_t{5}, std::uintmax_t{0}}) {
    std::filesystem::copy_file(file, folder.path() / "cut",
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(folder.path() / "cut", cut);
    EXPECT_THROW((void)load_experience(folder.path() / "cut"), InputError) << cut;
  }
  std::fstream altered(file, std::ios::binary | std::ios::in | std::ios::out);
  altered.seekp(static_cast<std::streamoff>(size / 2));
  altered.put('!');
  altered.close();
  EXPECT_THROW((void)load_experience(file), InputError);
  EXPECT_THROW((void)load_experience(folder.path() / "none"), InputError);
}

}  // namespace
}  // namespace mwendo
