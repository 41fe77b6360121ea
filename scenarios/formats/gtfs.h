// The public transport of a world as a GTFS feed (gtfs.org, schedule reference), a folder of
// tables.
//
//   write_gtfs(folder.path() / "gtfs", world);
//
// Files: agency, routes, stops, trips, stop_times, frequencies, calendar and shapes. Each line is a
// route with one trip in each direction. frequencies.txt repeats it from the first departure to the
// last with the peak (06-09, 16-19) and off-peak headways. Times between stops come from the model:
// riders expect them at seven in the morning (sim/transit/router/transit_times.h). Guarantees:
// times grow along a trip; the same world gives the same bytes; a stop without a line is left out.
// Errors: InputError for a world without geographic coordinates, RunError for the disk. Limits: one
// service, every day of the week; the shape of lines without a path (rail) is their stops.
#pragma once

#include <filesystem>

#include "sim/world/world.h"

namespace mwendo {

void write_gtfs(const std::filesystem::path& folder, const World& world);

}  // namespace mwendo
