// The typefaces of the window.
//
//   Fonts fonts;
//   if (const std::string problem = fonts.load(); !problem.empty()) return refuse(problem);
//   const sf::Font& face = fonts.face(fonts.index_for(U'ሀ', Weight::regular));
//
// Looks for Roboto, then Inter, then DejaVu Sans in the folders of the system (Debian packages
// fonts-roboto-unhinted, fonts-inter, fonts-dejavu-core), first in $MWENDO_FONTS if that is set.
// Ge'ez letters come from Abyssinica SIL (fonts-sil-abyssinica), or are drawn as boxes without it.
// Limits: no shaping; right-to-left scripts are not supported.
#pragma once

#include <SFML/Graphics/Font.hpp>
#include <array>
#include <string>

namespace mwendo::viz {

enum class Weight : std::uint8_t { regular, medium, bold };

class Fonts {
 public:
  // Empty text, or what is missing and what to do.
  [[nodiscard]] std::string load();
  [[nodiscard]] std::size_t index_for(char32_t letter, Weight weight) const;
  [[nodiscard]] const sf::Font& face(std::size_t index) const { return faces_[index]; }
  [[nodiscard]] bool has_ethiopic() const { return has_ethiopic_; }

  static constexpr std::size_t kFaces = 5;  // regular, medium, bold, Ge'ez, symbols

 private:
  std::array<sf::Font, kFaces> faces_;
  bool has_ethiopic_ = false;
  bool has_symbols_ = false;
};

}  // namespace mwendo::viz
