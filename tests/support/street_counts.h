// Counted vehicles beside those of a run.
//
//   const std::vector<Count> counts = read_counts(folder / "counts.csv", problems);
//   const auto links = links_of(counts, net);
//   counted(counts[i], 6.75, 7.25) ; modelled(tallies, links[i], counts[i].group, 6.75, 7.25);
//
// File: columns station, cordon, use (yes; other rows are left out), direction, lon, lat,
// street_match (parts of the street's name, with | between), bearing_deg (of the direction, from
// north), to_centre (in, out, across), group (car, minibus, bus, truck, motorcycle), and vehicles
// of each hour as h06 to h21.
// A count belongs to the street of its name nearest to it and in its direction, else to any such
// street, within 60 m. Between whole hours the flow is that of its hour.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "network/network.h"
#include "sim/traffic/tallies.h"

namespace mwendo {

enum class CountGroup : std::uint8_t { car, minibus, bus, truck, motorcycle };
inline constexpr std::size_t kCountGroups = 5;
[[nodiscard]] const char* name_of(CountGroup g);

struct Count {
  std::string station, cordon, direction, to_centre;
  double lon = 0, lat = 0, bearing_deg = 0;
  std::vector<std::string> names;  // parts of the street's name
  CountGroup group = CountGroup::car;
  std::array<double, 24> by_hour{};  // vehicles; 0 where nobody counted
};

[[nodiscard]] std::vector<Count> read_counts(const std::filesystem::path& file, Problems& problems);
// By count; none where no street is near.
[[nodiscard]] std::vector<LinkId> links_of(const std::vector<Count>& counts, const Network& net);

// Vehicles between two hours of the day, 6.5 for half past six. Periods of the tallies that are
// partly outside are left out.
[[nodiscard]] double counted(const Count& count, double from_h, double to_h);
[[nodiscard]] double modelled(const Tallies& tallies, LinkId link, CountGroup group, double from_h,
                              double to_h);

}  // namespace mwendo
