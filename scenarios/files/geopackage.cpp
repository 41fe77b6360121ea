#include "scenarios/files/geopackage.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "network/base/input_error.h"

namespace mwendo {
namespace {

struct Zone {
  int epsg = -1;  // as GeoPackage: -1 for a plane without a place
  int number = 0;
  bool south = false;
};

Zone zone_of(const std::string& crs) {
  Zone zone;
  if (crs.empty()) return zone;
  if (crs.starts_with("EPSG:")) zone.epsg = std::atoi(crs.c_str() + 5);
  zone.number = zone.epsg % 100;
  zone.south = zone.epsg / 100 == 327;
  const bool known = zone.epsg / 100 == 326 || zone.south;
  if (!known || zone.number < 1 || zone.number > 60)
    throw InputError({.file = {},
                      .what = fmt::format("'{}' is not a UTM zone of WGS84", crs),
                      .what_to_do = "use EPSG:32601-32660 or EPSG:32701-32760"});
  return zone;
}

std::string wkt_of(const Zone& zone) {
  return fmt::format(
      "PROJCS[\"WGS 84 / UTM zone {}{}\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\","
      "6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],"
      "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
      "AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]],PROJECTION["
      "\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\","
      "{}],PARAMETER[\"scale_factor\",0.9996],PARAMETER[\"false_easting\",500000],PARAMETER["
      "\"false_northing\",{}],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Easting\",EAST]"
      ","
      "AXIS[\"Northing\",NORTH],AUTHORITY[\"EPSG\",\"{}\"]]",
      zone.number, zone.south ? "S" : "N", zone.number * 6 - 183, zone.south ? 10000000 : 0,
      zone.epsg);
}

constexpr const char* kSchema = R"sql(
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
  description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', NULL);
)sql";

std::string sql_name(const std::string& name) {
  std::string result = "\"";
  for (const char c : name) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

std::string sql_text(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += '\'';
    result += c;
  }
  return result + '\'';
}

const char* type_of(FieldKind kind) {
  if (kind == FieldKind::text) return "TEXT";
  return kind == FieldKind::integer ? "INTEGER" : "REAL";
}

template <class T>
void append_raw(std::string& out, T value) {
  static_assert(std::endian::native == std::endian::little);
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

struct Extent {
  double min_x = std::numeric_limits<double>::max(), min_y = min_x;
  double max_x = std::numeric_limits<double>::lowest(), max_y = max_x;
  void add(Point p) {
    min_x = std::min(min_x, p.x), max_x = std::max(max_x, p.x);
    min_y = std::min(min_y, p.y), max_y = std::max(max_y, p.y);
  }
};

// GeoPackage header with envelope, then well-known binary.
std::string blob_of(std::span<const Point> points, GeometryKind kind, int srs) {
  std::string out = {'G', 'P', 0, 0x03};
  append_raw(out, static_cast<std::int32_t>(srs));
  Extent extent;
  for (const Point& p : points) extent.add(p);
  for (const double v : {extent.min_x, extent.max_x, extent.min_y, extent.max_y})
    append_raw(out, v);
  out += '\x01';
  append_raw(out, static_cast<std::uint32_t>(kind == GeometryKind::point ? 1 : 2));
  if (kind == GeometryKind::line) append_raw(out, static_cast<std::uint32_t>(points.size()));
  for (const Point& p : points) {
    append_raw(out, p.x);
    append_raw(out, p.y);
    if (kind == GeometryKind::point) break;
  }
  return out;
}

}  // namespace

struct GeoPackage::State {
  sqlite3* db = nullptr;
  std::filesystem::path file;
  Zone zone;
  std::vector<std::shared_ptr<Layer::State>> layers;

