// Numbers for names: the first name is 0, the next new one 1.
//
//   NameIndex edges;
//   const std::uint32_t a = edges.add("A0A1");
//   edges.find("A0A1") == a;   edges.find("x") == NameIndex::kNone;   edges.name(a);
//
// Names lie one behind the other in one string and are found by open addressing, which is several
// times faster than a map of strings when a net has a hundred thousand of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mwendo {

class NameIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  // The number of a name, new or known.
  std::uint32_t add(std::string_view name) {
    if (2 * (size() + 1) > table_.size()) grow();
    std::uint32_t& cell = table_[slot_of(name)];
    if (cell == kNone) {
      cell = static_cast<std::uint32_t>(size());
      text_ += name;
      first_.push_back(text_.size());
    }
    return cell;
  }
  [[nodiscard]] std::uint32_t find(std::string_view name) const {
    return table_.empty() ? kNone : table_[slot_of(name)];
  }
  [[nodiscard]] std::size_t size() const { return first_.size() - 1; }
  [[nodiscard]] std::string_view name(std::size_t i) const {
    return std::string_view(text_).substr(first_[i], first_[i + 1] - first_[i]);
  }

 private:
  // FNV-1a (Fowler, Noll, Vo; public domain).
  [[nodiscard]] std::size_t slot_of(std::string_view name) const {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    const std::size_t mask = table_.size() - 1;
    std::size_t at = (hash ^ (hash >> 32U)) & mask;
    while (table_[at] != kNone && this->name(table_[at]) != name) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    table_.assign(table_.empty() ? 64 : 2 * table_.size(), kNone);
    for (std::size_t i = 0; i < size(); ++i)
      table_[slot_of(name(i))] = static_cast<std::uint32_t>(i);
  }

  std::string text_;
  std::vector<std::size_t> first_ = {0};
  std::vector<std::uint32_t> table_;
};

}  // namespace mwendo
