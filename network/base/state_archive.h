// The state of a simulation as bytes. One list of members serves both directions, so that what is
// written is what is read.
//
//   struct Queue {
//     std::vector<Waiting> riders;
//     float since_s = 0;
//     template <class Archive, class Self>
//     static void archive(Archive& a, Self& q) {
//       a(q.riders, q.since_s);
//     }
//   };
//   StateWriter out;
//   out(queue);
//   StateReader in(out.bytes());
//   in(other);                     // equal to queue
//
// Values: whatever may be copied as bytes, lists of all kinds, columns, hash maps, and types with
// an archive function. Lists of plain values are written as words of 32 bits without their zeros,
// so that tables that are mostly empty need little space. Hash maps are written in order of their
// keys. table(x) is for lists that have their length already: it has to be the same. Guarantee: the
// same bits come back. Limit: bytes of one kind of machine, little-endian. Errors:
// std::out_of_range where the bytes end too early or a table has another length.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "network/base/byte_stream.h"

namespace mwendo {

template <class T>
concept PlainState = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>;

template <class T>
concept ColumnState = requires(T& v) { v.raw(); };

template <class T>
concept ListState = requires(T& v) {
  v.data();
  v.resize(1);
};

template <class T>
concept MapState = requires { typename T::mapped_type; };

template <class Archive, class T>
concept ListsMembers = requires(Archive& a, T& v) { std::remove_const_t<T>::archive(a, v); };

class StateWriter {
 public:
  static constexpr bool kReads = false;

  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }
  template <class... T>
  void table(const T&... lists) {
    (put(lists), ...);
  }
  [[nodiscard]] const std::vector<char>& bytes() const { return out_.bytes; }
  [[nodiscard]] std::vector<char> take() { return std::move(out_.bytes); }

 private:
  template <class T>
  void put(const T& value) {
    if constexpr (ListsMembers<StateWriter, const T>)
      T::archive(*this, value);
    else if constexpr (ColumnState<const T>)
      put(value.raw());
    else if constexpr (MapState<T>)
      put_map(value);
    else if constexpr (PlainState<T>)
      out_.put(value);
    else
      put_list(value);
  }
  template <class T>
  void put_list(const T& list) {
    using Value = std::remove_cvref_t<decltype(*list.begin())>;
    out_.number(list.size());
    if constexpr (ListState<T> && PlainState<Value>)
      put_words(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(Value));
    else
      for (const Value& v : list) put(v);
  }
  template <class T>
  void put_map(const T& map) {
    std::vector<typename T::key_type> keys;
    for (const auto& [key, value] : map) keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    put(keys);
    for (const auto& key : keys) put(map.at(key));
  }
  // By turns: the number of words that are zero, the number of those that are not, and these.
  void put_words(const char* from, std::size_t bytes) {
    const std::size_t words = bytes / kWord;
    for (std::size_t i = 0; i < words;) {
      const std::size_t begin = run_end(from, i, words, true);
      const std::size_t end = run_end(from, begin, words, false);
      out_.number(begin - i);
      out_.number(end - begin);
      append(from + begin * kWord, (end - begin) * kWord);
      i = end;
    }
    append(from + words * kWord, bytes % kWord);
  }
  static std::size_t run_end(const char* from, std::size_t i, std::size_t words, bool zeros) {
    for (; i < words; ++i) {
      std::uint32_t word = 0;
      std::memcpy(&word, from + i * kWord, kWord);
      if ((word == 0) != zeros) break;
    }
    return i;
  }
  void append(const char* from, std::size_t bytes) {
    out_.bytes.insert(out_.bytes.end(), from, from + bytes);
  }

  static constexpr std::size_t kWord = sizeof(std::uint32_t);
  ByteWriter out_;
};

class StateReader {
 public:
  static constexpr bool kReads = true;

  // The bytes must outlive the reader.
  explicit StateReader(std::span<const char> bytes) : in_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }
  template <class... T>
  void table(T&... lists) {
    (get_table(lists), ...);
  }
  [[nodiscard]] std::size_t left() const { return in_.left(); }

 private:
  template <class T>
  void get(T& value) {
    if constexpr (ListsMembers<StateReader, T>)
      T::archive(*this, value);
    else if constexpr (ColumnState<T>)
      get(value.raw());
    else if constexpr (MapState<T>)
      get_map(value);
    else if constexpr (PlainState<T>)
      value = in_.get<T>();
    else
      get_list(value);
  }
  template <class T>
  void get_table(T& list) {
    const std::size_t length = list.size();
    get(list);
    if (list.size() != length) throw std::out_of_range("a table has another length");
  }
  template <class T>
  void get_list(T& list) {
    using Value = std::remove_cvref_t<decltype(*list.begin())>;
    const std::size_t n = in_.number();
    if constexpr (ListState<T> && PlainState<Value>) {
      list.resize(n);
      get_words(reinterpret_cast<char*>(list.data()), n * sizeof(Value));
    } else {
      if (n > in_.left()) throw std::out_of_range("a list is longer than the data");
      resize(list, n);
      for (Value& v : list) get(v);
    }
  }
  template <class T>
  static void resize(T& list, std::size_t n) {
    if constexpr (requires { list.resize(n); })
      list.resize(n);
    else if (list.size() != n)
      throw std::out_of_range("a list has another length");
  }
  template <class T>
  void get_map(T& map) {
    std::vector<typename T::key_type> keys;
    get(keys);
    map.clear();
    for (const auto& key : keys) get(map[key]);
  }
  void get_words(char* to, std::size_t bytes) {
    constexpr std::size_t kWord = sizeof(std::uint32_t);
    std::size_t left = bytes / kWord * kWord;
    while (left > 0) {
      const std::size_t zeros = std::min<std::size_t>(in_.number() * kWord, left);
      std::memset(to, 0, zeros);
      to += zeros;
      left -= zeros;
      const std::size_t run = std::min<std::size_t>(in_.number() * kWord, left);
      in_.copy(to, run);
      to += run;
      left -= run;
      if (zeros + run == 0) throw std::out_of_range("a list without end");
    }
    in_.copy(to, bytes % kWord);
  }

  ByteReader in_;
};

}  // namespace mwendo
