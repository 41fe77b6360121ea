#include "network/sumo/route_book.h"

#include <fmt/format.h>

#include <cmath>

#include "network/sumo/flow.h"
#include "network/sumo/stop_order.h"

namespace mwendo::sumo {
namespace {

constexpr double kMostLinks = 1e6;  // of a route with its repetitions

}  // namespace

double read_weight(const XmlElement& e) {
  if (e.is_no_number("probability")) return 1;
  const double weight = e.number("probability", 1);
  if (weight >= 0) return weight;
  e.place().problem(fmt::format("'probability' of <{}> is {}", e.name(), weight),
                    "it must be 0 or more");
  return 0;
}

void offer_listed(const XmlElement& e, std::string_view members, Choices& choices,
                  std::span<const double> own_weights) {
  for_each_word(e.text(members, ""), [&](std::string_view name) {
    const Choice* c = choices.find(name);
    const bool one = c && c->distribution == NameIndex::kNone && c->member < own_weights.size();
    if (c)
      choices.offer(*c, one ? own_weights[c->member] : 1);
    else
      e.place().problem(fmt::format("'{}' of <{}> is not defined", name, e.name()),
                        "members must come before their distribution");
  });
  std::size_t count = 0;
  for_each_word(e.text("probabilities", ""), [&](std::string_view word) {
    double weight = 0;
    if (!parse_number(word, weight) || weight < 0)
      e.place().problem(fmt::format("'probabilities' of <{}> has '{}'", e.name(), word),
                        "numbers of 0 or more are needed");
    else if (count < choices.offered())
      choices.weigh(count, weight);
    ++count;
  });
  if (e.has("probabilities") && count != choices.offered())
    e.place().problem(
        fmt::format("<{}> has {} members and {} probabilities", e.name(), choices.offered(), count),
        "give one for each");
}

void RouteBook::begin_route(const XmlElement& e, bool alone) {
  open_ = true;
  by_name_ = e.has("refId") && choices_.is_open();
  begin_ = e.place().position();
  times_ = 1;
  cycle_s_ = e.has("cycleTime") ? read_time(e, "cycleTime", 0) : 0;
  const auto number = static_cast<std::uint32_t>(routes_.size());
  routes_.emplace_back();
  if (by_name_) {
    if (const Choice* c = choices_.find(e.text("refId")))
      choices_.offer(*c, read_weight(e));
    else
      e.place().problem(fmt::format("route '{}' is not defined", e.text("refId")),
                        "a <route> must come before the distributions that use it");
    return;
  }
  RouteRecord& r = routes_.back();
  r.span = read_edges(e, net_, demand_.links, "edges", true);
  r.named = alone;
  if (e.has("edges") && e.text("edges").find_first_not_of(" \t\n") == std::string_view::npos)
    e.place().problem("a <route> without edges", "name at least one");
  const double repeat = e.is_no_number("repeat") ? 0 : e.number("repeat", 0);
  if (!(repeat >= 0) || repeat != std::floor(repeat) || repeat * r.span.links > kMostLinks)
    e.place().problem(
        fmt::format("'repeat' of <route> is '{}'", e.text("repeat")),
        fmt::format("a whole number is needed, and at most {:.0f} links", kMostLinks));
  else
    times_ = 1 + static_cast<std::size_t>(repeat);
  if (choices_.is_open()) choices_.offer({.member = number}, read_weight(e));
  if (!alone || (choices_.is_open() && !e.has("id"))) return;
  if (!choices_.add(e.text("id"), number) && e.has("id"))
    e.place().problem(fmt::format("route '{}' is there twice", e.text("id")), "rename one");
}

// The links lie at the end of those of the demand, as nothing was read since.
void RouteBook::repeat(RouteRecord& r) const {
  const std::size_t stops = r.stops.size();
  const RouteSpan once = r.span;
  for (std::size_t time = 1; time < times_; ++time) {
    for (std::uint32_t i = 0; i < once.links; ++i) {
      const LinkId l = demand_.links[once.first + i];
      demand_.links.push_back(l);
    }
    r.span.links += once.links;
    for (std::size_t i = 0; i < stops; ++i) {
      SumoStop again = r.stops[i];
      if (again.until_s >= 0)
        again.until_s += static_cast<float>(static_cast<double>(time) * cycle_s_);
      r.stops.push_back(again);
    }
  }
}

std::optional<Choice> RouteBook::end_route(const XmlPlace& place) {
  if (!open_) return std::nullopt;
  open_ = false;
  if (by_name_) return std::nullopt;
  RouteRecord& r = routes_.back();
  const auto links = [&] {
    return std::span<const LinkId>(demand_.links.data() + r.span.first, r.span.links);
  };
  if (times_ > 1 && r.span.links > 0 && !leads(net_.net, links().back(), links().front()))
    place.problem_at(begin_,
                     fmt::format("no connection from edge '{}' to '{}', as 'repeat' needs",
                                 net_.edge_of(links().back()), net_.edge_of(links().front())),
                     "routes must follow the connections of the net");
  else
    repeat(r);
  if (r.span.links > 0 && !stop_order(links(), r.stops))
    place.problem_at(begin_, "stops of this route do not lie on it in their order",
                     "sort them along the route");
  return Choice{.member = static_cast<std::uint32_t>(routes_.size() - 1)};
}

void RouteBook::begin_distribution(const XmlElement& e, bool alone) {
  first_of_distribution_ = e.place().position();
  if (!choices_.begin(alone ? e.text("id") : std::string_view{}))
    e.place().problem(fmt::format("route '{}' is there twice", e.text("id")), "rename one");
  offer_listed(e, "routes", choices_);
}

std::optional<Choice> RouteBook::end_distribution(const XmlPlace& place) {
  const auto choice = choices_.end();
  if (!choice)
    place.problem_at(first_of_distribution_, "a <routeDistribution> without members",
                     "give routes with a probability above 0");
  return choice;
}

}  // namespace mwendo::sumo
