// Modelled beside counted vehicles.
#include "scenarios/results/indicator_sink.h"

namespace mwendo {
namespace {

void add_ratio(const std::string& id, const CountSum& sum, IndicatorSink& sink) {
  if (const auto ratio = sum.ratio()) sink.set(id, *ratio);
}

void add_half(const BesideCounts& b, CountHalf half, IndicatorSink& sink) {
  const std::string name = name_of(half);
  if (const auto share = b.share_below(5, half)) sink.set("counts_geh5." + name, 100 * *share);
  if (const auto share = b.share_below(10, half)) sink.set("counts_geh10." + name, 100 * *share);
  add_ratio("counts_ratio.all_" + name, b.sum([&](const Count& c) { return c.half == half; }),
            sink);
  for (std::size_t k = 0; k < kCountGroups; ++k) {
    const auto group = static_cast<CountGroup>(k);
    add_ratio(std::string("counts_ratio.") + name_of(group) + "_" + name,
              b.sum([&](const Count& c) { return c.half == half && c.group == group; }), sink);
  }
}

}  // namespace

void add_count_indicators(const IndicatorInput& input, IndicatorSink& sink) {
  if (input.counts == nullptr) return;
  const BesideCounts& b = *input.counts;
  add_half(b, CountHalf::calibration, sink);
  add_half(b, CountHalf::validation, sink);
  for (const std::string& cordon : b.cordons())
    for (const char* way : {"in", "out", "across"})
      add_ratio("counts_cordon." + cordon + "_" + way,
                b.sum([&](const Count& c) { return c.cordon == cordon && c.to_centre == way; }),
                sink);
}

}  // namespace mwendo
