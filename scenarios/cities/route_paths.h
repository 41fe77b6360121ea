// Matched routes as paths of links, and the streets that these routes show to be open.
//
//   const OpenedStreets opened = open_against(net, matched, builder);
//   paths.push_back(path_of(m.way, opened.links));
//   const std::size_t turns = allow_missing_turns(net, paths, builder);
//   net = builder.build();
//
// A route runs against a one-way street: the street is opened that way to public transport. A route
// makes a turn that the network forbids: the turn is allowed.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "network/assembly/builder.h"
#include "network/conflate/trace_ways.h"

namespace mwendo {

// A way along links; empty if there is none.
struct LinkPath {
  std::vector<LinkId> links;
  double start_m = 0;  // on the first link
  double end_m = 0;    // on the last link
  double length_m = 0;
};

struct OpenedStreets {
  std::map<LinkId, LinkId> links;  // one-way link to the one against it
  double length_m = 0;
};

[[nodiscard]] OpenedStreets open_against(const Network& net,
                                         std::span<const conflate::TraceMatch* const> matches,
                                         NetworkBuilder& builder);
[[nodiscard]] LinkPath path_of(const conflate::TraceMatch& match, const OpenedStreets& opened);
// Number of turns allowed.
std::size_t allow_missing_turns(const Network& net, std::span<const LinkPath* const> paths,
                                NetworkBuilder& builder);

}  // namespace mwendo