  [[noreturn]] void fail() const {
    throw RunError(fmt::format("cannot write {}: {}", file.string(), sqlite3_errmsg(db)));
  }
  void run(const std::string& sql) const {
    if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
};

struct GeoPackage::Layer::State {
  GeoPackage::State* package = nullptr;
  std::string name;
  GeometryKind kind = GeometryKind::line;
  sqlite3_stmt* insert = nullptr;
  Extent extent;
};

GeoPackage::GeoPackage(const std::filesystem::path& file, const std::string& crs)
    : state_(std::make_unique<State>()) {
  state_->file = file;
  state_->zone = zone_of(crs);
  if (sqlite3_open(file.c_str(), &state_->db) != SQLITE_OK) state_->fail();
  state_->run("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;");
  state_->run("BEGIN");
  state_->run(kSchema);
  const Zone& z = state_->zone;
  if (z.epsg < 0) return;
  state_->run(
      fmt::format("INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84 / UTM zone {}{}', {}, "
                  "'EPSG', {}, {}, NULL)",
                  z.number, z.south ? "S" : "N", z.epsg, z.epsg, sql_text(wkt_of(z))));
}

GeoPackage::~GeoPackage() {
  if (!state_ || !state_->db) return;
  for (const auto& layer : state_->layers) sqlite3_finalize(layer->insert);
  sqlite3_close(state_->db);
}

GeoPackage::Layer GeoPackage::add_layer(const std::string& name, GeometryKind kind,
                                        const std::vector<Field>& fields) {
  const char* type = kind == GeometryKind::point ? "POINT" : "LINESTRING";
  std::string columns = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom " + std::string(type);
  std::string names = "geom";
  std::string marks = "?";
  for (const Field& field : fields) {
    columns += ", " + sql_name(field.name) + " " + type_of(field.kind);
    names += ", " + sql_name(field.name);
    marks += ", ?";
  }
  const int srs = state_->zone.epsg;
  state_->run("CREATE TABLE " + sql_name(name) + " (" + columns + ")");
  state_->run(
      fmt::format("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                  "VALUES ({0}, 'features', {0}, {1})",
                  sql_text(name), srs));
  state_->run(fmt::format("INSERT INTO gpkg_geometry_columns VALUES ({}, 'geom', '{}', {}, 0, 0)",
                          sql_text(name), type, srs));
  auto layer = std::make_shared<Layer::State>();
  layer->package = state_.get();
  layer->name = name;
  layer->kind = kind;
  const std::string insert =
      "INSERT INTO " + sql_name(name) + " (" + names + ") VALUES (" + marks + ")";
  if (sqlite3_prepare_v2(state_->db, insert.c_str(), -1, &layer->insert, nullptr) != SQLITE_OK)
    state_->fail();
  state_->layers.push_back(layer);
  return Layer(layer);
}

void GeoPackage::Layer::add(std::span<const Point> points, const std::vector<FieldValue>& values) {
  const GeoPackage::State& package = *state_->package;
  sqlite3_stmt* insert = state_->insert;
  const std::string blob = blob_of(points, state_->kind, package.zone.epsg);
  for (const Point& p : points) state_->extent.add(p);
  sqlite3_reset(insert);
  sqlite3_bind_blob(insert, 1, blob.data(), static_cast<int>(blob.size()), SQLITE_TRANSIENT);
  int column = 2;
  for (const FieldValue& value : values) {
    if (const auto* real = std::get_if<double>(&value)) {
      if (std::isfinite(*real))
        sqlite3_bind_double(insert, column, *real);
      else
        sqlite3_bind_null(insert, column);
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(insert, column, *integer);
    } else {
      const auto& text = std::get<std::string>(value);
      sqlite3_bind_text(insert, column, text.c_str(), static_cast<int>(text.size()),
                        SQLITE_TRANSIENT);
    }
    ++column;
  }
  if (sqlite3_step(insert) != SQLITE_DONE) package.fail();
}

void GeoPackage::close() {
  for (const auto& layer : state_->layers) {
    sqlite3_finalize(layer->insert);
    layer->insert = nullptr;
    const Extent& e = layer->extent;
    if (e.min_x > e.max_x) continue;
    state_->run(
        fmt::format("UPDATE gpkg_contents SET min_x={:.3f}, min_y={:.3f}, max_x={:.3f}, "
                    "max_y={:.3f} WHERE table_name={}",
                    e.min_x, e.min_y, e.max_x, e.max_y, sql_text(layer->name)));
  }
  state_->run("COMMIT");
  state_->layers.clear();
  if (sqlite3_close(state_->db) != SQLITE_OK) state_->fail();
  state_->db = nullptr;
}

}  // namespace mwendo
