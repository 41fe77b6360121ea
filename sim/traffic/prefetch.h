// Prefetch of cache lines that will be read soon.
#pragma once

namespace mwendo::traffic {

// Asks for a cache line that will be read soon. The empty statement keeps compilers from taking a
// function that only fetches for one that does nothing.
inline void prefetch(const void* p) {
  __builtin_prefetch(p);
  asm volatile("" : : "r"(p));
}

}  // namespace mwendo::traffic
