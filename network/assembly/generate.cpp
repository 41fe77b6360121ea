#include "network/assembly/generate.h"

#include <fmt/format.h>

#include "network/assembly/builder.h"

namespace mwendo {
namespace {

// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014),
// as a function of a counter; in [-1, 1).
double shift(std::uint64_t seed, std::uint64_t counter) {
  std::uint64_t z = seed * 0xD1342543DE82EF95ULL + (counter + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  z ^= z >> 31U;
  return static_cast<double>(z >> 11U) * 0x1.0p-52 - 1.0;
}

class GridMaker {
 public:
  explicit GridMaker(const GridCity& city)
      : city_(city),
        builder_({.name = fmt::format("grid {} x {}", city.rows, city.columns),
                  .driving_side = city.driving_side}) {}

  Network run() {
    for (std::uint32_t r = 0; r < city_.rows; ++r)
      for (std::uint32_t c = 0; c < city_.columns; ++c) add_node(r, c);
    for (std::uint32_t r = 0; r < city_.rows; ++r)
      for (std::uint32_t c = 0; c < city_.columns; ++c) {
        if (c + 1 < city_.columns) add_street(node(r, c), node(r, c + 1), r, "East");
        if (r + 1 < city_.rows) add_street(node(r, c), node(r + 1, c), c, "North");
      }
    return builder_.build();
  }

 private:
  [[nodiscard]] bool arterial(std::uint32_t index) const {
    return city_.arterial_every > 0 && index % city_.arterial_every == city_.arterial_every / 2;
  }
  [[nodiscard]] NodeId node(std::uint32_t r, std::uint32_t c) const {
    return NodeId{r * city_.columns + c};
  }

  void add_node(std::uint32_t r, std::uint32_t c) {
    const std::uint64_t counter = 2 * (std::uint64_t{r} * city_.columns + c);
    const double reach = city_.perturbation * city_.spacing_m;
    const Point at{c * city_.spacing_m + reach * shift(city_.seed, counter),
                   r * city_.spacing_m + reach * shift(city_.seed, counter + 1)};
    const bool both = arterial(r) && arterial(c);
    const bool one = arterial(r) || arterial(c);
    builder_.add_node(at, both  ? JunctionControl::signal
                          : one ? JunctionControl::priority
                                : JunctionControl::uncontrolled);
  }

  void add_street(NodeId from, NodeId to, std::uint32_t index, const char* direction) {
    const bool main = arterial(index);
    builder_.add_street({.from = from,
                         .to = to,
                         .lanes = main ? 3 : 1,
                         .free_speed_mps = (main ? 50.0F : 30.0F) / 3.6F,
                         .road_class = main ? RoadClass::primary : RoadClass::residential,
                         .flags = kSyntheticGeometry,
                         .footway = main ? Footway::sidewalk : Footway::informal,
                         .street = fmt::format("{} {}", direction, index)});
  }

  GridCity city_;
  NetworkBuilder builder_;
};

}  // namespace

Network generate_grid(const GridCity& city) { return GridMaker(city).run(); }

}  // namespace mwendo
