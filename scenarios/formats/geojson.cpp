#include "scenarios/formats/geojson.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>
#include <memory>
#include <vector>

#include "network/base/input_error.h"
#include "network/projection.h"
#include "scenarios/files/json_writer.h"
#include "scenarios/files/text_file.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

struct Layer {
  std::string name;
  int srs = 0;
};

// A statement of SQLite, stepped row by row.
class Rows {
 public:
  Rows(sqlite3* db, const fs::path& file, const std::string& sql) : file_(file) {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &made, nullptr) != SQLITE_OK)
      throw InputError({.file = file.string(),
                        .what = sqlite3_errmsg(db),
                        .what_to_do = "give the GeoPackage of a run"});
    statement_.reset(made);
  }
  [[nodiscard]] bool next() { return sqlite3_step(statement_.get()) == SQLITE_ROW; }
  [[nodiscard]] int columns() const { return sqlite3_column_count(statement_.get()); }
  [[nodiscard]] std::string name(int i) const { return sqlite3_column_name(statement_.get(), i); }
  [[nodiscard]] int type(int i) const { return sqlite3_column_type(statement_.get(), i); }
  [[nodiscard]] std::int64_t integer(int i) const {
    return sqlite3_column_int64(statement_.get(), i);
  }
  [[nodiscard]] double real(int i) const { return sqlite3_column_double(statement_.get(), i); }
  [[nodiscard]] std::string text(int i) const {
    const auto* words = sqlite3_column_text(statement_.get(), i);
    return words ? reinterpret_cast<const char*>(words) : "";
  }
  [[nodiscard]] std::string_view blob(int i) const {
    return {static_cast<const char*>(sqlite3_column_blob(statement_.get(), i)),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), i))};
  }
  [[nodiscard]] const fs::path& file() const { return file_; }

 private:
  struct Closer {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  fs::path file_;
  std::unique_ptr<sqlite3_stmt, Closer> statement_;
};

// GeoPackage header with an envelope of four numbers, then little-endian well-known binary of a
// point or a line, as our writer makes them.
class Shape {
 public:
  explicit Shape(std::string_view blob) {
    constexpr std::size_t kHeader = 8 + 4 * sizeof(double);
    if (blob.size() < kHeader + 5 || blob.substr(0, 2) != "GP" || blob[kHeader] != 1) return;
    const auto kind = take<std::uint32_t>(blob, kHeader + 1);
    std::size_t at = kHeader + 5;
    std::uint32_t count = 1;
    line = kind == 2;
    if (line) count = take<std::uint32_t>(blob, at), at += 4;
    if (kind != 1 && kind != 2) return;
    for (; count > 0 && at + 16 <= blob.size(); --count, at += 16)
      points.push_back({take<double>(blob, at), take<double>(blob, at + 8)});
  }
  bool line = false;
  std::vector<Point> points;

 private:
  template <class T>
  static T take(std::string_view bytes, std::size_t at) {
    T value{};
    if (at + sizeof(T) <= bytes.size()) std::memcpy(&value, bytes.data() + at, sizeof(T));
    return value;
  }
};

std::string value_text(const Rows& rows, int i) {
  switch (rows.type(i)) {
    case SQLITE_INTEGER: return fmt::format("{}", rows.integer(i));
    case SQLITE_FLOAT: return fmt::format("{:.6g}", rows.real(i));
    case SQLITE_TEXT: return "\"" + json_escaped(rows.text(i)) + "\"";
    default: return "null";
  }
}

std::string coordinates(const Shape& shape, const Projection& projection) {
  std::string text;
  for (const Point& p : shape.points) {
    const LonLat place = projection.to_degrees(p);
    text += fmt::format("{}[{:.6f},{:.6f}]", text.empty() ? "" : ",", place.lon, place.lat);
  }
  return shape.line ? "[" + text + "]" : text;
}

std::string feature(const Rows& rows, const Projection& projection) {
  std::string properties;
  std::string geometry = "null";
  for (int i = 0; i < rows.columns(); ++i) {
    if (rows.name(i) == "geom") {
      const Shape shape(rows.blob(i));
      if (!shape.points.empty())
        geometry = fmt::format(R"({{"type":"{}","coordinates":{}}})",
                               shape.line ? "LineString" : "Point", coordinates(shape, projection));
    } else if (rows.name(i) != "fid") {
      properties += fmt::format("{}\"{}\":{}", properties.empty() ? "" : ",",
                                json_escaped(rows.name(i)), value_text(rows, i));
    }
  }
  return fmt::format(R"({{"type":"Feature","properties":{{{}}},"geometry":{}}})", properties,
                     geometry);
}

void write_layer(sqlite3* db, const fs::path& package, const Layer& layer, const fs::path& folder) {
  if (layer.srs < 32601 || layer.srs > 32760)
    throw InputError({.file = package.string(),
                      .what = "the streets have no geographic coordinates",
                      .what_to_do = "GeoJSON needs degrees: use a network with UTM coordinates"});
  const Projection projection(fmt::format("EPSG:{}", layer.srs));
  std::string quoted;
  for (const char c : layer.name) quoted += c == '"' ? "\"\"" : std::string(1, c);
  Rows rows(db, package, "SELECT * FROM \"" + quoted + "\"");
  TextFile out(folder / (layer.name + ".geojson"));
  out.write("{\"type\":\"FeatureCollection\",\"features\":[");
  bool first = true;
  while (rows.next()) {
    out.write(first ? "\n" : ",\n");
    out.write(feature(rows, projection));
    first = false;
  }
  out.write("\n]}\n");
  out.close();
}

}  // namespace

void write_geojson(const fs::path& package, const fs::path& folder) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(package.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> db(opened, sqlite3_close);
  if (code != SQLITE_OK)
    throw InputError({.file = package.string(),
                      .what = "cannot be opened",
                      .what_to_do = "name the results folder of a run"});
  std::vector<Layer> layers;
  Rows rows(db.get(), package, "SELECT table_name, srs_id FROM gpkg_geometry_columns");
  while (rows.next()) layers.push_back({rows.text(0), static_cast<int>(rows.integer(1))});
  for (const Layer& layer : layers) write_layer(db.get(), package, layer, folder);
}

}  // namespace mwendo
