// network.gpkg of a comparison, read back with SQL: base, alternative and difference of each link.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cmath>
#include <memory>

#include "scenarios/comparison/comparison.h"
#include "tests/scenarios/results/hand_run.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using testing::HandRun;

class Package {
 public:
  explicit Package(const std::filesystem::path& file) {
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    db_.reset(db);
  }
  // The only value of the only row; "" for NULL.
  [[nodiscard]] std::string value(const std::string& sql) const {
    sqlite3_stmt* made = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &made, nullptr), SQLITE_OK) << sql;
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(made, sqlite3_finalize);
    EXPECT_EQ(sqlite3_step(made), SQLITE_ROW) << sql;
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(made, 0));
    const std::string found = text == nullptr ? "" : text;
    EXPECT_EQ(sqlite3_step(made), SQLITE_DONE) << sql;
    return found;
  }
  [[nodiscard]] std::string of_link(LinkId l, const std::string& column) const {
    return value("SELECT " + column + " FROM links WHERE link = " + std::to_string(l.value));
  }
  [[nodiscard]] double number(LinkId l, const std::string& column) const {
    return std::stod(of_link(l, column));
  }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
  };
  std::unique_ptr<sqlite3, Close> db_;
};

TEST(ComparisonPackage, HoldsBothSidesOfEachLink) {
  HandRun base;
  HandRun alternative;
  const LinkId both = base.east(0, 2);
  const LinkId before = base.east(1, 2);
  const LinkId moved = base.east(3, 4);
  base.traffic(both, 0, VehicleClass::car, 2000, 360).vehicles = 5;  // 20 km/h
  base.traffic(before, 0, VehicleClass::car, 1000, 360).vehicles = 7;
  base.emit(both, 0, VehicleClass::car,
            {{Emission::co2e, 3000}, {Emission::nox, 9}, {Emission::pm25_wear, 4}});
  alternative.traffic(both, 0, VehicleClass::car, 2500, 360).vehicles = 6;
  alternative.emit(both, 0, VehicleClass::car,
                   {{Emission::co2e, 1000}, {Emission::nox, 4}, {Emission::pm25_wear, 1}});
  alternative.world.network.link.road_class[moved] = RoadClass::busway;
  const std::vector<RunSummary> b = {base.summary()};
  const std::vector<RunSummary> a = {alternative.summary()};
  const testing::TemporaryFolder folder;
  write_comparison(folder.path(), compare(base.world, b, alternative.world, a));
  const Package package(folder / "network.gpkg");
  EXPECT_EQ(package.value("SELECT count(*) FROM links"),
            std::to_string(base.world.network.links().size()));
  EXPECT_NEAR(package.number(both, "speed_base_kmh"), 20, 1e-9);
  EXPECT_NEAR(package.number(both, "speed_kmh"), 25, 1e-9);
  EXPECT_NEAR(package.number(both, "speed_difference_kmh"), 5, 1e-9);
  EXPECT_EQ(package.number(both, "vehicles_base"), 5);
  EXPECT_EQ(package.number(both, "vehicles"), 6);
  EXPECT_EQ(package.number(both, "vehicles_difference"), 1);
  EXPECT_EQ(package.number(both, "co2e_base_kg"), 3);
  EXPECT_EQ(package.number(both, "co2e_kg"), 1);
  EXPECT_EQ(package.number(both, "co2e_difference_kg"), -2);
  EXPECT_EQ(package.number(both, "nox_difference_g"), -5);
  EXPECT_EQ(package.number(both, "pm25_difference_g"), -3);
  EXPECT_EQ(package.of_link(both, "class"), "primary");
  EXPECT_EQ(package.of_link(both, "base_link"), std::to_string(both.value));
  // Where nobody drives there is no speed and no difference of it.
  EXPECT_NEAR(package.number(before, "speed_base_kmh"), 10, 1e-9);
  EXPECT_EQ(package.of_link(before, "speed_kmh"), "");
  EXPECT_EQ(package.of_link(before, "speed_difference_kmh"), "");
  EXPECT_EQ(package.number(before, "vehicles_difference"), -7);
  // A link that the base does not have.
  EXPECT_EQ(package.of_link(moved, "base_link"), "-1");
  EXPECT_EQ(package.of_link(moved, "vehicles_base"), "");
  EXPECT_EQ(package.of_link(moved, "vehicles_difference"), "");
  EXPECT_EQ(package.number(moved, "vehicles"), 0);
}

}  // namespace
}  // namespace mwendo
