#include "viz/app/settings.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace mwendo::viz {

std::filesystem::path settings_file() {
  if (const char* own = std::getenv("XDG_CONFIG_HOME"); own != nullptr && *own != 0)
    return std::filesystem::path(own) / "mwendo" / "view.conf";
  const char* home = std::getenv("HOME");
  return std::filesystem::path(home != nullptr ? home : "/") / ".config" / "mwendo" / "view.conf";
}

Settings read_settings(const std::filesystem::path& file) {
  Settings s;
  std::ifstream in(file);
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string key, value;
    words >> key >> value;
    const auto pixels = [&](unsigned& into) {
      const unsigned long v = std::strtoul(value.c_str(), nullptr, 10);
      if (v >= 320 && v <= 16384) into = static_cast<unsigned>(v);
    };
    if (key == "width") pixels(s.width);
    if (key == "height") pixels(s.height);
    if (key == "theme") s.theme = value == "dark" ? ThemeName::dark : ThemeName::light;
    if (key == "charts") s.charts = value != "off";
    if (key == "legend") s.legend = value != "off";
  }
  return s;
}

void write_settings(const Settings& s, const std::filesystem::path& file) {
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  std::ofstream out(file);
  out << "width " << s.width << "\nheight " << s.height << "\ntheme "
      << (s.theme == ThemeName::dark ? "dark" : "light") << "\ncharts " << (s.charts ? "on" : "off")
      << "\nlegend " << (s.legend ? "on" : "off") << "\n";
}

}  // namespace mwendo::viz
