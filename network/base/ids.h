// Strong index types and columns keyed by them.
//
//   Column<LinkId, float> length_m;          // one value per link
//   length_m[LinkId{3}] = 120.0F;
//
// Guarantees: an id of one kind never converts to another. A default id is none: valid() is false.
// Precondition of Column::operator[]: id.value < size() (asserted in the dev build).
#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

namespace mwendo {

template <class Tag>
struct Id {
  using Raw = std::uint32_t;
  static constexpr Raw kNoneValue = std::numeric_limits<Raw>::max();
  Raw value = kNoneValue;

  [[nodiscard]] constexpr bool valid() const { return value != kNoneValue; }
  constexpr auto operator<=>(const Id&) const = default;
};

using NodeId = Id<struct NodeTag>;
using LinkId = Id<struct LinkTag>;
using LaneId = Id<struct LaneTag>;
using MovementId = Id<struct MovementTag>;
using StopId = Id<struct StopTag>;
using LineId = Id<struct LineTag>;
using ZoneId = Id<struct ZoneTag>;
using PersonId = Id<struct PersonTag>;
using TripId = Id<struct TripTag>;
using VehicleId = Id<struct VehicleTag>;

// A half-open range of ids, usable in range-for.
template <class I>
struct IdRange {
  struct Iterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = I;
    using difference_type = std::ptrdiff_t;
    using pointer = const I*;
    using reference = I;
    typename I::Raw raw;
    I operator*() const { return I{raw}; }
    Iterator& operator++() {
      ++raw;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++raw;
      return before;
    }
    bool operator==(const Iterator&) const = default;
  };
  typename I::Raw first = 0;
  typename I::Raw last = 0;

  [[nodiscard]] Iterator begin() const { return {first}; }
  [[nodiscard]] Iterator end() const { return {last}; }
  [[nodiscard]] std::size_t size() const { return last - first; }
  [[nodiscard]] bool empty() const { return first == last; }
  [[nodiscard]] I operator[](std::size_t i) const {
    return I{first + static_cast<typename I::Raw>(i)};
  }
};

// One value for each thing of kind I.
template <class I, class T>
class Column {
 public:
  Column() = default;
  explicit Column(std::size_t n, const T& value = T{}) : values_(n, value) {}

  [[nodiscard]] decltype(auto) operator[](I id) {
    assert(id.value < values_.size());
    return values_[id.value];
  }
  [[nodiscard]] decltype(auto) operator[](I id) const {
    assert(id.value < values_.size());
    return values_[id.value];
  }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] IdRange<I> ids() const { return {0, static_cast<typename I::Raw>(size())}; }
  I push_back(T value) {
    values_.push_back(std::move(value));
    return I{static_cast<typename I::Raw>(values_.size() - 1)};
  }
  void resize(std::size_t n, const T& value = T{}) { values_.resize(n, value); }
  void assign(std::size_t n, const T& value) { values_.assign(n, value); }
  void reserve(std::size_t n) { values_.reserve(n); }
  void clear() { values_.clear(); }
  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  [[nodiscard]] const std::vector<T>& raw() const { return values_; }
  [[nodiscard]] std::vector<T>& raw() { return values_; }
  bool operator==(const Column&) const = default;

 private:
  std::vector<T> values_;
};

// The ids of kind Child that belong to each Parent, stored in one run (compressed sparse row).
// first has one entry more than there are parents.
template <class Parent, class Child>
struct Csr {
  std::vector<std::uint32_t> first{0};
  std::vector<Child> values;

  [[nodiscard]] std::size_t parents() const { return first.size() - 1; }
  [[nodiscard]] const Child* begin_of(Parent p) const { return values.data() + first[p.value]; }
  [[nodiscard]] std::size_t count_of(Parent p) const { return first[p.value + 1] - first[p.value]; }
  // Appends the children of the next parent.
  template <class Range>
  void append(const Range& children) {
    values.insert(values.end(), children.begin(), children.end());
    first.push_back(static_cast<std::uint32_t>(values.size()));
  }
  bool operator==(const Csr&) const = default;
};

}  // namespace mwendo

template <class Tag>
struct std::hash<mwendo::Id<Tag>> {
  std::size_t operator()(mwendo::Id<Tag> id) const noexcept { return id.value; }
};
