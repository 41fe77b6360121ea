// Texts that are written: JSON, TOML, fixed numbers; digests of what is read.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include "network/base/input_error.h"
#include "scenarios/files/config.h"
#include "scenarios/files/json_writer.h"
#include "scenarios/files/sha256.h"
#include "scenarios/files/text_file.h"
#include "scenarios/files/toml_text.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using testing::TemporaryFolder;

constexpr double kInfinite = std::numeric_limits<double>::infinity();

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// ---- JSON ---------------------------------------------------------------------------------------

TEST(JsonWriter, WritesEveryKindOfValue) {
  JsonWriter json;
  json.begin_object();
  json.key("text").value("a").key("yes").value(true).key("no").value(false);
  json.key("least").value(std::numeric_limits<std::int64_t>::min());
  json.key("most").value(std::numeric_limits<std::uint64_t>::max());
  json.key("int").value(-7).key("number").number(-0.004, 2).key("nothing").null();
  json.end_object();
  EXPECT_EQ(json.text(),
            "{\n"
            "  \"text\": \"a\",\n"
            "  \"yes\": true,\n"
            "  \"no\": false,\n"
            "  \"least\": -9223372036854775808,\n"
            "  \"most\": 18446744073709551615,\n"
            "  \"int\": -7,\n"
            "  \"number\": 0.00,\n"
            "  \"nothing\": null\n"
            "}\n");
}

TEST(JsonWriter, EmptyListsAndObjectsTakeNoLine) {
  JsonWriter json;
  json.begin_object().key("a").begin_array().end_array();
  json.key("b").begin_object().end_object().end_object();
  EXPECT_EQ(json.text(), "{\n  \"a\": [],\n  \"b\": {}\n}\n");
}

TEST(JsonWriter, SiblingsAfterANestedListHaveTheirComma) {
  JsonWriter json;
  json.begin_array();
  json.begin_array().value(1).value(2).end_array();
  json.begin_array().value(3).end_array();
  json.value("x").end_array();
  EXPECT_EQ(json.text(), "[\n  [\n    1,\n    2\n  ],\n  [\n    3\n  ],\n  \"x\"\n]\n");
}

TEST(JsonWriter, WhatIsNotFiniteIsNull) {
  for (const double bad : {kInfinite, -kInfinite, std::nan("")}) {
    JsonWriter json;
    json.number(bad, 3);
    EXPECT_EQ(json.text(), "null\n");
  }
}

struct Escaped {
  std::string text, json;
};

TEST(JsonWriter, EscapesWhatJsonForbids) {
  for (const auto& [text, json] :
       {Escaped{"plain ሀ", "plain ሀ"}, Escaped{"\"", "\\\""}, Escaped{"\\", "\\\\"},
        Escaped{"a\nb", "a\\nb"}, Escaped{"a\tb", "a\\u0009b"}, Escaped{"\x01", "\\u0001"},
        Escaped{std::string(1, '\0'), "\\u0000"}, Escaped{"</script>", "</script>"}})
    EXPECT_EQ(json_escaped(text), json);
}

// ---- TOML ---------------------------------------------------------------------------------------

TEST(TomlText, IsReadBackAsItWas) {
  std::string all;
  for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
  for (const std::string& text :
       {std::string("plain"), std::string("a \"b\" \\ c"), std::string("two\nlines\r\n"),
        std::string("Ä ሀ 😀"), std::string(""), all}) {
    Problems problems;
    const ConfigTable table = parse_config("x = " + toml_text(text) + "\n", "t", problems);
    ASSERT_TRUE(problems.empty()) << problems.all()[0].text();
    EXPECT_EQ(ConfigReader(table, problems).text("x"), text);
  }
}

TEST(TomlText, EscapesByHand) {
  EXPECT_EQ(toml_text("The \"long\" line\n"), "\"The \\\"long\\\" line\\u000a\"");
}

// ---- numbers ------------------------------------------------------------------------------------

struct Fixed {
  double value;
  int decimals;
  const char* text;
};

TEST(Fixed, HasItsDecimalsAndNoMinusZero) {
  for (const auto& [value, decimals, text] :
       {Fixed{0, 0, "0"}, Fixed{-0.0, 2, "0.00"}, Fixed{-0.004, 2, "0.00"},
        Fixed{-0.006, 2, "-0.01"}, Fixed{-10, 0, "-10"}, Fixed{-0.5, 0, "0"}, Fixed{2.5, 0, "2"},
        Fixed{3.5, 0, "4"}, Fixed{1e15, 1, "1000000000000000.0"}, Fixed{0.1 + 0.2, 3, "0.300"},
        Fixed{kInfinite, 2, ""}, Fixed{-kInfinite, 2, ""}})
    EXPECT_EQ(fixed(value, decimals), text) << value;
}

TEST(CsvField, IsQuotedOnlyWhereNeeded) {
  EXPECT_EQ(csv_field("plain text; ሀ"), "plain text; ሀ");
  EXPECT_EQ(csv_field(""), "");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("a\nb"), "\"a\nb\"");
  EXPECT_EQ(csv_field("a\rb"), "\"a\rb\"");
  EXPECT_EQ(csv_field("\"\""), "\"\"\"\"\"\"");
}

// ---- files --------------------------------------------------------------------------------------

TEST(TextFile, HoldsWhatWasWritten) {
  const TemporaryFolder folder;
  TextFile file(folder / "a.csv");
  file.line("id,name");
  file.print("{},{}\n", 7, csv_field("x, y"));
  file.write("end");
  file.close();
  file.close();  // once more does nothing
  EXPECT_EQ(content(folder / "a.csv"), "id,name\n7,\"x, y\"\nend");
}

TEST(TextFile, TellsThePathAndTheReason) {
  const TemporaryFolder folder;
  try {
    TextFile file(folder / "none" / "a.csv");
    FAIL();
  } catch (const RunError& error) {
    EXPECT_EQ(error.what(), "cannot write " + (folder / "none" / "a.csv").string() +
                                ": No such file or directory");
  }
}

// ---- digests (FIPS 180-4; the vectors of NIST's CAVP and RFC 6234) ------------------------------

struct Digest {
  std::string bytes;
  const char* sha256;
};

TEST(Sha256, PublishedVectors) {
  for (const auto& [bytes, sha256] :
       {Digest{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        Digest{"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
               "klmnopqrlmnopqrsmnopqrstnopqrstu",
               "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        Digest{"\xbd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
        Digest{"\xc9\x8c\x8e\x55",
               "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"},
        Digest{std::string(55, '\0'),
               "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"},
        Digest{std::string(56, '\0'),
               "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"},
        Digest{std::string(64, '\0'),
               "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"}})
    EXPECT_EQ(sha256_of(bytes), sha256) << bytes.size();
}

TEST(Sha256, OfAFileIsThatOfItsBytes) {
  const TemporaryFolder folder;
  std::string bytes;
  for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i);
  EXPECT_EQ(sha256_of_file(folder.write("bytes", bytes)), sha256_of(bytes));
  EXPECT_EQ(sha256_of_file(folder.write("empty", "")), sha256_of(""));
}

}  // namespace
}  // namespace mwendo
