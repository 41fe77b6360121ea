#include "network/base/state_archive.h"

#include <gtest/gtest.h>

#include <array>

#include "network/base/ids.h"

namespace mwendo {
namespace {

struct Part {
  std::vector<float> times;
  std::uint8_t kind = 0;
  bool operator==(const Part&) const = default;

  template <class Archive, class Self>
  static void archive(Archive& a, Self& p) {
    a(p.times, p.kind);
  }
};

struct Whole {
  double now = 0;
  std::vector<Part> parts;
  std::deque<float> queue;
  Column<LinkId, std::uint32_t> by_link;
  std::unordered_map<std::uint32_t, Part> by_number;
  std::array<std::vector<std::uint8_t>, 2> pair;
  bool operator==(const Whole&) const = default;

  template <class Archive, class Self>
  static void archive(Archive& a, Self& w) {
    a(w.now, w.parts, w.queue, w.by_link, w.by_number, w.pair);
  }
};

Whole some_state() {
  Whole w;
  w.now = 0.1;
  w.parts = {{{1, 0, 0, -0.0F}, 3}, {{}, 4}};
  w.queue = {7, 8, 9};
  w.by_link.assign(5, 0);
  w.by_link[LinkId{2}] = 6;
  w.by_number = {{9, {{2}, 1}}, {4, {{3}, 2}}};
  w.pair = {std::vector<std::uint8_t>{1, 0, 2, 0, 0, 0, 0}, {}};
  return w;
}

TEST(StateArchive, GivesTheSameBack) {
  const Whole before = some_state();
  StateWriter out;
  out(before);
  Whole after;
  after.parts.resize(9);
  after.by_link.assign(7, 3);
  StateReader in(out.bytes());
  in(after);
  EXPECT_EQ(after, before);
  EXPECT_EQ(in.left(), 0U);
  StateWriter again;
  again(after);
  EXPECT_EQ(again.bytes(), out.bytes());
}

TEST(StateArchive, ZerosNeedNoSpace) {
  std::vector<double> table(100000);
  table[500] = 1;
  table.back() = 2;
  StateWriter out;
  out(table);
  EXPECT_LT(out.bytes().size(), 50U);
  std::vector<double> back(3, 5.0);
  StateReader(out.bytes())(back);
  EXPECT_EQ(back, table);
}

TEST(StateArchive, ATableKeepsItsLength) {
  StateWriter out;
  out.table(std::vector<float>{1, 2, 3});
  std::vector<float> table(3);
  StateReader(out.bytes()).table(table);
  EXPECT_EQ(table.back(), 3);
  table.resize(4);
  EXPECT_THROW(StateReader(out.bytes()).table(table), std::out_of_range);
}

TEST(StateArchive, BytesThatEndTooEarlyThrow) {
  const Whole before = some_state();
  StateWriter out;
  out(before);
  for (std::size_t n = 0; n < out.bytes().size(); ++n) {
    Whole after;
    StateReader in(std::span(out.bytes()).first(n));
    EXPECT_THROW(in(after), std::out_of_range) << n;
  }
}

}  // namespace
}  // namespace mwendo
