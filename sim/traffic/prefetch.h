// Prefetch of cache lines that will be read soon.
#pragma once

namespace mwendo::traffic {

// Prefetches the cache line of an address. The empty statement keeps the compiler from removing a
// function that does nothing but prefetch.
inline void prefetch(const void* p) {
  __builtin_prefetch(p);
  asm volatile("" : : "r"(p));
}

}  // namespace mwendo::traffic
