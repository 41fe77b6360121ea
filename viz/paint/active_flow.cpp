#include "viz/paint/active_flow.h"

#include <algorithm>
#include <cmath>

#include "network/walking/active_graph.h"

namespace mwendo::viz {
namespace {

constexpr float kDetour = 4;       // felt time of a way against the crow's, searched at most
constexpr float kShortWays = 300;  // seconds searched in any case

float crow_m(const Network& net, const PersonSample& p) {
  const Point a = net.node.position[p.from], b = net.node.position[p.to];
  return static_cast<float>(std::hypot(a.x - b.x, a.y - b.y));
}

void share_by_street(const Network& net, std::vector<float>& flow) {
  for (const LinkId l : net.links()) {
    const LinkId r = net.link.reverse[l];
    if (r.valid() && l < r) flow[l.value] = flow[r.value] = flow[l.value] + flow[r.value];
  }
}

// Every n-th, so that no more than about the most starts remain.
std::size_t thinning(const std::vector<const PersonSample*>& sorted) {
  std::size_t starts = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (i == 0 || sorted[i]->from != sorted[i - 1]->from) ++starts;
  return starts / ActiveFlowMaker::kMostOrigins + 1;
}

}  // namespace

ActiveFlowMaker::ActiveFlowMaker(const Network& net, float expansion)
    : net_(&net),
      expansion_(expansion),
      walk_(foot_graph(net)),
      ride_(bicycle_graph(net)),
      walk_search_(std::make_unique<PathSearch>(walk_)),
      ride_search_(std::make_unique<PathSearch>(ride_)) {}

void ActiveFlowMaker::add(std::vector<const PersonSample*> people, bool cycling,
                          std::vector<float>& flow) {
  std::sort(people.begin(), people.end(), [](const PersonSample* a, const PersonSample* b) {
    return a->from != b->from ? a->from < b->from : a->id < b->id;
  });
  PathSearch& search = cycling ? *ride_search_ : *walk_search_;
  const float speed = cycling ? kCycleSpeedMps : kWalkSpeedMps;
  const std::size_t n = thinning(people);
  const float per_second = 3600 * expansion_ * static_cast<float>(n);
  std::size_t start = 0;
  for (std::size_t i = 0, end = 0; i < people.size(); i = end) {
    float farthest = 0;
    for (end = i; end < people.size() && people[end]->from == people[i]->from; ++end)
      farthest = std::max(farthest, crow_m(*net_, *people[end]));
    if (start++ % n != 0) continue;
    search.run(people[i]->from, kDetour * farthest / speed + kShortWays);
    for (std::size_t k = i; k < end; ++k)
      if (search.reached(people[k]->to))
        search.visit_path(people[k]->to, [&](LinkId l, float) {
          flow[l.value] += per_second * people[k]->share_per_s;
        });
  }
}

ActiveFlow ActiveFlowMaker::make(std::span<const PersonSample> people) {
  ActiveFlow out;
  out.walkers.assign(net_->links().size(), 0);
  out.cyclists.assign(net_->links().size(), 0);
  std::vector<const PersonSample*> walking, riding;
  for (const PersonSample& p : people)
    if (p.from.valid() && p.to.valid() && p.from != p.to)
      (p.mode == Mode::walk ? walking : riding).push_back(&p);
  add(std::move(walking), false, out.walkers);
  add(std::move(riding), true, out.cyclists);
  share_by_street(*net_, out.walkers);
  share_by_street(*net_, out.cyclists);
  return out;
}

}  // namespace mwendo::viz
