// Ways for trips that have none, and a reason for each vehicle that cannot drive.
//
//   SumoDemand demand = read_sumo_routes("city.rou.xml", sumo);
//   route_trips(demand, net);                  // where the file has only from and to
//
// Guarantees: every trip that is left has a route whose links and movements are open to its class,
// with its stops in their order. Missing routes are the fastest ones of the empty net. A vehicle
// that cannot drive is left out and counted in the report of the demand, with its name, class and
// edge.
#pragma once

#include "network/sumo/routes.h"

namespace mwendo {

void route_trips(SumoDemand& demand, const SumoNet& net);

}  // namespace mwendo
