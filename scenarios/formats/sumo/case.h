// The input of a SUMO run: a net and the trips on it, from SUMO's files or from an imported folder.
//
//   SumoCase c = read_sumo_case("city.net.xml", {"city.rou.xml"});   // mwendo run --sumo-net ...
//   save_sumo_case(folder.path(), c);                                // mwendo import sumo
//   SumoCase same = load_sumo_case("out/city");                      // mwendo run out/city
//
// Files of a folder: network.mwn (network/network_file.h), sumo-names.csv (`kind,name,type`: the
// ids of edges and junctions in the order of links and nodes, with the types of junctions),
// sumo.rou.xml (types and trips, if any). Guarantees: trips without a route get the fastest one of
// the empty net. A saved case loads with the same links, names, types and trips. Errors: InputError
// with file, line and column; RunError for the disk.
#pragma once

#include <filesystem>
#include <vector>

#include "network/sumo/routes.h"
#include "scenarios/results/run_summary.h"

namespace mwendo {

struct SumoCase {
  SumoNet net;
  SumoDemand demand;
  std::vector<InputFile> inputs;
};

[[nodiscard]] SumoCase read_sumo_case(const std::filesystem::path& net,
                                      const std::vector<std::filesystem::path>& routes);

void save_sumo_case(const std::filesystem::path& folder, const SumoCase& c);
// True for a folder that save_sumo_case wrote.
[[nodiscard]] bool is_sumo_folder(const std::filesystem::path& folder);
[[nodiscard]] SumoCase load_sumo_case(const std::filesystem::path& folder);

}  // namespace mwendo
