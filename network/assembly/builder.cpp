#include "network/assembly/builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "network/assembly/assemble.h"
#include "network/validate.h"

namespace mwendo {

void BuildReport::add(const std::string& what, const std::string& example, std::size_t count) {
  constexpr std::size_t kMostExamples = 5;
  auto entry =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.what == what; });
  if (entry == entries.end()) entry = entries.insert(entries.end(), Entry{what, 0, {}});
  entry->count += count;
  if (!example.empty() && entry->examples.size() < kMostExamples)
    entry->examples.push_back(example);
}

std::size_t BuildReport::count_of(const std::string& what) const {
  for (const Entry& e : entries)
    if (e.what == what) return e.count;
  return 0;
}

std::string BuildReport::text() const {
  std::string all;
  for (const Entry& e : entries) {
    all += fmt::format("{}: {}", e.what, e.count);
    for (std::size_t i = 0; i < e.examples.size(); ++i)
      all += (i == 0 ? " (" : ", ") + e.examples[i];
    all += e.examples.empty() ? "\n" : e.count > e.examples.size() ? ", ...)\n" : ")\n";
  }
  return all;
}

NodeId NetworkBuilder::add_node(Point position, JunctionControl control) {
  nodes_.push_back({position, control, false});
  return NodeId{static_cast<NodeId::Raw>(nodes_.size() - 1)};
}

LinkId NetworkBuilder::add_link(LinkSpec spec) {
  if (spec.from.value >= nodes_.size() || spec.to.value >= nodes_.size())
    throw std::invalid_argument("NetworkBuilder::add_link: no such node");
  const LinkId id{static_cast<LinkId::Raw>(links_.size())};
  if (spec.reverse.valid()) link(spec.reverse).reverse = id;
  links_.push_back(std::move(spec));
  return id;
}

std::pair<LinkId, LinkId> NetworkBuilder::add_street(const LinkSpec& forward) {
  LinkSpec backward = forward;
  std::swap(backward.from, backward.to);
  std::reverse(backward.geometry.begin(), backward.geometry.end());
  backward.grade = -forward.grade;
  const LinkId there = add_link(forward);
  backward.reverse = there;
  return {there, add_link(std::move(backward))};
}

void NetworkBuilder::set_signal(NodeId n, SignalSpec spec) {
  NodeSpec& at = node(n);
  at.control = spec.kind == SignalKind::police ? JunctionControl::police : JunctionControl::signal;
  std::erase_if(signals_, [&](const auto& entry) { return entry.first == n; });
  signals_.emplace_back(n, std::move(spec));
}

NodeSpec& NetworkBuilder::node(NodeId n) {
  if (n.value >= nodes_.size()) throw std::invalid_argument("NetworkBuilder: no such node");
  return nodes_[n.value];
}

LinkSpec& NetworkBuilder::link(LinkId l) {
  if (l.value >= links_.size()) throw std::invalid_argument("NetworkBuilder: no such link");
  return links_[l.value];
}

Network NetworkBuilder::build(BuildReport& report) const {
  const Network net = build::assemble(
      {options_, nodes_, links_, forbidden_, allowed_, restricted_, speeds_, signals_}, report);
  const std::vector<std::string> violations = validate(net);
  if (!violations.empty()) throw std::logic_error("NetworkBuilder::build: " + violations.front());
  return net;
}

Network NetworkBuilder::build() const {
  BuildReport report;
  return build(report);
}

}  // namespace mwendo
