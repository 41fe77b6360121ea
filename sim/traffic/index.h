// Indices in traffic's own numbering, and columns that accept no other kind of index.
//
//   IndexedBy<LaneIndex, Lane> lane;
//   for (LaneIndex i = link.first_lane; i < link.filter_lane(); ++i) use(lane[i]);
//
// Numbering. A LinkIndex is a link of the network, renumbered so that the links into a node follow
// each other. Lanes and movements are numbered along links. So the data of a node lie together, and
// a thread with a range of nodes has a range of memory. A link has the lanes of the network and,
// last, one filter lane: the room between the lanes that motorcycles and bicycles use. LinkId,
// LaneId and MovementId are the network's numbers. Nodes and vehicles keep NodeId and VehicleId.
// Guarantee: an index of one kind never converts to another; it is as fast as a plain number.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

#include "network/base/huge_pages.h"
#include "network/base/ids.h"

namespace mwendo::traffic {

template <class Tag>
struct Index {
  std::uint32_t value = 0xFFFFFFFFU;

  constexpr auto operator<=>(const Index&) const = default;
  constexpr Index& operator++() {
    ++value;
    return *this;
  }
  // Neighbours: links and lanes of one node or link follow each other.
  friend constexpr Index operator+(Index i, std::uint32_t n) { return {i.value + n}; }
  friend constexpr Index operator-(Index i, std::uint32_t n) { return {i.value - n}; }
  friend constexpr std::uint32_t operator-(Index a, Index b) { return a.value - b.value; }
};

using LinkIndex = Index<struct LinkIndexTag>;
using LaneIndex = Index<struct LaneIndexTag>;
using MovementIndex = Index<struct MovementIndexTag>;
using ConnectionIndex = Index<struct ConnectionIndexTag>;          // from a lane into a lane
using SignalPlanIndex = Index<struct SignalPlanIndexTag>;          // as the network numbers them
using CrossingIndex = Index<struct CrossingIndexTag>;              // marked, without a signal
using SignalCrossingIndex = Index<struct SignalCrossingIndexTag>;  // of walkers at a signal

// "No such thing" of every kind of index and id.
struct None {
  constexpr operator std::uint32_t() const { return 0xFFFFFFFFU; }
  template <class Tag>
  constexpr operator Index<Tag>() const {
    return {};
  }
  template <class Tag>
  constexpr operator Id<Tag>() const {
    return {};
  }
};
inline constexpr None kNone;

template <class Tag>
constexpr bool operator==(Index<Tag> i, None) {
  return i.value == 0xFFFFFFFFU;
}
template <class Tag>
constexpr bool operator==(Id<Tag> id, None) {
  return !id.valid();
}

// One value for each thing of kind I.
template <class I, class T>
class IndexedBy : public HugeVector<T> {
 public:
  using HugeVector<T>::HugeVector;
  [[nodiscard]] T& operator[](I i) { return HugeVector<T>::operator[](i.value); }
  [[nodiscard]] const T& operator[](I i) const { return HugeVector<T>::operator[](i.value); }
  [[nodiscard]] I end_index() const { return {static_cast<std::uint32_t>(this->size())}; }
};

}  // namespace mwendo::traffic
