#include "viz/app/options.h"

#include <fmt/format.h>

#include <charconv>
#include <cxxopts.hpp>

#include "viz/runs/refuse.h"

namespace mwendo::viz {
namespace {

cxxopts::Options declare() {
  cxxopts::Options o("mwendo-view",
                     "The window of Mwendo: a running simulation, or a recorded one.\n");
  o.positional_help("SCENARIO|RESULTS");
  o.add_options()(
      "what",
      "city/scenario, scenario file, results folder with replay.mwr, or made-up[:ROWSxCOLUMNS]",
      cxxopts::value<std::string>())(
      "beside", "a second scenario or results folder, shown in lockstep",
      cxxopts::value<std::string>())("swipe", "show the two as a swipe instead of side by side")(
      "from", "start of the period, HH:MM", cxxopts::value<std::string>())(
      "to", "end of the period, HH:MM", cxxopts::value<std::string>())(
      "warm-up", "minutes simulated before the period, in quarter hours (from 04:00)",
      cxxopts::value<float>())("at", "go to this time first, HH:MM", cxxopts::value<std::string>())(
      "speed", "seconds of the city per second, 1 to 1000, or max", cxxopts::value<std::string>())(
      "seed", "seed of the run", cxxopts::value<std::uint64_t>())(
      "sample", "share of the people to simulate, in (0, 1]", cxxopts::value<double>())(
      "iterations", "days of learning before the day that is shown", cxxopts::value<int>())(
      "threads", "threads of the simulation", cxxopts::value<int>())(
      "layer",
      "streets, speed, flow, delay, queue, co2, pm25, load, walking, cycling, stress, difference, "
      "flow-difference or co2-difference",
      cxxopts::value<std::string>())("look-at", "a street, stop or line to show first",
                                     cxxopts::value<std::string>())(
      "across", "metres of the map to show first, from side to side", cxxopts::value<float>())(
      "theme", "light or dark", cxxopts::value<std::string>())(
      "size", "window size, for example 1920x1080", cxxopts::value<std::string>())(
      "text-scale", "size of text and buttons, 1 is for 720 lines", cxxopts::value<float>())(
      "render", "write one picture of the time --at, then end", cxxopts::value<std::string>())(
      "video", "record a video from the start (needs ffmpeg)", cxxopts::value<std::string>())(
      "out", "write the results folder of a live run here", cxxopts::value<std::string>())(
      "record", "write a replay file during the run", cxxopts::value<std::string>())(
      "tour", "repeat the views of a tour file", cxxopts::value<std::string>())(
      "kiosk", "full screen, without buttons")("count-frames",
                                               "print the number and cost of frames at the end")(
      "frames", "end after this number of frames, for measurements", cxxopts::value<std::size_t>())(
      "forget", "neither read nor keep window size and theme")("version", "print the version")(
      "h,help", "print this");
  o.parse_positional({"what"});
  return o;
}

Layer parse_layer(const std::string& text) {
  const auto layer = layer_by_key(text);
  if (layer) return *layer;
  std::string all;
  for (std::size_t i = 0; i < kLayerCount; ++i)
    all += std::string(i > 0 ? ", " : "") + info_of(static_cast<Layer>(i)).key;
  refuse("--layer " + text + " is not a layer", "use one of " + all);
}

void parse_size(const std::string& text, Options& o) {
  const auto x = text.find('x');
  const char* begin = text.data();
  const char* end = begin + text.size();
  bool good = x != std::string::npos;
  good = good && std::from_chars(begin, begin + x, o.width).ptr == begin + x;
  good = good && std::from_chars(begin + x + 1, end, o.height).ptr == end;
  if (!good || o.width < 320 || o.height < 240 || o.width > 16384 || o.height > 16384)
    refuse("--size " + text + " is not a window size", "write WIDTHxHEIGHT, for example 1280x720");
}

float parse_speed(const std::string& text) {
  if (text == "max") return 0;
  float v = 0;
  const auto end = text.data() + text.size();
  if (std::from_chars(text.data(), end, v).ptr != end || v < 1 || v > 1000)
    refuse("--speed " + text + " is not a speed", "use a number from 1 to 1000, or max");
  return v;
}

void read_times(const cxxopts::ParseResult& r, Options& o) {
  if (r.count("from")) o.from_s = parse_time(r["from"].as<std::string>(), "--from");
  if (r.count("to")) o.to_s = parse_time(r["to"].as<std::string>(), "--to");
  if (r.count("warm-up")) o.warm_up_s = 60 * r["warm-up"].as<float>();
  if (r.count("at")) o.at_s = parse_time(r["at"].as<std::string>(), "--at");
  if (o.from_s && o.to_s && *o.from_s >= *o.to_s)
    refuse("--from is not before --to", "give a period, for example --from 06:00 --to 10:00");
}

Options read(const cxxopts::ParseResult& r) {
  Options o;
  const auto text = [&](const char* name) {
    return r.count(name) > 0 ? r[name].as<std::string>() : std::string();
  };
  o.what = text("what"), o.beside = text("beside"), o.look_at = text("look-at");
  o.video = text("video"), o.tour = text("tour"), o.record = text("record"), o.out = text("out");
  if (r.count("render")) o.render = text("render");
  read_times(r, o);
  if (r.count("layer")) o.layer = parse_layer(text("layer"));
  if (r.count("theme")) {
    if (text("theme") != "light" && text("theme") != "dark")
      refuse("--theme " + text("theme") + " is not a theme", "use light or dark");
    o.theme = text("theme") == "dark" ? ThemeName::dark : ThemeName::light;
  }
  if (r.count("size")) parse_size(text("size"), o);
  if (r.count("speed")) o.speed = parse_speed(text("speed"));
  if (r.count("seed")) o.seed = r["seed"].as<std::uint64_t>();
  if (r.count("sample")) o.sample = r["sample"].as<double>();
  if (o.sample && !(*o.sample > 0 && *o.sample <= 1))
    refuse(fmt::format("--sample {} is not a share", *o.sample),
           "use a number above 0 and up to 1");
  if (r.count("threads")) o.threads = std::max(r["threads"].as<int>(), 1);
  if (r.count("iterations")) o.iterations = std::max(r["iterations"].as<int>(), 0);
  if (r.count("frames")) o.frames = r["frames"].as<std::size_t>();
  if (r.count("across")) o.across_m = std::clamp(r["across"].as<float>(), 30.0F, 1e6F);
  if (r.count("text-scale")) o.scale = std::clamp(r["text-scale"].as<float>(), 0.5F, 5.0F);
  o.swipe = r.count("swipe") > 0, o.kiosk = r.count("kiosk") > 0;
  o.count_frames = r.count("count-frames") > 0, o.forget = r.count("forget") > 0;
  return o;
}

}  // namespace

float parse_time(const std::string& text, const std::string& option) {
  int h = 0, m = 0, s = 0;
  char rest = 0;
  const int n = std::sscanf(text.c_str(), "%2d:%2d:%2d%c", &h, &m, &s, &rest);
  if ((n != 2 && n != 3) || h < 0 || h > 30 || m < 0 || m > 59 || s < 0 || s > 59)
    refuse(option + " " + text + " is not a time", "write HH:MM, for example 07:30");
  return static_cast<float>(h * 3600 + m * 60 + s);
}

Options parse_options(int argc, const char* const* argv) {
  cxxopts::Options declared = declare();
  try {
    const auto result = declared.parse(argc, argv);
    Options o = read(result);
    if (result.count("help") > 0) o.help = declared.help();
    if (result.count("version") > 0) o.help = "mwendo-view " MWENDO_VERSION "\n";
    if (o.help.empty() && o.what.empty())
      refuse("nothing to show",
             "name a scenario, `mwendo-view CITY/base`, a results "
             "folder, or `made-up`; see `mwendo-view --help`");
    return o;
  } catch (const cxxopts::exceptions::exception& e) {
    refuse(e.what(), "see `mwendo-view --help`");
  }
}

}  // namespace mwendo::viz
