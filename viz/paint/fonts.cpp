#include "viz/paint/fonts.h"

#include <SFML/System/Err.hpp>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace mwendo::viz {
namespace {

using Names = std::vector<std::string>;

struct Family {
  Names regular, medium, bold;
};

const std::vector<Family>& families() {
  static const std::vector<Family> all = {
      {{"roboto/unhinted/RobotoTTF/Roboto-Regular.ttf", "Roboto-Regular.ttf"},
       {"roboto/unhinted/RobotoTTF/Roboto-Medium.ttf", "Roboto-Medium.ttf"},
       {"roboto/unhinted/RobotoTTF/Roboto-Bold.ttf", "Roboto-Bold.ttf"}},
      {{"inter/Inter-Regular.otf"}, {"inter/Inter-Medium.otf"}, {"inter/Inter-Bold.otf"}},
      {{"dejavu/DejaVuSans.ttf", "DejaVuSans.ttf"},
       {"dejavu/DejaVuSans.ttf", "DejaVuSans.ttf"},
       {"dejavu/DejaVuSans-Bold.ttf", "DejaVuSans-Bold.ttf"}}};
  return all;
}

std::vector<std::string> folders() {
  if (const char* own = std::getenv("MWENDO_FONTS")) return {own};
  return {"/usr/share/fonts/truetype", "/usr/share/fonts/opentype", "/usr/local/share/fonts",
          "/usr/share/fonts"};
}

bool load_first(sf::Font& font, const Names& names) {
  for (const std::string& folder : folders())
    for (const std::string& name : names) {
      const std::filesystem::path file = std::filesystem::path(folder) / name;
      std::error_code ignored;
      if (std::filesystem::exists(file, ignored) && font.loadFromFile(file.string())) return true;
    }
  return false;
}

bool ethiopic(char32_t c) {
  return (c >= 0x1200 && c <= 0x139F) || (c >= 0x2D80 && c <= 0x2DDF) ||
         (c >= 0xAB00 && c <= 0xAB2F);
}

bool symbol(char32_t c) { return (c >= 0x2190 && c <= 0x2BFF) && c != 0x2212; }

}  // namespace

std::string Fonts::load() {
  sf::err().rdbuf(nullptr);  // SFML would print; we tell the user ourselves
  bool found = false;
  for (const Family& f : families()) {
    found = load_first(faces_[0], f.regular) && load_first(faces_[1], f.medium) &&
            load_first(faces_[2], f.bold);
    if (found) break;
  }
  has_ethiopic_ =
      load_first(faces_[3], {"abyssinica/AbyssinicaSIL-Regular.ttf",
                             "abyssinica/AbyssinicaSIL-R.ttf", "AbyssinicaSIL-Regular.ttf"});
  has_symbols_ = load_first(faces_[4], {"dejavu/DejaVuSans.ttf", "DejaVuSans.ttf"});
  if (found) return {};
  return "no typeface was found (looked for Roboto, Inter and DejaVu Sans in " + folders().front() +
         (folders().size() > 1 ? " and the other font folders" : "") +
         "): install fonts-roboto-unhinted or fonts-dejavu-core, or set MWENDO_FONTS to their "
         "folder";
}

std::size_t Fonts::index_for(char32_t letter, Weight weight) const {
  if (has_ethiopic_ && ethiopic(letter)) return 3;
  if (has_symbols_ && symbol(letter)) return 4;
  return static_cast<std::size_t>(weight);
}

}  // namespace mwendo::viz
