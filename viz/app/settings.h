// Settings that the window keeps between runs: its size, theme, charts and legend.
//
//   Settings s = read_settings();      // defaults where nothing is kept or readable
//   write_settings(s);                 // does nothing where it cannot be written
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
