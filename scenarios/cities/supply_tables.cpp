#include "scenarios/cities/supply_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

#include "scenarios/files/csv_table.h"
#include "scenarios/files/text_file.h"
#include "sim/world/supply_edit.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStops = "transit_stops.csv";
constexpr const char* kLines = "transit_lines.csv";
constexpr const char* kImportAgain = "import the feed again";
constexpr int kMostId = 2'000'000'000;

int id_number(std::uint32_t value) {
  return value == LinkId::kNoneValue ? -1 : static_cast<int>(value);
}

void write_stops(const fs::path& folder, const StopColumns& stop) {
  TextFile out(folder / kStops);
  out.line("name,x,y,link,position_m,access_node,kind,docking_bays,passing_lane,platform_walk_m");
  for (const StopId s : stop.name.ids())
    out.print("{},{},{},{},{},{},{},{},{},{}\n", csv_field(stop.name[s]), stop.position[s].x,
              stop.position[s].y, id_number(stop.link[s].value), stop.position_m[s],
              id_number(stop.access_node[s].value), static_cast<int>(stop.kind[s]),
              stop.docking_bays[s], stop.passing_lane[s], stop.platform_walk_m[s]);
  out.close();
}

std::string path_text(const TransitSupply& supply, LineId l) {
  std::string text;
  for (const LinkId link : supply.path_of(l))
    text += (text.empty() ? "" : " ") + std::to_string(link.value);
  return text;
}

std::string stops_text(const TransitSupply& supply, LineId l) {
  std::string text;
  for (const LineStop& s : supply.stops_of(l))
    text += fmt::format("{}{}@{}", text.empty() ? "" : " ", s.stop.value, s.path_index);
  return text;
}

// Cuts a whole number off the front of a list.
bool cut_number(std::string_view& list, std::uint32_t& number) {
  while (list.starts_with(' ')) list.remove_prefix(1);
  const auto [end, error] = std::from_chars(list.data(), list.data() + list.size(), number);
  if (error != std::errc{}) return false;
  list.remove_prefix(static_cast<std::size_t>(end - list.data()));
  return true;
}

class SupplyReader {
 public:
  SupplyReader(const Network& net, Problems& problems) : net_(net), problems_(problems) {}

  void read_stops(const fs::path& file) {
    table_ = CsvTable::read(file, problems_);
    for (row_ = 0; row_ < table_.rows(); ++row_) {
      StopDraft s;
      s.name = text("name");
      s.position = {number("x"), number("y")};
      s.link = id<LinkId>("link", net_.links().size());
      s.position_m = static_cast<float>(number("position_m"));
      s.access_node = id<NodeId>("access_node", net_.nodes().size());
      s.kind = static_cast<StopKind>(whole("kind", 0, 3));
      s.docking_bays = static_cast<std::uint8_t>(whole("docking_bays", 1, 255));
      s.passing_lane = static_cast<std::uint8_t>(whole("passing_lane", 0, 1));
      s.platform_walk_m = static_cast<float>(number("platform_walk_m"));
      append(supply, s);
    }
  }

  void read_lines(const fs::path& file) {
    table_ = CsvTable::read(file, problems_);
    for (row_ = 0; row_ < table_.rows(); ++row_) {
      LineDraft d;
      d.name = text("name");
      d.description = text("description");
      read_vehicles(d);
      read_times(d);
      read_path(d);
      read_stops_of(d);
      append(supply, d);
    }
  }
  TransitSupply supply;

 private:
  void read_vehicles(LineDraft& d) {
    d.mode = static_cast<Mode>(
        whole("mode", static_cast<int>(Mode::minibus), static_cast<int>(Mode::lrt)));
    d.vehicle = static_cast<VehicleClass>(whole("vehicle", static_cast<int>(VehicleClass::minibus),
                                                static_cast<int>(VehicleClass::articulated_bus)));
    d.capacity = static_cast<std::uint16_t>(whole("capacity", 1, 5000));
    d.fill_and_go = static_cast<std::uint8_t>(whole("fill_and_go", 0, 1));
    d.powertrain = static_cast<Powertrain>(whole("powertrain", 0, 4));
    d.fare = static_cast<float>(number("fare"));
    d.fare_per_km = static_cast<float>(number("fare_per_km"));
    d.rail_speed_mps = static_cast<float>(number("rail_speed_mps"));
    d.dwell = DwellTimes{seconds("dwell_s"), seconds("board_s"), seconds("alight_s"),
                         whole("separate_doors", 0, 1) == 1};
    d.opposite = id<LineId>("opposite", table_.rows());
  }

