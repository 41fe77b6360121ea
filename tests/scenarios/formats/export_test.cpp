// GTFS and GeoJSON from scenarios and runs.
#include <cmath>
#include <cstdlib>
#include <set>

#include "scenarios/files/csv_table.h"
#include "scenarios/files/geopackage.h"
#include "scenarios/formats/geojson.h"
#include "scenarios/formats/gtfs.h"
#include "tests/support/program.h"
#include "tests/support/small_world.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::mwendo;

class Export : public testing::Program {
 protected:
  CsvTable table(const std::string& name) { return CsvTable::read(folder_ / name, problems_); }
  Problems problems_;
};

TEST_F(Export, GtfsIsConsistent) {
  testing::SmallWorld w = testing::make_small_world();
  const auto there = testing::row_nodes(w, 7);
  const std::vector<NodeId> back(there.rbegin(), there.rend());
  const LineId a = testing::add_line(w, {.name = "7, east", .nodes = there});
  const LineId b = testing::add_line(w, {.name = "7, west", .nodes = back});
  w.transit.line.opposite[a] = b;
  w.transit.line.opposite[b] = a;
  write_gtfs(folder_.path(), w);
  std::set<std::string> stops;
  const CsvTable stop_rows = table("stops.txt");
  for (std::size_t r = 0; r < stop_rows.rows(); ++r)
    stops.insert(stop_rows.text(r, "stop_id", problems_));
  EXPECT_EQ(table("routes.txt").rows(), 1U);  // two directions are one route
  EXPECT_EQ(table("trips.txt").rows(), 2U);
  const CsvTable times = table("stop_times.txt");
  ASSERT_EQ(times.rows(), w.transit.stops_of(a).size() + w.transit.stops_of(b).size());
  for (std::size_t r = 0; r < times.rows(); ++r) {
    EXPECT_TRUE(stops.contains(times.text(r, "stop_id", problems_)));
    if (r == 0 || times.text(r, "trip_id", problems_) != times.text(r - 1, "trip_id", problems_))
      continue;
    EXPECT_GT(times.text(r, "arrival_time", problems_),
              times.text(r - 1, "arrival_time", problems_));
  }
  const CsvTable frequencies = table("frequencies.txt");
  ASSERT_GT(frequencies.rows(), 0U);
  for (std::size_t r = 0; r < frequencies.rows(); ++r) {
    const std::string& end = frequencies.text(r, "end_time", problems_);
    const bool peak = end == "09:00:00" || end == "19:00:00";
    EXPECT_EQ(frequencies.number(r, "headway_secs", problems_), peak ? 300 : 600) << end;
  }
  EXPECT_TRUE(problems_.empty());
}

TEST_F(Export, TheCityHasAFeed) {
  ASSERT_EQ(mwendo("export kampala/base --gtfs --quiet" + out()).code, 0);
  EXPECT_GT(table("out/gtfs/routes.txt").rows(), 20U);
  const CsvTable stops = table("out/gtfs/stops.txt");
  for (std::size_t r = 0; r < stops.rows(); ++r) {
    EXPECT_NEAR(stops.number(r, "stop_lat", problems_), 0.3, 0.5);
    EXPECT_NEAR(stops.number(r, "stop_lon", problems_), 32.6, 0.5);
  }
}

TEST_F(Export, GeoJsonHasWhatTheGeoPackageHas) {
  GeoPackage package(folder_ / "network.gpkg", "EPSG:32737");
  auto links =
      package.add_layer("links", GeometryKind::line,
                        {{"street", FieldKind::text}, {"speed_kmh"}, {"n", FieldKind::integer}});
  const Point line[] = {{257000, 9857000}, {257100, 9857000}};
  links.add(line, {std::string("\"A\" Road"), 23.5, std::int64_t{7}});
  links.add(line, {std::string("B"), std::nan(""), std::int64_t{8}});
  auto stops = package.add_layer("stops", GeometryKind::point, {{"name", FieldKind::text}});
  stops.add({line, 1}, {std::string("C")});
  package.close();
  write_geojson(folder_ / "network.gpkg", folder_.path());
  const std::string text = read("links.geojson");
  EXPECT_THAT(text, HasSubstr(R"("street":"\"A\" Road","speed_kmh":23.5,"n":7)"));
  EXPECT_THAT(text, HasSubstr(R"("speed_kmh":null,"n":8)"));
  EXPECT_THAT(text, HasSubstr(R"("type":"LineString","coordinates":[[36.816)"));
  EXPECT_THAT(read("stops.geojson"), HasSubstr(R"("type":"Point","coordinates":[36.816)"));
  EXPECT_THROW(write_geojson(write("x.gpkg", "no database at all, but long enough to be one"),
                             folder_.path()),
               InputError);
}

TEST_F(Export, AnyGdalReadsTheGeoJson) {
  if (std::system("ogrinfo --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "ogrinfo (Debian package gdal-bin) is not installed";
  ASSERT_EQ(mwendo("run kampala/base --sample 0.002 --iterations 1 --from 07:00 --to 07:05 "
                   "--warm-up 0 --quiet --out " +
                   path("run"))
                .code,
            0);
  ASSERT_EQ(mwendo("export " + path("run") + " --geojson --quiet" + out()).code, 0);
  for (const char* layer : {"links", "stops", "zones"})
    EXPECT_EQ(std::system(("ogrinfo -so -al " + path("out") + "/" + layer +
                           ".geojson | grep -q "
                           "'Feature Count: [1-9]'")
                              .c_str()),
              0)
        << layer;
}

}  // namespace
}  // namespace mwendo
