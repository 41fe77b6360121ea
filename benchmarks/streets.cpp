// The streets of a city in its morning peak: speeds, full and jammed lanes, what holds each jam,
// long routes, counts, daily volumes.
//
//   benchmark_streets CITY [--sample S] [--days N] [--seed N] [--demand X] [--cars X]
//                     [--motorcycles X] [--minibuses X] [--heads N] [--to HOUR] [--warm-up MIN]
//
// Runs the base from 06:30 to 08:30, one thread. Factors of demand: X = 1 is the demand of the
// city's tables; --demand is of all trips of people, --cars and --motorcycles of the trips of these
// modes on top, --minibuses of the departures of lines. Jams are those of the last hour.
#include <cstdio>
#include <exception>

#include "benchmarks/streets_print.h"

int main(int argc, char** argv) {
  using namespace mwendo;
  try {
    const StreetsOptions options = read_streets_options({argv + 1, argv + argc});
    const StreetsRun done = run_streets(options);
    print_streets(options, done);
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "benchmark_streets: %s\n", problem.what());
    return 2;
  }
}
