// The vehicles of the first BRT line in time and distance, both directions.
#include <algorithm>
#include <map>

#include "scenarios/report/brt_sections.h"
#include "scenarios/report/html.h"
#include "scenarios/report/parts.h"
#include "scenarios/report/time_distance.h"

namespace mwendo {
namespace {

constexpr double kWindow = 2 * 3600;  // s; in longer ones lines of vehicles cannot be told apart
constexpr double kWindowStep = 900;   // s
constexpr std::size_t kMostVehicles = 400;
constexpr const char* kCourseNote =
    "Each line is a vehicle; flat parts are stops at stations. Lines that run together are "
    "vehicles in a bunch. One seed; of longer periods the two hours with most calls at stations.";

LineId first_brt_line(const World& world) {
  for (const LineId l : world.transit.lines())
    if (world.transit.line.mode[l] == Mode::brt) return l;
  return {};
}

// The start of the window with most calls of the line.
double busiest_from(const RunSummary& run, LineId line) {
  double best_from = run.from_s;
  std::ptrdiff_t best = -1;
  for (double from = run.from_s; from == run.from_s || from + kWindow <= run.to_s;
       from += kWindowStep) {
    const auto calls = std::count_if(run.service.brt_calls.begin(), run.service.brt_calls.end(),
                                     [&](const StationCall& c) {
                                       const auto at = static_cast<double>(c.arrival_s);
                                       return c.line == line && at >= from && at < from + kWindow;
                                     });
    if (calls > best) best = calls, best_from = from;
  }
  return best_from;
}

void add_stations(const World& world, const LineResult& line, TimeDistance& d) {
  double km = 0;
  const auto stops = world.transit.stops_of(line.line);
  for (std::size_t i = 0; i < stops.size(); ++i) {
    d.stations.push_back({world.transit.stop.name[stops[i].stop], km});
    if (i < line.sections.size()) km += static_cast<double>(line.sections[i].length_m) / 1000;
  }
}

void add_vehicles(const RunSummary& run, LineId line, TimeDistance& d) {
  std::map<std::uint32_t, std::vector<TimeDistance::Point>> courses;
  for (const StationCall& c : run.service.brt_calls) {
    const auto arrival = static_cast<double>(c.arrival_s);
    const auto departure = static_cast<double>(c.departure_s);
    if (c.line != line || c.stop >= d.stations.size()) continue;
    if (arrival < d.from_s || departure > d.to_s) continue;
    auto& course = courses[c.vehicle];
    course.push_back({arrival, d.stations[c.stop].km});
    course.push_back({departure, d.stations[c.stop].km});
  }
  for (auto& [vehicle, course] : courses)
    if (d.vehicles.size() < kMostVehicles) d.vehicles.push_back(std::move(course));
}

std::string direction(const World& world, const RunSummary& run, LineId line) {
  const auto result = std::find_if(run.lines.begin(), run.lines.end(),
                                   [&](const LineResult& r) { return r.line == line; });
  if (result == run.lines.end()) return {};
  const std::string name =
      world.transit.line.name[line] + ", " + world.transit.line.description[line];
  TimeDistance d;
  d.title = name + ": vehicles in time and distance";
  d.from_s = busiest_from(run, line);
  d.to_s = std::min(d.from_s + kWindow, run.to_s);
  add_stations(world, *result, d);
  add_vehicles(run, line, d);
  return d.vehicles.empty() ? "" : figure(escaped(name), time_distance(d));
}

}  // namespace

std::string brt_course_section(const World& world, const RunSummary& run) {
  const LineId line = first_brt_line(world);
  if (!line.valid()) return {};
  const std::string course =
      direction(world, run, line) + direction(world, run, opposite_of(world, line));
  return course.empty() ? "" : section("BRT vehicles in time and distance", kCourseNote, course);
}

}  // namespace mwendo
