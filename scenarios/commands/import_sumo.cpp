#include <fmt/format.h>

#include "scenarios/cities/city.h"
#include "scenarios/cities/imported_city.h"
#include "scenarios/commands/command_line.h"
#include "scenarios/commands/common.h"
#include "scenarios/commands/exit_codes.h"
#include "scenarios/commands/interrupt.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/formats/sumo/case.h"
#include "sim/learning/simulate.h"

namespace mwendo {
namespace {

void check_sumo_use(const Options& options) {
  const auto wrong = [](const char* what, const char* what_to_do) {
    throw InputError({.file = {}, .what = what, .what_to_do = what_to_do});
  };
  if (options.net.empty()) wrong("--net is missing", "name the .net.xml of SUMO");
  if (options.out.empty()) wrong("--out is missing", "name the folder to write");
  if (!options.bbox.empty()) wrong("--bbox cannot be combined with a net of SUMO", "leave it out");
}

// People can only live in a net that lies where their city does.
void check_place(const SumoNet& net, const Options& options) {
  if (options.city.empty()) return;
  const std::string crs = load_city(options.city, threads_of(options)).network.crs;
  if (net.net.crs != crs)
    throw InputError(
        {.file = options.net,
         .what = net.net.crs.empty() ? "the net has no UTM coordinates"
                                     : "the net lies in " + net.net.crs,
         .what_to_do = fmt::format("{} lies in {}; import without --city", options.city, crs)});
}

void tell(const SumoCase& c, const Options& options, const std::string& target) {
  fmt::print("{}{}{} links, {} junctions, {} trips\n{}\n", c.net.report.text(),
             c.demand.report.text(), c.net.net.links().size(), c.net.net.nodes().size(),
             c.demand.trips.size(), target);
  if (!c.demand.trips.empty()) fmt::print("run the trips with: mwendo run {}\n", target);
  if (!options.city.empty()) fmt::print("run the city with: mwendo run {}/base.toml\n", target);
}

}  // namespace

int import_sumo_command(const Options& options) {
  check_sumo_use(options);
  ResultsFolder::check(options.out, options.force);
  const SumoCase c = read_sumo_case(options.net, {options.routes.begin(), options.routes.end()});
  check_place(c.net, options);
  ResultsFolder folder(options.out, options.force);
  save_sumo_case(folder.path(), c);
  write_imported_city(folder.path(), {.city = options.city,
                                      .source = c.inputs.front().name,
                                      .sha256 = c.inputs.front().sha256,
                                      .origin = "a SUMO net"});
  if (interrupted()) throw Interrupted{};
  folder.commit();
  if (!options.quiet) tell(c, options, folder.target().string());
  return kDone;
}

}  // namespace mwendo
