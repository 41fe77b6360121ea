// People of Nairobi by the census and WorldPop together, incomes of Kampala (SOURCES.csv).
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>

#include "network/projection.h"
#include "scenarios/cities/city.h"
#include "scenarios/cities/city_tables.h"
#include "scenarios/files/data_folder.h"

namespace mwendo {
namespace {

// The county had 4,397,073 people in 2019. East of 37.0 degrees lie Ng'undu and the most of Ruai,
// with 35,961 people in 2009 together: of the growth of Njiru sub-county to 626,482 they can have
// had a part only. WorldPop alone, scaled to the county, has 279,000 there.
TEST(Population, OfNairobiFollowsTheCensusAtItsEdge) {
  Problems problems;
  const CityTables tables =
      read_city_tables((data_folder() / "cities" / "nairobi").string(), "nairobi", problems);
  problems.throw_if_any();
  const Projection projection(tables.profile.crs);
  double county = 0;
  double east = 0;
  for (const GridRow& row : tables.grid) {
    if (!row.in_county) continue;
    county += row.population;
    if (projection.to_degrees(row.centre).lon > 37.0) east += row.population;
  }
  EXPECT_NEAR(county, 4'397'073, 400);  // cells are whole people
  EXPECT_GT(east, 1.4 * 9'513);         // Ng'undu with the growth of the county
  EXPECT_LT(east, 120'000);
}

std::map<std::string, std::optional<double>> incomes_of(const char* city) {
  Problems problems;
  const CityTables tables =
      read_city_tables((data_folder() / "cities" / city).string(), city, problems);
  problems.throw_if_any();
  std::map<std::string, std::optional<double>> index;
  for (const DistrictRow& d : tables.districts) index[d.name] = d.income_index;
  return index;
}

// More cars cross Kampala's cordon from Nakawa than from the west (districts.csv).
TEST(Population, OfKampalaIsRicherInTheEast) {
  const auto index = incomes_of("kampala");
  EXPECT_EQ(index.at("Nakawa Division"), 2.8);
  EXPECT_LT(index.at("Lubaga Division"), 0.8);
  EXPECT_FALSE(index.at("Kampala city total").has_value());
}

// A city whose people stand on a grid has incomes by district, too.
TEST(Population, OfNairobiIsRicherInTheWest) {
  const auto index = incomes_of("nairobi");
  const CityWorld city = load_city("nairobi");
  std::set<float> seen;
  for (const ZoneId z : city.zones.zones()) seen.insert(city.zones.income_index[z]);
  for (const char* district : {"Westlands", "Mathare", "Kiambaa (Kiambu)"})
    EXPECT_TRUE(seen.contains(static_cast<float>(index.at(district).value()))) << district;
  EXPECT_GT(index.at("Westlands"), index.at("Mathare"));
}

}  // namespace
}  // namespace mwendo
