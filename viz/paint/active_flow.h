// Flows of walkers and cyclists along every street at this moment.
//
//   ActiveFlowMaker maker(net, 1 / sample);
//   const ActiveFlow flow = maker.make(snapshot.people);     // flow.walkers[link.value]
//
// Equation: by Little's law, Q = N / T. Each person who is under way from node to node with travel
// time T stands for 1 / T persons per second on every link of that way, so that
//   flow of a link = 3600 x expansion x sum over persons whose way uses it of 1 / T   [persons / h]
// which needs one snapshot and no history. Both directions of a street carry the sum of the two.
// The way is the one of least felt time (network/walking/active_graph.h), as in the results.
// Limits: at most kMostOrigins different starts are searched; beyond that, every n-th person counts
// n times. A person whose way is much longer than crow-fly is left out.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "network/walking/path_search.h"
#include "viz/runs/snapshot.h"

namespace mwendo::viz {

struct ActiveFlow {
  std::vector<float> walkers, cyclists;  // persons per hour, by link
};

class ActiveFlowMaker {
 public:
  static constexpr std::size_t kMostOrigins = 3000;

  // The network must outlive the maker.
  ActiveFlowMaker(const Network& net, float expansion);
  [[nodiscard]] ActiveFlow make(std::span<const PersonSample> people);

 private:
  void add(std::vector<const PersonSample*> people, bool cycling, std::vector<float>& flow);

  const Network* net_;
  float expansion_;
  PathGraph walk_, ride_;
  std::unique_ptr<PathSearch> walk_search_, ride_search_;
};

}  // namespace mwendo::viz
