#include "scenarios/measures/street_change.h"

#include <fmt/format.h>

#include "scenarios/measures/network_edit.h"
#include "scenarios/measures/street_selection.h"

namespace mwendo {

CityWorld change_streets(const CityWorld& base, const StreetSelection& streets, Permissions who,
                         Problems& problems, const StreetWork& work,
                         const std::function<bool(LinkSpec&)>& change) {
  const std::size_t before = problems.all().size();
  const auto links = select_links(base, streets, who, problems);
  if (problems.all().size() > before) return base;
  CityWorld world = base;
  NetworkEdit edit(base.network);
  double changed_m = 0;
  for (const LinkId l : links) {
    if (change(edit.link(l))) changed_m += static_cast<double>(base.network.link.length_m[l]);
  }
  world.network = edit.build();
  world.assumptions.push_back(
      {work.subject,
       fmt::format("Metres of street directions changed, of {:.0f} m chosen.",
                   base.network.length_of(links)),
       changed_m, "scenario"});
  if (changed_m == 0)
    world.assumptions.push_back({kNoEffectSubject,
                                 work.what + ": nothing changes, because " + work.why_not + ".",
                                 static_cast<double>(links.size()), "scenario"});
  return world;
}

}  // namespace mwendo
