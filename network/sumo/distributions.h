// Distributions of types and of routes, of which the most probable member is taken. Internal to
// network/sumo.
//
//   d.begin("fleet");
//   d.offer(3, 0.7), d.offer(4, 0.3);
//   d.end();
//   d.find("fleet");   // 3
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "network/sumo/name_index.h"

namespace mwendo::sumo {

class Distributions {
 public:
  void begin(std::string_view name) {
    open_ = name;
    best_ = {};
  }
  // A member of the open distribution; without effect if none is open.
  void offer(std::uint32_t member, double probability) {
    if (is_open() && probability > best_.second) best_ = {member, probability};
  }
  // Returns the name of the distribution that ends.
  std::string end() {
    if (best_.second > 0) members_[open_] = best_.first;
    return std::exchange(open_, {});
  }
  [[nodiscard]] bool is_open() const { return !open_.empty(); }
  // Of the distribution that was begun last.
  [[nodiscard]] std::uint32_t best() const { return best_.first; }
  // The member that stands for a distribution, or NameIndex::kNone.
  [[nodiscard]] std::uint32_t find(std::string_view name) const {
    const auto d = members_.find(std::string(name));
    return d == members_.end() ? NameIndex::kNone : d->second;
  }

 private:
  std::map<std::string, std::uint32_t> members_;
  std::string open_;
  std::pair<std::uint32_t, double> best_;
};

}  // namespace mwendo::sumo
