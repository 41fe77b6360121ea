# Sourced by tests/sanitize and tests/find_races: the fast tests of a build, on all cores.

# Suites whose names end in Hours drive hours of traffic for one figure: oversaturation, capacities,
# samples. They take half of the time under a sanitizer, on one thread, and run the code that the
# other suites run too. tests/run runs them. This is the only place that leaves tests out.
fast='-*Hours.*'

# count_tests PROGRAM FILTER
count_tests() { "$1" --gtest_filter="$2" --gtest_list_tests | grep -c '^  '; }

# run_shard LOG PROGRAM SHARD: prints its log if it fails.
run_shard() {
  GTEST_SHARD_INDEX=$3 "$2" --gtest_filter="$fast" >"$1/${2##*/}.$3" 2>&1 && return
  cat "$1/${2##*/}.$3" >&2
  echo "failed: shard $3 of $2" >&2
  return 1
}

# run_fast_tests PROGRAM...: small shards, so that the cores end together. Fails if a shard fails or
# if a test did not run. Says what was left out, and the slowest tests: a candidate for Hours shows.
run_fast_tests() {
  local logs program shards=$((8 * $(nproc))) failed=0 listed=0 all=0 ran
  logs=$(mktemp -d)
  for program in "$@"; do
    listed=$((listed + $(count_tests "$program" "$fast")))
    all=$((all + $(count_tests "$program" '*')))
  done
  export fast GTEST_TOTAL_SHARDS=$shards
  export -f run_shard
  for program in "$@"; do seq -f "$program %g" 0 $((shards - 1)); done |
    xargs -P "$(nproc)" -L 1 bash -c 'run_shard "$0" "$@"' "$logs" || failed=1
  unset GTEST_TOTAL_SHARDS
  ran=$(cat "$logs"/* | grep -c '^\[ RUN ')
  ((ran == listed)) || { echo "ran $ran of $listed tests" >&2; failed=1; }
  echo "ran $ran of $all tests; the other $((all - listed)) are left to tests/run; slowest:"
  cat "$logs"/* | sed -nE 's/^\[ +OK \] (.*) \(([0-9]+) ms\)$/\2 ms \1/p' | sort -nr | sed -n 1,5p
  rm -rf "$logs"
  return "$failed"
}
