#include "viz/paint/theme.h"

#include <algorithm>
#include <cmath>

namespace mwendo::viz {
namespace {

constexpr sf::Uint8 byte_of(std::uint32_t rgb, unsigned shift) {
  return static_cast<sf::Uint8>((rgb >> shift) & 255U);
}

sf::Color hex(std::uint32_t rgb) { return {byte_of(rgb, 16), byte_of(rgb, 8), byte_of(rgb, 0)}; }

sf::Color hex(std::uint32_t rgb, int alpha) {
  sf::Color c = hex(rgb);
  c.a = static_cast<sf::Uint8>(alpha);
  return c;
}

Theme make_light() {
  Theme t;
  t.land = hex(0xF1EEE8), t.casing = hex(0xC4BDB1), t.marking = hex(0xB9BEC6),
  t.plate = hex(0xDEDFE0);
  // motorway, trunk, primary, secondary, tertiary, residential, service, unpaved, busway, rail,
  // cycleway, footway
  t.street = {hex(0xFFD999), hex(0xFFE4B3), hex(0xFFEFCF), hex(0xFFFAEC),
              hex(0xFFFFFF), hex(0xFFFFFF), hex(0xFBFAF8), hex(0xEFE3D0),
              hex(0xF3B8A4), hex(0x8A8F98), hex(0x9ED8C4), hex(0xE3DCD0)};
  t.muted_street = hex(0xDFDBD3);
  t.settled = hex(0xDED4C4), t.place_name = hex(0x6E6557);
  t.street_label = hex(0x4A4A48), t.label_halo = hex(0xF6F4EF, 235);
  t.brt_lane = hex(0xE58E73), t.bus_lane = hex(0xF0D08A), t.cycle_track = hex(0x86CDB5);
  t.footway = hex(0xD8CFC0);
  t.stop = hex(0xFFFFFF), t.stop_rim = hex(0x1B4965), t.crowd = hex(0x7A3E9D);
  t.vehicle = {hex(0x46566B), hex(0x2F8FCB), hex(0xE59400), hex(0x3AA87E), hex(0x009E73),
               hex(0x009E73), hex(0x8C6A4F), hex(0x9A8F00), hex(0xD0390B), hex(0x9C2A70)};
  t.walker = hex(0x6B4FA0), t.cyclist = hex(0x0C8F6B);
  t.glass = hex(0x1A222C, 205), t.shadow = hex(0x000000, 60);
  t.panel = hex(0xFFFFFF, 240), t.panel_rim = hex(0x1E2A36, 26), t.panel_shadow = hex(0x1E2A36, 38);
  t.field = hex(0xEEF1F4);
  t.text = hex(0x16202B), t.text_soft = hex(0x53616F), t.text_faint = hex(0x8D99A5);
  t.accent = hex(0x0B6E99), t.on_accent = hex(0xFFFFFF);
  t.better = hex(0x0B6E99), t.worse = hex(0xC2480B);
  t.maps[0] = {hex(0x7A0C3A), hex(0xC92A3A), hex(0xF0803C),
               hex(0xF5C04F), hex(0x6FB7C9), hex(0x2A6FB0)};
  t.maps[1] = {hex(0xD3DEE4), hex(0xA3CBDC), hex(0x5FA6CC),
               hex(0x2C7CB5), hex(0x1E4F92), hex(0x2A1A5E)};
  t.maps[2] = {hex(0xEBDFCB), hex(0xF4C283), hex(0xEE8A4A),
               hex(0xD14D37), hex(0x952244), hex(0x4B1035)};
  t.maps[3] = {hex(0xA5450A), hex(0xE08A3C), hex(0xF3DCC4),
               hex(0xC6DAE8), hex(0x5E9BD1), hex(0x14509A)};
  std::reverse_copy(t.maps[3].begin(), t.maps[3].end(), t.maps[4].begin());
  t.maps[5] = {hex(0x5B2A86), hex(0xA179C4), hex(0xE2D9EA),
               hex(0xD5E8D2), hex(0x5FAE6B), hex(0x1B6E3C)};
  return t;
}

Theme make_dark() {
  Theme t;
  t.land = hex(0x10151B), t.casing = hex(0x080B0F), t.marking = hex(0x667484),
  t.plate = hex(0x2A323C);
  t.street = {hex(0x77879A), hex(0x6A7A8C), hex(0x5D6B7B), hex(0x4F5C6A),
              hex(0x44505D), hex(0x3A454F), hex(0x323B45), hex(0x4C443A),
              hex(0x8A4A3A), hex(0x6A727D), hex(0x27705D), hex(0x3A3A40)};
  t.muted_street = hex(0x2B3641);
  t.settled = hex(0x22303D), t.place_name = hex(0x8FA2B5);
  t.street_label = hex(0xB4C2D0), t.label_halo = hex(0x10151B, 230);
  t.brt_lane = hex(0x8C3B25), t.bus_lane = hex(0x6E5A27), t.cycle_track = hex(0x1F6B55);
  t.footway = hex(0x34343A);
  t.stop = hex(0x26313C), t.stop_rim = hex(0x9AD1F0), t.crowd = hex(0xD6A8FF);
  t.vehicle = {hex(0xCBD5E0), hex(0x56B4E9), hex(0xFFB52E), hex(0x53D6A3), hex(0x25C795),
               hex(0x25C795), hex(0xC9A07C), hex(0xF0E442), hex(0xFF6A3D), hex(0xF08CC8)};
  t.walker = hex(0xC3A6F5), t.cyclist = hex(0x5FE0B7);
  t.glass = hex(0x0A0E13, 215), t.shadow = hex(0x000000, 110);
  t.panel = hex(0x1A222B, 238), t.panel_rim = hex(0xFFFFFF, 24),
  t.panel_shadow = hex(0x000000, 110);
  t.field = hex(0x2A3440);
  t.text = hex(0xF1F5F9), t.text_soft = hex(0xAEBBC8), t.text_faint = hex(0x74828F);
  t.accent = hex(0x5CC8F2), t.on_accent = hex(0x06202B);
  t.better = hex(0x6EC6F5), t.worse = hex(0xFF9A57);
  t.maps[0] = {hex(0xE0245E), hex(0xF25B44), hex(0xF89C45),
               hex(0xF3D269), hex(0x7CC4D6), hex(0x3F8FDB)};
  t.maps[1] = {hex(0x24384C), hex(0x2A5A85), hex(0x2B86A8),
               hex(0x45B5A8), hex(0xA4DB85), hex(0xFDF3A0)};
  t.maps[2] = {hex(0x352638), hex(0x702B55), hex(0xB63A55),
               hex(0xE66A3F), hex(0xF8AC45), hex(0xFFF0A5)};
  t.maps[3] = {hex(0xFFAE5C), hex(0xC27C3C), hex(0x54463C),
               hex(0x33495E), hex(0x3C78B4), hex(0x4DA3FF)};
  std::reverse_copy(t.maps[3].begin(), t.maps[3].end(), t.maps[4].begin());
  t.maps[5] = {hex(0xC89BF0), hex(0x8A63B8), hex(0x3D3350),
               hex(0x24423A), hex(0x3F9A64), hex(0x7FE39B)};
  return t;
}

}  // namespace

const Theme& theme_of(ThemeName name) {
  static const Theme light = make_light();
  static const Theme dark = make_dark();
  return name == ThemeName::light ? light : dark;
}

sf::Color blend(sf::Color a, sf::Color b, float t) {
  const auto part = [&](sf::Uint8 x, sf::Uint8 y) {
    return static_cast<sf::Uint8>(
        std::lround(static_cast<float>(x) + (static_cast<float>(y) - static_cast<float>(x)) * t));
  };
  return {part(a.r, b.r), part(a.g, b.g), part(a.b, b.b), part(a.a, b.a)};
}

sf::Color faded(sf::Color c, float alpha) {
  c.a =
      static_cast<sf::Uint8>(std::lround(static_cast<float>(c.a) * std::clamp(alpha, 0.0F, 1.0F)));
  return c;
}

sf::Color Theme::colour(ColourMap map, float share) const {
  const auto& stops = maps[static_cast<std::size_t>(map)];
  const float at = std::clamp(share, 0.0F, 1.0F) * static_cast<float>(stops.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(at), stops.size() - 2);
  return blend(stops[i], stops[i + 1], at - static_cast<float>(i));
}

}  // namespace mwendo::viz
