#include "scenarios/cities/route_paths.h"

#include <algorithm>
#include <set>
#include <utility>

#include "sim/world/supply_edit.h"

namespace mwendo {

OpenedStreets open_against(const Network& net, std::span<const conflate::TraceMatch* const> matches,
                           NetworkBuilder& builder) {
  std::set<LinkId> against;
  for (const conflate::TraceMatch* match : matches)
    for (const conflate::LinkRun& r : match->path)
      if (r.against) against.insert(r.link);
  OpenedStreets opened;
  for (const LinkId l : against) {
    LinkSpec spec = builder.link(l);
    std::swap(spec.from, spec.to);
    std::reverse(spec.geometry.begin(), spec.geometry.end());
    spec.lane_specs = {{kBus | kMinibus, spec.lane_specs.front().width_m}};
    spec.grade = -spec.grade;
    spec.reverse = l;
    opened.length_m += static_cast<double>(net.link.length_m[l]);
    opened.links[l] = builder.add_link(std::move(spec));
  }
  return opened;
}

LinkPath path_of(const conflate::TraceMatch& match, const OpenedStreets& opened) {
  LinkPath path;
  for (const conflate::LinkRun& r : match.path)
    path.links.push_back(r.against ? opened.links.at(r.link) : r.link);
  path.start_m = match.start_m;
  path.end_m = match.end_m;
  path.length_m = match.length_m;
  return path;
}

std::size_t allow_missing_turns(const Network& net, std::span<const LinkPath* const> paths,
                                NetworkBuilder& builder) {
  const auto known = [&](LinkId l) { return l.value < net.links().size(); };
  std::set<std::pair<LinkId, LinkId>> missing;
  for (const LinkPath* path : paths)
    for (std::size_t i = 0; i + 1 < path->links.size(); ++i) {
      const LinkId from = path->links[i];
      const LinkId to = path->links[i + 1];
      if (!known(from) || !known(to) || !has_turn(net, from, to)) missing.insert({from, to});
    }
  for (const auto& [from, to] : missing) builder.allow_turn(from, to);
  return missing.size();
}

}  // namespace mwendo
