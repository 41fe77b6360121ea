#include "viz/runs/made_up_city.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "network/assembly/builder.h"
#include "network/assembly/generate.h"
#include "sim/world/supply_edit.h"

namespace mwendo::viz {
namespace {

constexpr std::uint32_t kArterialEvery = 5;

std::string street_name(std::uint32_t i) {
  static const std::array<const char*, 16> kFirst = {
      "Jacaranda", "Acacia", "Baobab",  "Lakeside", "Market",  "Station", "Mill",   "Harbour",
      "Hill",      "River",  "Orchard", "Temple",   "Stadium", "Museum",  "Garden", "Observatory"};
  static const std::array<const char*, 4> kLast = {"Road", "Avenue", "Street", "Lane"};
  if (i % 11 == 7) return "አደባባይ ጎዳና " + std::to_string(i / 11 + 1);
  return fmt::format("{} {}", kFirst[i % kFirst.size()], kLast[i / kFirst.size() % kLast.size()]);
}

class CityMaker {
 public:
  explicit CityMaker(const MadeUpCity& city) : city_(city) {}

  std::shared_ptr<CityWorld> run() {
    auto world = std::make_shared<CityWorld>();
    Network grid = generate_grid({.rows = city_.rows,
                                  .columns = city_.columns,
                                  .spacing_m = city_.spacing_m,
                                  .arterial_every = kArterialEvery,
                                  .driving_side = city_.driving_side,
                                  .seed = city_.seed});
    for (std::uint32_t i = 1; i < grid.street_names.size(); ++i)
      grid.street_names[i] = street_name(i);
    brt_row_ = arterial_near(city_.rows / 2);
    world->network = city_.brt && city_.transit ? with_brt_lanes(grid) : std::move(grid);
    net_ = &world->network;
    if (city_.transit) add_lines(world->transit);
    world->sources.push_back({"Streets and trips", "made up by mwendo-view", "public domain"});
    return world;
  }

 private:
  [[nodiscard]] static std::uint32_t arterial_near(std::uint32_t i) {
    return i / kArterialEvery * kArterialEvery + kArterialEvery / 2;
  }
  [[nodiscard]] NodeId node(std::uint32_t r, std::uint32_t c) const {
    return NodeId{r * city_.columns + c};
  }
  [[nodiscard]] LinkId link_between(const Network& net, NodeId a, NodeId b) const {
    for (const LinkId l : net.outgoing(a))
      if (net.link.to[l] == b) return l;
    return {};
  }

  // The lane next to the median of one arterial is given to BRT.
  Network with_brt_lanes(const Network& grid) const {
    NetworkBuilder builder = NetworkBuilder::from_network(grid);
    for (std::uint32_t c = 0; c + 1 < city_.columns; ++c)
      for (const auto& [a, b] : {std::pair{node(brt_row_, c), node(brt_row_, c + 1)},
                                 std::pair{node(brt_row_, c + 1), node(brt_row_, c)}}) {
        LinkSpec& spec = builder.link(link_between(grid, a, b));
        spec.lane_specs.assign(3, LaneSpec{});
        spec.lane_specs.back().permissions = kBrt;
        spec.lane_specs.back().width_m = 3.5F;
      }
    return builder.build();
  }

  void add_lines(TransitSupply& supply) {
    supply.line.path.first = {0};
    supply.line.stops.first = {0};
    for (std::uint32_t r = kArterialEvery / 2; r < city_.rows; r += kArterialEvery) {
      const bool brt = city_.brt && r == brt_row_;
      std::vector<NodeId> way;
      for (std::uint32_t c = 0; c < city_.columns; ++c) way.push_back(node(r, c));
      add_both_directions(supply, brt ? "BRT 1" : fmt::format("{}", 10 + r), way, brt);
    }
    for (std::uint32_t c = kArterialEvery / 2; c < city_.columns; c += kArterialEvery) {
      std::vector<NodeId> way;
      for (std::uint32_t r = 0; r < city_.rows; ++r) way.push_back(node(r, c));
      add_both_directions(supply, fmt::format("{}", 100 + c), way, false);
    }
  }

  void add_both_directions(TransitSupply& supply, const std::string& name, std::vector<NodeId> way,
                           bool brt) {
    const LineId a = add_line(supply, name, way, brt);
    std::reverse(way.begin(), way.end());
    const LineId b = add_line(supply, name, way, brt);
    supply.line.opposite[a] = b;
    supply.line.opposite[b] = a;
  }

  LineId add_line(TransitSupply& supply, const std::string& name, const std::vector<NodeId>& way,
                  bool brt) {
    std::vector<LinkId> path;
    for (std::size_t i = 0; i + 1 < way.size(); ++i)
      path.push_back(link_between(*net_, way[i], way[i + 1]));
    std::vector<LineStop> stops;
    const std::uint32_t every = brt ? 4 : 2;
    for (std::uint32_t i = 0; i < path.size(); i += every)
      stops.push_back({add_stop(supply, path[i], way[i + 1], brt), i});
    return append(supply, {.name = name,
                           .description = brt ? "East - West, rapid" : "Minibus",
                           .mode = brt ? Mode::brt : Mode::minibus,
                           .vehicle = brt ? VehicleClass::articulated_bus : VehicleClass::minibus,
                           .capacity = static_cast<std::uint16_t>(brt ? 140 : 14),
                           .peak_headway_s = brt ? 120.0F : 90.0F,
                           .offpeak_headway_s = brt ? 240.0F : 180.0F,
                           .last_departure_s = 23 * 3600,
                           .fare = 50,
                           .path = path,
                           .stops = stops});
  }

  StopId add_stop(TransitSupply& supply, LinkId l, NodeId access, bool brt) {
    auto& stop = supply.stop;
    const float at = net_->link.length_m[l] * 0.55F;
    stop.position.push_back(point_at(*net_, l, at).position);
    stop.link.push_back(l);
    stop.position_m.push_back(at);
    stop.access_node.push_back(access);
    stop.kind.push_back(brt ? StopKind::brt_station : StopKind::kerb);
    stop.docking_bays.push_back(brt ? 2 : 1);
    stop.passing_lane.push_back(0);
    stop.platform_walk_m.push_back(0);
    return stop.name.push_back(net_->street_names[net_->link.street[l]] +
                               fmt::format(" {}", supply.stop.name.size() % 40 + 1));
  }

  MadeUpCity city_;
  const Network* net_ = nullptr;
  std::uint32_t brt_row_ = 0;
};

}  // namespace

namespace {

ViewedRun viewed(std::shared_ptr<const CityWorld> world, const MadeUpCity& city,
                 const std::string& title) {
  ViewedRun run;
  run.world = std::move(world);
  run.city = "Made-up city";
  run.scenario = title;
  run.from_s = city.traffic.from_s;
  run.to_s = city.traffic.to_s;
  run.seed = city.traffic.seed;
  run.make = [world = run.world, traffic = city.traffic](const TellProgress&) {
    return random_run(world, traffic);
  };
  run.alternative = [base = run.world, city](const std::vector<Measure>& measures,
                                             const std::string& name) {
    Problems problems;
    auto changed = std::make_shared<CityWorld>(apply(*base, measures, problems));
    problems.throw_if_any();
    return viewed(std::move(changed), city, name);
  };
  return run;
}

}  // namespace

ViewedRun open_made_up_city(const MadeUpCity& city) {
  return viewed(CityMaker(city).run(), city, city.brt ? "with BRT" : "without BRT");
}

}  // namespace mwendo::viz
