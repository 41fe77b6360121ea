// A small town end to end, from people to tables: the scene `small_city` of benchmarks/regress.
#pragma once

namespace mwendo {

void prepare_small_city();
// People, two days of choices and traffic, emissions, indicators, tables in a folder of its own.
// Returns a number that depends on the outcome.
[[nodiscard]] double run_small_city();

}  // namespace mwendo
