// Names of types or routes, each for one of them or for several with weights. Internal to
// network/sumo.
//
//   Choices fleet;
//   fleet.add("car", 0), fleet.add("bus", 1);
//   fleet.begin("mixed");
//   fleet.offer(*fleet.find("car"), 3), fleet.offer(*fleet.find("bus"), 1);
//   fleet.end();
//   fleet.pick(*fleet.find("mixed"), draw(counter));   // 0 in three of four cases
//
// A distribution may have distributions as members.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "network/sumo/name_index.h"

namespace mwendo::sumo {

// One member, or the members of a distribution.
struct Choice {
  std::uint32_t member = 0;
  std::uint32_t distribution = NameIndex::kNone;
};

class Choices {
 public:
  // False if the name is taken.
  bool add(std::string_view name, std::uint32_t member) { return define(name, {.member = member}); }
  // Opens a distribution, which may have no name. False if the name is taken.
  bool begin(std::string_view name) {
    const auto number = static_cast<std::uint32_t>(members_.size());
    members_.emplace_back();
    open_ = true;
    return name.empty() || define(name, {.distribution = number});
  }
  [[nodiscard]] bool is_open() const { return open_; }
  // A member of the open distribution. Weights are 0 or more.
  void offer(const Choice& c, double weight) { members_.back().push_back({c, weight}); }
  [[nodiscard]] std::size_t offered() const { return members_.back().size(); }
  // Sets the weight of a member of the open distribution.
  void weigh(std::size_t member, double weight) { members_.back()[member].weight = weight; }
  // The distribution that ends; none if no member has a weight.
  std::optional<Choice> end() {
    open_ = false;
    if (!(weight_of(members_.back()) > 0)) return std::nullopt;
    return Choice{.distribution = static_cast<std::uint32_t>(members_.size() - 1)};
  }
  [[nodiscard]] const Choice* find(std::string_view name) const {
    const std::uint32_t number = names_.find(name);
    return number == NameIndex::kNone ? nullptr : &choices_[number];
  }
  // The member at a share of the weights, in [0, 1).
  [[nodiscard]] std::uint32_t pick(Choice c, double share) const {
    while (c.distribution != NameIndex::kNone) c = pick_one(members_[c.distribution], share);
    return c.member;
  }

 private:
  struct Member {
    Choice choice;
    double weight = 0;
  };

  bool define(std::string_view name, const Choice& c) {
    if (names_.find(name) != NameIndex::kNone) return false;
    names_.add(name);
    choices_.push_back(c);
    return true;
  }
  [[nodiscard]] static double weight_of(const std::vector<Member>& members) {
    double sum = 0;
    for (const Member& m : members) sum += m.weight;
    return sum;
  }
  // `share` becomes the share within the member.
  [[nodiscard]] static Choice pick_one(const std::vector<Member>& members, double& share) {
    double left = share * weight_of(members);
    Choice last;
    for (const Member& m : members) {
      if (!(m.weight > 0)) continue;
      last = m.choice;
      if (left < m.weight) {
        share = left / m.weight;
        return last;
      }
      left -= m.weight;
    }
    share = 0;
    return last;
  }

  NameIndex names_;
  std::vector<Choice> choices_;  // by name
  std::vector<std::vector<Member>> members_;
  bool open_ = false;
};

}  // namespace mwendo::sumo
