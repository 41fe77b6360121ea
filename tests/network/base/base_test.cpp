// Bytes, problems of input, tables: what every room stands on.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "network/base/byte_stream.h"
#include "network/base/huge_pages.h"
#include "network/base/input_error.h"
#include "network/base/matrix.h"

namespace mwendo {
namespace {

using Bytes = std::vector<char>;

TEST(ByteStream, NumbersTakeSevenBitsAByteLowestFirst) {
  struct Case {
    std::uint64_t number;
    Bytes bytes;
  };
  // 300 = 2 * 128 + 44; 2^64 - 1 is nine full bytes and one bit.
  Bytes largest(9, static_cast<char>(0xFF));
  largest.push_back(1);
  for (const Case& c : {Case{0, {0}}, Case{127, {127}}, Case{128, {static_cast<char>(0x80), 1}},
                        Case{300, {static_cast<char>(0x80 | 44), 2}}, Case{~0ULL, largest}}) {
    ByteWriter out;
    out.number(c.number);
    EXPECT_EQ(out.bytes, c.bytes) << c.number;
    EXPECT_EQ(ByteReader(out.bytes).number(), c.number);
  }
}

TEST(ByteStream, RefusesANumberThatDoesNotEnd) {
  const Bytes ten(10, static_cast<char>(0xFF));
  EXPECT_THROW((void)ByteReader(ten).number(), std::out_of_range);
  const Bytes cut{static_cast<char>(0x80)};
  EXPECT_THROW((void)ByteReader(cut).number(), std::out_of_range);
}

TEST(ByteStream, EveryCutIsAnErrorAndNotARead) {
  ByteWriter out;
  out.number(300);
  out.put(2.5);
  out.text("lane");
  for (std::size_t n = 0; n < out.bytes.size(); ++n) {
    ByteReader in(std::span(out.bytes).first(n));
    EXPECT_THROW(
        {
          (void)in.number();
          (void)in.get<double>();
          (void)in.text();
        },
        std::out_of_range)
        << n;
  }
}

TEST(ByteStream, ATextLongerThanTheDataIsAnError) {
  ByteWriter out;
  out.number(~0ULL);  // bytes of a text of which none is there
  EXPECT_THROW((void)ByteReader(out.bytes).text(), std::out_of_range);
}

RC_GTEST_PROP(ByteStream, GivesBackWhatWasWritten, ()) {
  const auto numbers = *rc::gen::arbitrary<std::vector<std::uint64_t>>();
  const auto texts = *rc::gen::arbitrary<std::vector<std::string>>();
  ByteWriter out;
  for (const std::uint64_t n : numbers) out.number(n);
  for (const std::string& t : texts) out.text(t);
  ByteReader in(out.bytes);
  for (const std::uint64_t n : numbers) RC_ASSERT(in.number() == n);
  for (const std::string& t : texts) RC_ASSERT(in.text() == t);
  RC_ASSERT(in.left() == 0U);
}

TEST(ByteStream, ZigzagCountsOutwardsFromZero) {
  EXPECT_EQ(zigzag(0), 0U);
  EXPECT_EQ(zigzag(-1), 1U);
  EXPECT_EQ(zigzag(1), 2U);
  EXPECT_EQ(zigzag(-2), 3U);
  EXPECT_EQ(zigzag(std::numeric_limits<std::int64_t>::max()), ~0ULL - 1);
  EXPECT_EQ(zigzag(std::numeric_limits<std::int64_t>::min()), ~0ULL);
}

RC_GTEST_PROP(ByteStream, UnzigzagTurnsZigzagBack, (std::int64_t v)) {
  RC_ASSERT(unzigzag(zigzag(v)) == v);
}

TEST(Problem, SaysWhatItKnowsOfThePlace) {
  struct Case {
    Problem problem;
    std::string text;
  };
  for (const Case& c : {Case{{"a.toml", 3, 7, "wrong", "right"}, "a.toml:3:7: wrong; right"},
                        Case{{"a.toml", 3, 0, "wrong", ""}, "a.toml:3: wrong"},
                        Case{{"a.toml", 0, 7, "wrong", ""}, "a.toml: wrong"},
                        Case{{"", 0, 0, "wrong", "right"}, "wrong; right"}})
    EXPECT_EQ(c.problem.text(), c.text);
}

TEST(Problems, AreListedOnceInOrder) {
  Problems problems;
  problems.throw_if_any();
  const Problem first{"f", 1, 1, "a", ""};
  const Problem second{"f", 2, 1, "a", ""};
  for (const Problem& p : {first, second, first}) problems.add(p);
  EXPECT_EQ(problems.all(), (std::vector{first, second}));
  try {
    problems.throw_if_any();
    FAIL() << "nothing thrown";
  } catch (const InputError& e) {
    EXPECT_EQ(e.problems(), (std::vector{first, second}));
    EXPECT_STREQ(e.what(), "f:1:1: a\nf:2:1: a");
  }
}

TEST(NearestName, FindsTheNearestWithinHalfTheWord) {
  const std::vector<std::string> keys = {"headway", "capacity", "fare"};
  EXPECT_EQ(nearest_name("headwy", keys), "headway");   // one letter left out
  EXPECT_EQ(nearest_name("haedway", keys), "headway");  // two letters swapped: two changes
  EXPECT_EQ(nearest_name("fares", keys), "fare");       // one too many
  EXPECT_EQ(nearest_name("fa", keys), "fare");          // two missing: the limit of short words
  EXPECT_EQ(nearest_name("f", keys), "");               // three missing
  EXPECT_EQ(nearest_name("capa", keys), "");            // four changes, two allowed
  EXPECT_EQ(nearest_name("kapacitiy", keys), "capacity");
  EXPECT_EQ(nearest_name("bus", {}), "");
  EXPECT_EQ(nearest_name("ab", {"ac", "ad"}), "ac");  // the first of equals
}

TEST(Matrix, HasARowAndAColumnForEach) {
  Matrix<ZoneId, int> m(3, -1);
  for (const ZoneId i : m.ids())
    for (const ZoneId j : m.ids()) m.at(i, j) = static_cast<int>(10 * i.value + j.value);
  const auto row = m.row(ZoneId{1});
  EXPECT_EQ(std::vector(row.begin(), row.end()), (std::vector{10, 11, 12}));
  row[2] = 99;
  EXPECT_EQ(m.at(ZoneId{1}, ZoneId{2}), 99);
  EXPECT_EQ(m.at(ZoneId{2}, ZoneId{1}), 21);
  EXPECT_FALSE((m == Matrix<ZoneId, int>(3, -1)));
  EXPECT_TRUE((Matrix<ZoneId, int>().empty()));
}

TEST(Csr, EveryParentHasItsRunOfChildren) {
  Csr<NodeId, LinkId> c;
  c.append(std::vector{LinkId{5}, LinkId{7}});
  c.append(std::vector<LinkId>{});
  c.append(std::vector{LinkId{1}});
  EXPECT_EQ(c.parents(), 3U);
  EXPECT_EQ(c.count_of(NodeId{0}), 2U);
  EXPECT_EQ(c.count_of(NodeId{1}), 0U);
  EXPECT_EQ(*c.begin_of(NodeId{2}), LinkId{1});
}

TEST(HugePages, AreAlignedAndHoldWhatIsWritten) {
  const auto address = [](const auto& v) { return reinterpret_cast<std::uintptr_t>(v.data()); };
  HugeVector<std::uint32_t> small(100);
  HugeVector<std::uint32_t> large(kHugePage / 4 + 1);  // a page and a number
  EXPECT_EQ(address(small) % 64, 0U);
  EXPECT_EQ(address(large) % kHugePage, 0U);
  std::iota(large.begin(), large.end(), 0U);
  EXPECT_EQ(large.back(), kHugePage / 4);
}

}  // namespace
}  // namespace mwendo
