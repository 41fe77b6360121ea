// Memory for large tables that are read at random places, in huge pages where the system has them.
//
//   HugeVector<Road> roads;        // as std::vector
//
// A random access to a table of small pages waits for the address of the page and for the data.
// With pages of 2 MB the addresses of a whole city stay in the processor. Small tables come from
// the heap.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace mwendo {

inline constexpr std::size_t kHugePage = std::size_t{1} << 21U;

// At least `bytes` bytes, aligned to a cache line; throws std::bad_alloc. Freed with std::free.
[[nodiscard]] inline void* allocate_huge(std::size_t bytes) {
  const std::size_t alignment = bytes >= kHugePage / 2 ? kHugePage : 64;
  const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  void* memory = std::aligned_alloc(alignment, rounded);
  if (memory == nullptr) throw std::bad_alloc();
#ifdef __linux__
  if (alignment == kHugePage) madvise(memory, rounded, MADV_HUGEPAGE);  // advice: may be refused
#endif
  return memory;
}

template <class T>
struct HugeAllocator {
  using value_type = T;
  HugeAllocator() = default;
  template <class U>
  HugeAllocator(const HugeAllocator<U>&) noexcept {}
  [[nodiscard]] T* allocate(std::size_t n) { return static_cast<T*>(allocate_huge(n * sizeof(T))); }
  void deallocate(T* p, std::size_t) noexcept { std::free(p); }
  bool operator==(const HugeAllocator&) const noexcept { return true; }
};

template <class T>
using HugeVector = std::vector<T, HugeAllocator<T>>;

}  // namespace mwendo