  void read_times(LineDraft& d) {
    d.peak_headway_s = static_cast<float>(number("peak_headway_s"));
    d.offpeak_headway_s = static_cast<float>(number("offpeak_headway_s"));
    if (!(d.peak_headway_s > 0) || !(d.offpeak_headway_s > 0)) wrong("a headway is 0 or below");
    d.first_departure_s = static_cast<float>(number("first_departure_s"));
    d.last_departure_s = static_cast<float>(number("last_departure_s"));
    d.assumed_headway = static_cast<std::uint8_t>(whole("assumed_headway", 0, 1));
  }

  void read_path(LineDraft& d) {
    std::string_view list = text("path");
    while (!list.empty()) {
      std::uint32_t link = 0;
      if (!cut_number(list, link) || link >= net_.links().size())
        return wrong("'path' names no link of the network");
      d.path.push_back(LinkId{link});
    }
  }

  void read_stops_of(LineDraft& d) {
    std::string_view list = text("stops");
    while (!list.empty()) {
      LineStop s;
      const bool read = cut_number(list, s.stop.value) && list.starts_with('@');
      if (read) list.remove_prefix(1);
      if (!read || !cut_number(list, s.path_index) || s.stop.value >= supply.stops().size() ||
          s.path_index >= std::max<std::size_t>(1, d.path.size()))
        return wrong("'stops' names no stop of the table");
      d.stops.push_back(s);
    }
    if (d.stops.size() < 2) wrong("the line has fewer than two stops");
  }

  void wrong(const std::string& what) { problems_.add(table_.problem(row_, what, kImportAgain)); }
  const std::string& text(const char* column) { return table_.text(row_, column, problems_); }
  float seconds(const char* column) {
    return static_cast<float>(table_.number(row_, column, problems_));
  }
  double number(const char* column) { return table_.number(row_, column, problems_); }
  int whole(const char* column, int least, int most) {
    return table_.whole(row_, column, least, most, problems_);
  }
  template <class I>
  I id(const char* column, std::size_t count) {
    const int value = whole(column, -1, kMostId);
    if (value < 0) return {};
    if (static_cast<std::size_t>(value) < count) return I{static_cast<std::uint32_t>(value)};
    wrong(fmt::format("'{}' {} is not in the network", column, value));
    return {};
  }

  const Network& net_;
  Problems& problems_;
  CsvTable table_;
  std::size_t row_ = 0;
};

}  // namespace

void write_supply(const fs::path& folder, const TransitSupply& supply) {
  write_stops(folder, supply.stop);
  const LineColumns& line = supply.line;
  TextFile out(folder / kLines);
  out.line(
      "name,description,mode,vehicle,capacity,peak_headway_s,offpeak_headway_s,first_departure_s,"
      "last_departure_s,fill_and_go,fare,fare_per_km,rail_speed_mps,dwell_s,board_s,"
      "alight_s,separate_doors,opposite,powertrain,assumed_headway,path,stops");
  for (const LineId l : supply.lines()) {
    out.print("{},{},{},{},{},{},{},{},{},", csv_field(line.name[l]),
              csv_field(line.description[l]), static_cast<int>(line.mode[l]),
              static_cast<int>(line.vehicle[l]), line.capacity[l], line.peak_headway_s[l],
              line.offpeak_headway_s[l], line.first_departure_s[l], line.last_departure_s[l]);
    const DwellTimes& dwell = line.dwell[l];
    out.print("{},{},{},{},{},{},{},{},", line.fill_and_go[l], line.fare[l], line.fare_per_km[l],
              line.rail_speed_mps[l], dwell.fixed_s, dwell.board_s, dwell.alight_s,
              dwell.separate_doors ? 1 : 0);
    out.print("{},{},{},{},{}\n", id_number(line.opposite[l].value), line.powertrain[l],
              line.assumed_headway[l], path_text(supply, l), stops_text(supply, l));
  }
  out.close();
}

TransitSupply read_supply(const fs::path& folder, const Network& net, Problems& problems) {
  const std::size_t before = problems.all().size();
  SupplyReader reader(net, problems);
  reader.read_stops(folder / kStops);
  if (problems.all().size() == before) reader.read_lines(folder / kLines);
  if (problems.all().size() > before) return {};
  for (const std::string& wrong : validate(net, reader.supply))
    problems.add({(folder / kLines).string(), 0, 0, wrong, kImportAgain});
  if (problems.all().size() > before) return {};
  return std::move(reader.supply);
}

}  // namespace mwendo
