// The ways that drivers chose, kept from one day to the next.
//
//   KnownWays ways;
//   const std::vector<LinkId> way = ways.way_of(driver);   // of the day before; empty: none
//   ways.keep(driver, way);                                // of this day
//   ways.end_day();                                        // this day becomes the day before
//
// A driver who makes no trip on a day forgets the way. Memory: 16 bytes a vehicle and trip, and one
// or two bytes a link, because the numbers of links next to each other differ little. So a whole
// day of Nairobi with 1.2 million vehicles and 60 links a way needs about 0.15 GB, twice during the
// day.
// Guarantee: the numbers of links are kept, so that a way is found again in a network with
// measures.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/base/ids.h"

namespace mwendo {

class KnownWays {
 public:
  // Names a vehicle and its trip, on every day and in every scenario.
  using Driver = std::uint64_t;

  [[nodiscard]] std::vector<LinkId> way_of(Driver driver) const;
  void keep(Driver driver, std::span<const LinkId> way);
  void end_day();

  [[nodiscard]] std::size_t size() const { return known_.ways.size(); }
  [[nodiscard]] std::size_t bytes() const {
    return known_.ways.size() * sizeof(Entry) + known_.links.size();
  }

  struct Entry {
    Driver driver = 0;
    std::uint64_t first = 0;  // byte in links
  };
  struct Day {
    std::vector<Entry> ways;  // by driver, once the day has ended
    std::vector<char> links;

    template <class Archive, class Self>
    static void archive(Archive& a, Self& d) {
      a(d.ways, d.links);
    }
  };
  // Of the day before, to be stored.
  [[nodiscard]] const Day& known() const { return known_; }
  [[nodiscard]] Day& known() { return known_; }
  // Of this day so far, to be stored with its state.
  [[nodiscard]] const Day& today() const { return today_; }
  [[nodiscard]] Day& today() { return today_; }

 private:
  Day known_, today_;
};

}  // namespace mwendo
