// Observed beside modelled, and BRT loads.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/report/html.h"
#include "scenarios/report/parts.h"

namespace mwendo {
namespace {

struct ModeGroup {
  std::string label;
  double observed = 0;  // per cent
  double modelled = 0;
};

// Modes without an observed share of their own join the one that holds them in the source: buses
// join minibuses, passengers join drivers, shared bicycles join bicycles, taxis join passengers.
std::size_t group_of(std::size_t mode, const std::vector<float>& observed) {
  const auto has = [&](Mode m) { return observed[static_cast<std::size_t>(m)] > 0; };
  const auto index = [](Mode m) { return static_cast<std::size_t>(m); };
  if (has(static_cast<Mode>(mode))) return mode;
  if (mode == index(Mode::bus) || mode == index(Mode::brt)) return index(Mode::minibus);
  if (mode == index(Mode::shared_bicycle)) return index(Mode::bicycle);
  if (mode == index(Mode::car_passenger) || mode == index(Mode::taxi))
    return index(Mode::car_driver);
  return mode;
}

std::vector<ModeGroup> mode_groups(const World& world, const std::vector<RunSummary>& runs) {
  const auto& observed = world.figures.observed_mode_share;
  std::vector<ModeGroup> groups(kModeCount);
  if (observed.size() < kModeCount) return {};
  for (std::size_t m = 0; m < kModeCount; ++m) {
    const std::string name = name_of(static_cast<Mode>(m));
    const double modelled = mean_value(runs, "mode_share." + name).value_or(0);
    ModeGroup& group = groups[group_of(m, observed)];
    if (modelled > 0 || observed[m] > 0)
      group.label += (group.label.empty() ? "" : ", ") + plain_name(name);
    group.modelled += modelled;
    group.observed += 100 * static_cast<double>(observed[m]);
  }
  groups.erase(std::remove_if(groups.begin(), groups.end(),
                              [](const ModeGroup& g) { return g.modelled + g.observed <= 0; }),
               groups.end());
  return groups;
}

std::string row(const std::string& name, double observed, double modelled, const std::string& unit,
                const std::string& distance) {
  return "<tr><td>" + escaped(name) + "</td><td class=\"n\">" + human(observed) +
         "</td><td class=\"n\">" + human(modelled) + "</td><td class=\"n\">" + distance +
         "</td><td><span class=\"unit\">" + unit + "</span></td></tr>";
}

// Sections of one line, averaged over the runs.
std::vector<LineSectionResult> mean_sections(const std::vector<RunSummary>& runs, LineId line) {
  std::vector<LineSectionResult> mean;
  const float share = 1.0F / static_cast<float>(runs.size());
  for (const RunSummary& run : runs)
    for (const LineResult& result : run.lines) {
      if (result.line != line) continue;
      mean.resize(std::max(mean.size(), result.sections.size()));
      for (std::size_t i = 0; i < result.sections.size(); ++i) {
        mean[i].peak_hour_passengers += share * result.sections[i].peak_hour_passengers;
        mean[i].places += share * result.sections[i].places;
        mean[i].length_m = result.sections[i].length_m;
      }
    }
  return mean;
}

LoadProfile::Direction direction_of(const World& world, LineId line,
                                    const std::vector<LineSectionResult>& sections, double hours) {
  const auto stops = world.transit.stops_of(line);
  LoadProfile::Direction d;
  d.name = "to " + world.transit.stop.name[stops[stops.size() - 1].stop];
  for (const LineSectionResult& s : sections) {
    d.load.push_back(static_cast<double>(s.peak_hour_passengers));
    d.capacity.push_back(static_cast<double>(s.places) / hours);
  }
  return d;
}

std::string profile_of(const World& world, const std::vector<RunSummary>& runs, LineId line) {
  const auto sections = mean_sections(runs, line);
  const auto stops = world.transit.stops_of(line);
  if (sections.size() + 1 != stops.size()) return {};
  const double hours = (runs.front().to_s - runs.front().from_s) / 3600;
  LoadProfile p;
  p.title = "Load of " + world.transit.line.name[line];
  for (const LineStop& s : stops) p.stops.push_back(world.transit.stop.name[s.stop]);
  for (const LineSectionResult& s : sections)
    p.length_km.push_back(static_cast<double>(s.length_m) / 1000);
  p.up = direction_of(world, line, sections, hours);
  const LineId other = opposite_of(world, line);
  if (other.valid()) {
    auto back = mean_sections(runs, other);
    std::reverse(back.begin(), back.end());
    if (back.size() == sections.size()) p.down = direction_of(world, other, back, hours);
  }
  return figure(escaped(world.transit.line.name[line]) + " <small>" +
                    escaped(world.transit.line.description[line]) + "</small>",
                load_profile(p));
}

// A period has other people than the day: in the morning more pupils walk.
std::string note_on_period(const std::vector<RunSummary>& runs) {
  constexpr double kDay = 20 * 3600;
  if (runs.front().to_s - runs.front().from_s >= kDay) return {};
  return "<p class=\"note\">Observed mode shares are of a whole day, modelled ones of this "
         "period.</p>";
}

}  // namespace

std::string observed_beside_modelled(const World& world, const std::vector<RunSummary>& runs) {
  std::string rows;
  for (const ModeGroup& g : mode_groups(world, runs))
    rows += row("Mode share: " + g.label, g.observed, g.modelled, "% of trips",
                percent_signed(g.modelled - g.observed) + " points");
  const auto speed = mean_value(runs, "peak_speed");
  const double observed_speed = static_cast<double>(world.figures.peak_speed_kmh);
  if (speed && observed_speed > 0)
    rows += row("Motor speed in the peak", observed_speed, *speed, "km/h",
                percent_signed(100 * (*speed / observed_speed - 1)) + " %");
  if (rows.empty()) return "<p class=\"note\">No observed figures are known for this city.</p>";
  return "<div class=\"wide\"><table><tr><th></th><th class=\"n\">observed</th><th class=\"n\">"
         "modelled</th><th class=\"n\">distance</th><th></th></tr>" +
         rows + "</table></div>" + note_on_period(runs);
}

LineId opposite_of(const World& world, LineId line) {
  const auto& lines = world.transit.line;
  if (lines.opposite[line].valid()) return lines.opposite[line];
  for (const LineId other : world.transit.lines())
    if (other != line && lines.mode[other] == Mode::brt && lines.name[other] == lines.name[line])
      return other;
  return {};
}

std::string brt_load_part(const World& world, const std::vector<RunSummary>& runs) {
  std::string out;
  std::vector<LineId> done;
  for (const LineId line : world.transit.lines()) {
    if (world.transit.line.mode[line] != Mode::brt) continue;
    if (std::find(done.begin(), done.end(), line) != done.end()) continue;
    const LineId other = opposite_of(world, line);
    done.insert(done.end(), {line, other});
    out += profile_of(world, runs, line);
  }
  if (out.empty()) return out;
  return "<div class=\"key\"><span><i class=\"alt\"></i>passengers, busiest hour</span><span>"
         "<i class=\"alt2\"></i>the other direction</span><span><i class=\"dash\"></i>places "
         "offered "
         "per hour</span></div>" +
         out;
}

}  // namespace mwendo
