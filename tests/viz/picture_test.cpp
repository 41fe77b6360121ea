// What is drawn, compared by tolerance: machines differ in typefaces and rounding.
#include <gtest/gtest.h>

#include <SFML/Graphics/Image.hpp>
#include <cstdlib>

#include "tests/viz/support/on_screen.h"
#include "viz/paint/layers.h"

namespace mwendo::test {
namespace {

constexpr double kSame = 0.5;     // of 255: the same picture but for rounding
constexpr double kReference = 7;  // other typefaces and drivers
constexpr double kOther = 0.4;    // clearly another picture of the same streets

class Pictures : public OnScreen {
 protected:
  Picture render(std::vector<std::string> words) {
    const auto file = folder_.path() / "p.png";
    words.insert(words.begin(), MWENDO_VIEW_PROGRAM);
    words.insert(words.end(), {"--render", file.string()});
    const Ended e = run(words, {{"DISPLAY", screen_->display()}}, folder_.path());
    EXPECT_EQ(e.code, 0) << e.output;
    return read_picture(file);
  }
  Picture town(std::vector<std::string> more) {
    std::vector<std::string> words = {"made-up:14x14", "--at", "06:04", "--size", "960x540"};
    words.insert(words.end(), more.begin(), more.end());
    return render(words);
  }
};

TEST_F(Pictures, SameViewIsTheSamePicture) {
  const Picture a = town({"--layer", "speed"}), b = town({"--layer", "speed"});
  EXPECT_EQ(a.width, 960);
  EXPECT_LT(difference(a, b), kSame);
}

TEST_F(Pictures, ThemesDiffer) {
  const Picture light = town({"--theme", "light"}), dark = town({"--theme", "dark"});
  EXPECT_GT(light.brightness(), 200);
  EXPECT_LT(dark.brightness(), 60);
}

TEST_F(Pictures, EveryLayerOfTrafficShowsSomethingElse) {
  std::vector<Picture> all;
  for (const char* layer : {"streets", "speed", "flow", "delay", "load", "stress"})
    all.push_back(town({"--layer", layer}).part(200, 80, 480, 340));
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_GT(difference(all[i], all[j]), kOther) << i << " and " << j;
}

TEST_F(Pictures, TextGrowsWithTheWindow) {
  const Picture small =
      render({"made-up:14x14", "--at", "06:04", "--size", "1280x720", "--layer", "speed"});
  const Picture large =
      render({"made-up:14x14", "--at", "06:04", "--size", "3840x2160", "--layer", "speed"});
  ASSERT_EQ(large.width, 3840);
  EXPECT_LT(difference(small.smaller(160, 90), large.smaller(160, 90)), 4);
}

TEST_F(Pictures, DifferenceOfTwoWorlds) {
  const std::vector<std::string> two = {
      "made-up:14x14", "--beside", "made-up:14x14-no-brt", "--at", "06:04", "--size", "960x540"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), two.begin(), two.end());
    return render(more);
  };
  const Picture beside = with({"--layer", "speed"}), change = with({"--layer", "difference"}),
                swipe = with({"--layer", "speed", "--swipe"});
  EXPECT_LT(difference(beside.part(20, 150, 440, 200), change.part(20, 150, 440, 200)), kSame)
      << "the base keeps its speeds";
  EXPECT_GT(difference(beside.part(500, 150, 400, 200), change.part(500, 150, 400, 200)), kOther);
  EXPECT_GT(difference(beside, swipe), kOther);
}

TEST_F(Pictures, AScenarioIsRenderedAtATime) {
  const std::vector<std::string> city = {
      "addis-ababa/base", "--sample", "0.01", "--iterations", "1",      "--from", "06:30",
      "--warm-up",        "15",       "--at", "06:36",        "--size", "960x540"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), city.begin(), city.end());
    return render(more);
  };
  const Picture co2 = with({"--layer", "co2"}), walking = with({"--layer", "walking"}),
                streets = with({"--layer", "streets"});
  EXPECT_GT(difference(co2.part(150, 80, 500, 340), streets.part(150, 80, 500, 340)), kOther);
  EXPECT_GT(difference(walking.part(150, 80, 500, 340), co2.part(150, 80, 500, 340)), kOther);
}

// Kept small: means of 16 x 16 pixels of a picture of 1280 x 720. MWENDO_UPDATE_REFERENCES=1 renews
// them.
TEST_F(Pictures, References) {
  const std::filesystem::path folder =
      std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "tests/viz/references";
  for (const char* theme : {"light", "dark"})
    for (const char* layer : {"streets", "speed"}) {
      const Picture p = render({"made-up:14x14", "--at", "06:04", "--size", "1280x720", "--theme",
                                theme, "--layer", layer})
                            .smaller(80, 45);
      const auto file = folder / (std::string(theme) + "-" + layer + ".png");
      if (std::getenv("MWENDO_UPDATE_REFERENCES") != nullptr) {
        sf::Image image;
        image.create(80, 45);
        for (int y = 0; y < 45; ++y)
          for (int x = 0; x < 80; ++x) {
            const Colour c = p.at(x, y);
            image.setPixel(static_cast<unsigned>(x), static_cast<unsigned>(y),
                           {static_cast<sf::Uint8>(c.r), static_cast<sf::Uint8>(c.g),
                            static_cast<sf::Uint8>(c.b)});
          }
        ASSERT_TRUE(image.saveToFile(file.string()));
      }
      const double own = difference(p, read_picture(file));
      EXPECT_LT(own, kReference) << file;
      const std::string other = std::string(layer) == "speed" ? "streets" : "speed";
      EXPECT_LT(own,
                difference(p, read_picture(folder / (std::string(theme) + "-" + other + ".png"))))
          << "nearest to its own";
    }
}

}  // namespace
}  // namespace mwendo::test
