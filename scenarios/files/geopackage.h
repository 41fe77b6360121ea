// Writes a GeoPackage (OGC 12-128r15): a file that QGIS and GDAL open.
//
//   GeoPackage package(folder / "network.gpkg", net.crs);
//   auto links = package.add_layer("links", GeometryKind::line, {{"speed_kmh", FieldKind::real}});
//   links.add(points, {FieldValue(23.5)});
//   package.close();   // extents, then flushed; RunError on any error of the disk
//
// Guarantees: coordinates as given, in metres of the UTM zone `crs` ("EPSG:32737"), which is
// described in the file (empty: a plane without a place); layer and field names are put in quotes,
// never interpreted.
// Errors: InputError for a crs that is no UTM zone of WGS84, RunError for the disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "network/network.h"

namespace mwendo {

enum class GeometryKind { point, line };
enum class FieldKind { text, integer, real };

struct Field {
  std::string name;
  FieldKind kind = FieldKind::real;
};
// An absent real is written as NULL when it is not finite.
using FieldValue = std::variant<double, std::int64_t, std::string>;

class GeoPackage {
 public:
  class Layer {
   public:
    void add(std::span<const Point> points, const std::vector<FieldValue>& values);

   private:
    friend class GeoPackage;
    struct State;
    explicit Layer(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::shared_ptr<State> state_;
  };

  GeoPackage(const std::filesystem::path& file, const std::string& crs);
  ~GeoPackage();
  GeoPackage(const GeoPackage&) = delete;
  GeoPackage& operator=(const GeoPackage&) = delete;

  Layer add_layer(const std::string& name, GeometryKind kind, const std::vector<Field>& fields);
  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mwendo
