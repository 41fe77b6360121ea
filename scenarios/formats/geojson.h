// The layers of a GeoPackage of Mwendo as GeoJSON (RFC 7946), for web maps.
//
//   write_geojson("out/run/network.gpkg", folder.path());   // links.geojson, stops.geojson ...
//
// Guarantees: WGS84, six decimals (a tenth of a metre); fields as in the GeoPackage, absent values
// as null. Errors: InputError if the file is no GeoPackage with lines or points in a UTM zone;
// RunError for the disk.
#pragma once

#include <filesystem>

namespace mwendo {

void write_geojson(const std::filesystem::path& package, const std::filesystem::path& folder);

}  // namespace mwendo
