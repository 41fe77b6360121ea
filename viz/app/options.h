// Options of the command line of mwendo-view.
//
//   const Options o = parse_options(argc, argv);   // throws InputError
//   if (!o.help.empty()) print(o.help);
#pragma once

#include <optional>
#include <string>

#include "viz/paint/layers.h"

namespace mwendo::viz {

struct Options {
  std::string what;                   // scenario, results folder or made-up city
  std::string beside;                 // the alternative, empty for one world
  std::optional<std::string> render;  // picture file: no interaction
  std::optional<float> at_s;
  std::optional<float> from_s, to_s, warm_up_s;
  std::optional<Layer> layer;
  std::optional<ThemeName> theme;
  std::optional<float> speed;  // 0: as fast as it can
  std::optional<std::uint64_t> seed;
  std::optional<double> sample;
  int threads = 1;
  int iterations = 0;
  unsigned width = 0, height = 0;  // 0: as remembered
  std::string look_at;             // street, stop or line to fit
  float across_m = 0;              // width of the map to show first, 0: all of it
  std::string video;               // file
  std::string tour;                // file
  std::string out;                 // results folder of a live run
  std::string record;              // replay file to write
  float scale = 0;                 // text, 0: by the size of the window
  bool swipe = false;
  bool kiosk = false;
  bool count_frames = false;  // prints what frames cost at the end
  std::size_t frames = 0;     // ends after so many, 0: when it is closed
  bool forget = false;        // neither reads nor writes what is remembered
  std::string help;           // text to print instead of running
};

[[nodiscard]] Options parse_options(int argc, const char* const* argv);

// "07:30" or "07:30:15" as seconds of the day.
[[nodiscard]] float parse_time(const std::string& text, const std::string& option);

}  // namespace mwendo::viz
