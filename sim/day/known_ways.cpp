#include "sim/day/known_ways.h"

#include <algorithm>
#include <utility>

#include "network/base/byte_stream.h"

namespace mwendo {
namespace {

// Small numbers for small steps up and down.
std::uint64_t folded(std::int64_t step) {
  return step < 0 ? 2 * static_cast<std::uint64_t>(-step) - 1
                  : 2 * static_cast<std::uint64_t>(step);
}

std::int64_t unfolded(std::uint64_t number) {
  const auto half = static_cast<std::int64_t>(number / 2);
  return number % 2 == 0 ? half : -half - 1;
}

}  // namespace

std::vector<LinkId> KnownWays::way_of(Driver driver) const {
  const auto& ways = known_.ways;
  const auto at = std::lower_bound(ways.begin(), ways.end(), driver,
                                   [](const Entry& e, Driver d) { return e.driver < d; });
  if (at == ways.end() || at->driver != driver) return {};
  ByteReader bytes(std::span<const char>(known_.links).subspan(at->first));
  std::vector<LinkId> way(bytes.number());
  std::int64_t link = 0;
  for (LinkId& l : way) {
    link += unfolded(bytes.number());
    l = LinkId{static_cast<std::uint32_t>(link)};
  }
  return way;
}

void KnownWays::keep(Driver driver, std::span<const LinkId> way) {
  today_.ways.push_back({driver, today_.links.size()});
  ByteWriter bytes{std::move(today_.links)};
  bytes.number(way.size());
  std::int64_t before = 0;
  for (const LinkId l : way) {
    bytes.number(folded(std::int64_t{l.value} - before));
    before = l.value;
  }
  today_.links = std::move(bytes.bytes);
}

void KnownWays::end_day() {
  std::stable_sort(today_.ways.begin(), today_.ways.end(),
                   [](const Entry& a, const Entry& b) { return a.driver < b.driver; });
  known_ = std::exchange(today_, {});
}

}  // namespace mwendo
