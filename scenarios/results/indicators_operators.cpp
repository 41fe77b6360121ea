// What concerns operators of public transport: regularity, service, fares and costs by mode.
#include "scenarios/results/indicator_sink.h"

namespace mwendo {
namespace {

// Of the lines of a mode.
struct Account {
  double km = 0, hours = 0, revenue = 0, cost = 0;
  double terminal_vehicles = 0, terminal_persons = 0;
  bool cost_known = true;
};

void add_line(const IndicatorInput& in, const LineResult& line, Account& a) {
  const auto vehicle = static_cast<std::size_t>(in.world.transit.line.vehicle[line.line]);
  const OperatingCost& cost = in.world.figures.operating_cost[vehicle];
  const auto km = static_cast<double>(line.vehicle_km);
  a.km += km;
  a.hours += line.vehicle_hours;
  a.revenue += line.revenue;
  a.terminal_vehicles += line.terminal_vehicles;
  a.terminal_persons += line.terminal_persons;
  a.cost += km * double{cost.km} + line.vehicle_hours * double{cost.hour};
  // The class of a rail line is that of a road vehicle: no cost of trains is known.
  const bool is_rail = in.world.transit.line.mode[line.line] == Mode::lrt;
  a.cost_known = a.cost_known && cost.known() && !is_rail;
}

void add_account(const Account& a, Mode mode, IndicatorSink& sink) {
  sink.set("operated_km", mode, a.km);
  sink.set("operated_hours", mode, a.hours);
  sink.set("terminal_vehicles", mode, a.terminal_vehicles);
  sink.set("terminal_persons", mode, a.terminal_persons);
  if (!a.cost_known) return;
  sink.set("revenue", mode, a.revenue);
  sink.set("operating_cost", mode, a.cost);
  sink.set("surplus", mode, a.revenue - a.cost);
}

void add_regularity(const std::vector<const LineResult*>& lines, Mode mode, IndicatorSink& sink) {
  double variation = 0;
  double excess_min = 0;
  double boardings = 0;
  for (const LineResult* line : lines) {
    const HeadwaySums h = line->all_headways();
    if (!h.variation()) continue;
    const auto weight = static_cast<double>(line->boardings);
    variation += weight * *h.variation();
    excess_min += weight * *h.excess_wait_s() / 60;
    boardings += weight;
  }
  sink.set_ratio("headway_cv", variation, boardings, mode);
  sink.set_ratio("excess_wait", excess_min, boardings, mode);
}

}  // namespace

void add_operator_indicators(const IndicatorInput& in, IndicatorSink& sink) {
  for (std::size_t m = 0; m < kModeCount; ++m) {
    const auto mode = static_cast<Mode>(m);
    std::vector<const LineResult*> lines;
    Account account;
    for (const LineResult& line : in.results.lines) {
      if (in.world.transit.line.mode[line.line] != mode) continue;
      lines.push_back(&line);
      add_line(in, line, account);
    }
    if (lines.empty()) continue;
    add_regularity(lines, mode, sink);
    add_account(account, mode, sink);
    sink.set("fleet_in_service", mode, static_cast<double>(in.results.service.most_vehicles[m]));
  }
}

}  // namespace mwendo
