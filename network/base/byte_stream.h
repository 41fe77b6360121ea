// Bytes in memory, written and read back in order.
//
//   ByteWriter out; out.number(7U); out.put(3.5F); out.text("x");
//   ByteReader in(out.bytes); in.number(); in.get<float>(); in.text();
//
// number() takes 7 bits a byte, small numbers first. Errors: std::out_of_range past the end.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace mwendo {

struct ByteWriter {
  std::vector<char> bytes;

  template <class T>
  void put(T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto at = bytes.size();
    bytes.resize(at + sizeof(T));
    std::memcpy(bytes.data() + at, &value, sizeof(T));
  }
  void number(std::uint64_t v) {
    for (; v >= 128; v >>= 7U) bytes.push_back(static_cast<char>(128U | (v & 127U)));
    bytes.push_back(static_cast<char>(v));
  }
  void text(const std::string& t) {
    number(t.size());
    bytes.insert(bytes.end(), t.begin(), t.end());
  }
};

class ByteReader {
 public:
  explicit ByteReader(std::span<const char> bytes) : bytes_(bytes) {}

  template <class T>
  T get() {
    static_assert(std::is_trivially_copyable_v<T>);
    need(sizeof(T));
    T value;
    std::memcpy(&value, bytes_.data() + at_, sizeof(T));
    at_ += sizeof(T);
    return value;
  }
  std::uint64_t number() {
    std::uint64_t v = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto b = static_cast<unsigned char>(get<char>());
      v |= static_cast<std::uint64_t>(b & 127U) << shift;
      if (b < 128) return v;
    }
    throw std::out_of_range("a number without end");
  }
  std::string text() {
    const std::size_t n = number();
    need(n);
    std::string t(bytes_.data() + at_, n);
    at_ += n;
    return t;
  }
  void copy(char* to, std::size_t n) {
    need(n);
    std::copy_n(bytes_.data() + at_, n, to);
    at_ += n;
  }
  [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

 private:
  void need(std::size_t n) const {
    if (n > bytes_.size() - at_) throw std::out_of_range("the data end too early");
  }
  std::span<const char> bytes_;
  std::size_t at_ = 0;
};

// Signed numbers as unsigned, small ones small.
[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t v) {
  return (static_cast<std::uint64_t>(v) << 1U) ^ static_cast<std::uint64_t>(v >> 63);
}
[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t v) {
  return static_cast<std::int64_t>(v >> 1U) ^ -static_cast<std::int64_t>(v & 1U);
}

}  // namespace mwendo
