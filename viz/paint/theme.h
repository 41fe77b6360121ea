// Colours of the window: a light theme for lit rooms, a dark one for projectors in the dark.
//
//   const Theme& theme = theme_of(ThemeName::dark);
//   const sf::Color c = theme.vehicle[kBrtKind];
//
// Vehicle colours start from the eight colours of Okabe and Ito (2008), which people with the usual
// colour vision deficiencies tell apart. Lightness is changed per theme. Colour maps run evenly in
// lightness, so that they also read in grey.
#pragma once

#include <SFML/Graphics/Color.hpp>
#include <array>
#include <cstdint>
#include <span>

#include "network/network.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

enum class ThemeName : std::uint8_t { light, dark };

enum class ColourMap : std::uint8_t {
  speed,         // slow (warm, dark) to free (blue)
  amount,        // little to much: flow, load, people
  harm,          // little to much: delay, queue, emissions
  difference,    // worse (orange) - same - better (blue)
  harm_change,   // less (blue) - same - more (orange)
  amount_change  // less (purple) - same - more (green)
};
inline constexpr std::size_t kColourMapCount = 6;

struct Theme {
  sf::Color settled;  // land where most people live
  sf::Color place_name;
  sf::Color land, casing, marking, plate;  // plate: junctions in layer mode
  std::array<sf::Color, kRoadClassCount> street;
  sf::Color muted_street;  // where a layer has no value
  sf::Color street_label, label_halo;
  sf::Color brt_lane, bus_lane, cycle_track, footway;
  sf::Color stop, stop_rim, crowd;
  std::array<sf::Color, kKindCount> vehicle;
  sf::Color walker, cyclist;
  sf::Color glass, shadow;  // of vehicles
  sf::Color panel, panel_rim, panel_shadow, field;
  sf::Color text, text_soft, text_faint;
  sf::Color accent, on_accent, better, worse;
  std::array<std::array<sf::Color, 6>, kColourMapCount> maps;

  [[nodiscard]] sf::Color colour(ColourMap map, float share) const;  // share 0..1
};

[[nodiscard]] const Theme& theme_of(ThemeName name);
[[nodiscard]] sf::Color faded(sf::Color c, float alpha);
[[nodiscard]] sf::Color blend(sf::Color a, sf::Color b, float t);

}  // namespace mwendo::viz
