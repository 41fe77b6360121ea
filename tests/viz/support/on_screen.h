// Tests that need a virtual display, each with its own; skipped where its programs are missing.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/viz/support/screen.h"

namespace mwendo::test {

class OnScreen : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = missing_programs(); !missing.empty())
      GTEST_SKIP() << "not installed: " << missing;
    screen_ = std::make_unique<Screen>(1280, 720);
    ASSERT_TRUE(screen_->works());
  }
  std::unique_ptr<Screen> screen_;
  TemporaryFolder folder_;
};

}  // namespace mwendo::test
