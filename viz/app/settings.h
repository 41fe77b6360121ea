// What the window remembers from one time to the next: its size, theme and what is shown.
//
//   Settings s = read_settings();      // defaults where nothing is remembered or readable
//   write_settings(s);                 // silently not, where it cannot be written
//
// File: $XDG_CONFIG_HOME/mwendo/view.conf, else ~/.config/mwendo/view.conf; lines "key value".
#pragma once

#include <filesystem>

#include "viz/paint/theme.h"

namespace mwendo::viz {

struct Settings {
  unsigned width = 1280, height = 720;
  ThemeName theme = ThemeName::light;
  bool charts = true, legend = true;
  bool operator==(const Settings&) const = default;
};

[[nodiscard]] std::filesystem::path settings_file();
[[nodiscard]] Settings read_settings(const std::filesystem::path& file = settings_file());
void write_settings(const Settings& s, const std::filesystem::path& file = settings_file());

}  // namespace mwendo::viz
