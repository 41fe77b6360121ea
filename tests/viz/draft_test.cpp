// An alternative that is being drawn, without a display.
#include "viz/drawing/draft.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "viz/runs/made_up_city.h"

namespace mwendo::viz {
namespace {

class DraftTest : public ::testing::Test {
 protected:
  void draw(MeasureKind kind) {
    draft.begin(kind);
    for (const std::uint32_t node : {2U * 12, 2U * 12 + 10})
      draft.tool().click(lanes.origin_offset(run.world->network.node.position[NodeId{node}]), 20);
  }
  std::optional<ViewedRun> built() {
    for (int i = 0; i < 6000; ++i) {
      if (auto done = draft.take_built()) return done;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return std::nullopt;
  }

  ViewedRun run = open_made_up_city({.rows = 12, .columns = 12});
  LaneGeometry lanes{run.world->network};
  Draft draft{run, lanes};
};

TEST_F(DraftTest, MeasuresDrawnOneAfterTheOtherAreBuiltTogether) {
  draw(MeasureKind::cycle_track);
  draft.another();
  EXPECT_EQ(draft.kept(), 1U);
  EXPECT_EQ(draft.measures().size(), 1U) << "the next one is not drawn yet";
  draw(MeasureKind::walkway);
  const auto measures = draft.measures();
  ASSERT_EQ(measures.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<CycleTrackMeasure>(measures[0]));
  EXPECT_TRUE(std::holds_alternative<WalkwayMeasure>(measures[1]));
  draft.build();
  EXPECT_TRUE(draft.building());
  const auto alternative = built();
  ASSERT_TRUE(alternative);
  EXPECT_EQ(alternative->scenario, "Cycle track 1") << "the name of the first";
  EXPECT_GT(alternative->world->assumptions.size(), run.world->assumptions.size());
  EXPECT_FALSE(draft.active());
  EXPECT_TRUE(draft.measures().empty());
  draft.begin(MeasureKind::walkway);
  EXPECT_EQ(draft.tool().name, "Walkway 2") << "the second alternative";
}

TEST_F(DraftTest, NothingDrawnIsNeitherBuiltNorSaved) {
  draft.begin(MeasureKind::brt);
  draft.build();
  EXPECT_FALSE(draft.building());
  EXPECT_FALSE(draft.save());
}

TEST_F(DraftTest, TheNameIsTypedAndErased) {
  draw(MeasureKind::walkway);
  draft.tool().name.clear();
  draft.name_it(true);
  for (const char c : std::string("Ring")) draft.type(static_cast<char32_t>(c));
  draft.type(U'\n'), draft.type(U'é');  // no letters of a file's name
  EXPECT_EQ(draft.tool().name, "Ring");
  draft.erase();
  EXPECT_EQ(draft.tool().name, "Rin");
  EXPECT_TRUE(draft.tool().complete()) << "clicks stay while the name is edited";
  draft.name_it(false);
  draft.erase();
  EXPECT_FALSE(draft.tool().complete()) << "the last click is taken back";
}

TEST_F(DraftTest, CancellingForgetsWhatWasKept) {
  draw(MeasureKind::cycle_track);
  draft.another();
  draft.cancel();
  EXPECT_FALSE(draft.active());
  EXPECT_EQ(draft.kept(), 0U);
}

TEST_F(DraftTest, ARecordedRunCannotBeChanged) {
  run.alternative = nullptr;
  EXPECT_FALSE(draft.possible());
}

}  // namespace
}  // namespace mwendo::viz
