// A dense table with a row and a column for each thing of kind I, in one run of memory.
//
//   Matrix<ZoneId, float> distance(zones.zones().size());
//   distance.at(from, to) = 1200.0F;
//   for (float d : distance.row(from)) ...
//
// Precondition of at() and row(): ids below size().
#pragma once

#include <span>
#include <vector>

#include "network/base/ids.h"

namespace mwendo {

template <class I, class T>
class Matrix {
 public:
  Matrix() = default;
  explicit Matrix(std::size_t n, const T& value = T{}) : size_(n), values_(n * n, value) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] T& at(I row, I column) { return values_[row.value * size_ + column.value]; }
  [[nodiscard]] const T& at(I row, I column) const {
    return values_[row.value * size_ + column.value];
  }
  [[nodiscard]] std::span<T> row(I i) { return {values_.data() + i.value * size_, size_}; }
  [[nodiscard]] std::span<const T> row(I i) const {
    return {values_.data() + i.value * size_, size_};
  }
  [[nodiscard]] IdRange<I> ids() const { return {0, static_cast<typename I::Raw>(size_)}; }
  bool operator==(const Matrix&) const = default;

 private:
  std::size_t size_ = 0;
  std::vector<T> values_;
};

}  // namespace mwendo
