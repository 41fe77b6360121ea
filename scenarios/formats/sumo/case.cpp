#include "scenarios/formats/sumo/case.h"

#include "network/network_file.h"
#include "network/sumo/write.h"
#include "scenarios/files/csv_table.h"
#include "scenarios/files/sha256.h"
#include "scenarios/files/text_file.h"
#include "scenarios/formats/sumo/route_trips.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNames = "sumo-names.csv";
constexpr const char* kRoutes = "sumo.rou.xml";

InputFile input(const fs::path& file) { return {file.filename().string(), sha256_of_file(file)}; }

void write_names(const fs::path& file, const SumoNet& net) {
  TextFile out(file);
  out.line("kind,name,type");
  for (const LinkId l : net.net.links()) out.print("edge,{},\n", csv_field(net.edge_of(l)));
  for (const NodeId n : net.net.nodes())
    out.print("junction,{},{}\n", csv_field(net.node_names.name(n.value)), net.node_types[n.value]);
  out.close();
}

void read_names(const fs::path& file, SumoNet& net) {
  Problems problems;
  const CsvTable table = CsvTable::read(file, problems);
  for (std::size_t r = 0; r < table.rows() && problems.empty(); ++r) {
    const bool edge = table.text(r, "kind", problems) == "edge";
    (edge ? net.link_names : net.node_names).add(table.text(r, "name", problems));
    if (!edge) net.node_types.push_back(table.text(r, "type", problems));
  }
  if (problems.empty() && (net.link_names.size() != net.net.links().size() ||
                           net.node_names.size() != net.net.nodes().size()))
    problems.add({.file = file.string(),
                  .what = "the names do not fit the network beside them",
                  .what_to_do = "import the net again"});
  problems.throw_if_any();
}

}  // namespace

SumoCase read_sumo_case(const fs::path& net, const std::vector<fs::path>& routes) {
  SumoCase c{.net = read_sumo_net(net), .demand = {}, .inputs = {input(net)}};
  if (c.net.net.links().empty())
    throw InputError({.file = net.string(),
                      .what = "the net has no streets",
                      .what_to_do = "give a net with edges for vehicles"});
  c.demand = read_sumo_routes(routes, c.net);
  route_trips(c.demand, c.net);
  for (const fs::path& file : c.demand.files) c.inputs.push_back(input(file));
  return c;
}

void save_sumo_case(const fs::path& folder, const SumoCase& c) {
  save_network(c.net.net, folder.string());
  write_names(folder / kNames, c.net);
  if (!c.demand.trips.empty()) write_sumo_routes(c.demand, sumo_names(c.net), folder / kRoutes);
}

bool is_sumo_folder(const fs::path& folder) { return fs::is_regular_file(folder / kNames); }

SumoCase load_sumo_case(const fs::path& folder) {
  SumoCase c;
  c.net.net = load_network(folder.string());
  read_names(folder / kNames, c.net);
  c.inputs = {input(folder / "network.mwn")};
  if (!fs::exists(folder / kRoutes)) return c;
  c.demand = read_sumo_routes(folder / kRoutes, c.net);
  c.inputs.push_back(input(folder / kRoutes));
  return c;
}

}  // namespace mwendo
