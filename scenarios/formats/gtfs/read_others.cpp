// Fares, and the tables that are counted alone.
#include <map>
#include <set>

#include "scenarios/formats/gtfs/feed_reader.h"
#include "scenarios/formats/gtfs/values.h"

namespace mwendo::gtfs {
namespace {

std::map<std::string, double> read_prices(FeedReader& in) {
  std::map<std::string, double> prices;
  auto t = in.table("fare_attributes.txt");
  if (!t) return prices;
  const int id = t->needed("fare_id", in.problems);
  const int price = t->needed("price", in.problems);
  const int currency = t->column("currency_type");
  if (!in.problems.empty()) return prices;
  std::set<std::string> currencies;
  for (std::size_t r = 0; r < t->rows(); ++r) {
    const auto value = in.number(*t, r, price);
    if (value && *value < 0) in.add(t->where(r, price), "price below 0", t->at(r, price));
    if (value && *value >= 0) prices[std::string(t->at(r, id))] = *value;
    if (currencies.insert(std::string(t->at(r, currency))).second)
      in.add(t->where(r, currency), "prices are taken as local currency", t->at(r, currency));
  }
  t->note_unused(in.defects);
  return prices;
}

}  // namespace

// A route with one price for all its rides has that fare.
void read_fares(FeedReader& in) {
  const auto prices = read_prices(in);
  auto t = in.table("fare_rules.txt");
  if (!t) {
    if (!prices.empty())
      in.defects.add({"fare_attributes.txt", 0, 0}, "prices without fare_rules.txt are not used");
    return;
  }
  const int fare = t->needed("fare_id", in.problems);
  const int route = t->column("route_id");
  const int zones[] = {t->column("origin_id"), t->column("destination_id"),
                       t->column("contains_id")};
  if (!in.problems.empty()) return;
  std::map<std::uint32_t, std::set<double>> of_route;
  for (std::size_t r = 0; r < t->rows(); ++r) {
    const auto price = prices.find(std::string(t->at(r, fare)));
    const std::uint32_t line = in.routes.find(t->at(r, route));
    bool zonal = false;
    for (const int z : zones) zonal = zonal || !t->at(r, z).empty();
    if (price == prices.end())
      in.add(t->where(r, fare), "unknown fare", t->at(r, fare));
    else if (zonal)
      in.add(t->where(r, zones[0]), "fares by zone are not used");
    else if (line == kNone)
      in.add(t->where(r, route), "fare rule without a known route is not used", t->at(r, route));
    else
      of_route[line].insert(price->second);
  }
  for (const auto& [line, all] : of_route) {
    if (all.size() == 1)
      in.feed.routes[line].fare = static_cast<float>(*all.begin());
    else
      in.add({"fare_rules.txt", 0, 0}, "routes with several prices keep the fares of the city",
             in.feed.routes[line].id);
  }
}

void note_other_tables(FeedReader& in) {
  const std::set<std::string> read = {"agency.txt",     "stops.txt",          "routes.txt",
                                      "trips.txt",      "stop_times.txt",     "calendar.txt",
                                      "shapes.txt",     "calendar_dates.txt", "frequencies.txt",
                                      "fare_rules.txt", "fare_attributes.txt"};
  for (const auto& [file, text] : in.files.texts) {
    if (read.contains(file)) continue;
    Defects of_table;
    const Table t = Table::parse(file, text, of_table, in.problems);
    in.defects.add({file, 0, 0}, "table not used", std::to_string(t.rows()) + " rows");
  }
}

}  // namespace mwendo::gtfs
