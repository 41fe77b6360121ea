#include "scenarios/files/toml_depth.h"

#include <gtest/gtest.h>

#include <string>

#include "scenarios/files/config.h"

namespace mwendo {
namespace {

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

// Deep files are one problem with its place; the reader would call itself too often.
TEST(TomlDepth, DeepFilesAreRefused) {
  for (const std::string& deep :
       {repeated("a.", 100'000) + "a = 1", "x = " + repeated("[", 100'000),
        "x = " + repeated("{a=", 100'000), "[" + repeated("a.", 1000) + "a]",
        "[[" + repeated("\"a\".", 1000) + "a]]", repeated("a . ", 1000) + "a = 1",
        "x = [" + repeated("{a.b.c=[", 1000)}) {
    Problems problems;
    const ConfigTable table = parse_config("y = 1\n" + deep, "a.toml", problems);
    ASSERT_EQ(problems.all().size(), 1U) << deep.substr(0, 20);
    EXPECT_EQ(problems.all()[0].line, 2);
    EXPECT_NE(problems.all()[0].what.find("nested too deeply"), std::string::npos);
    EXPECT_TRUE(table.entries.empty());
  }
}

TEST(TomlDepth, LongLinesAreRefused) {
  const auto deep = too_deep("a = 1\nb = \"" + std::string(200'000, 'x') + "\"\n");
  ASSERT_TRUE(deep.has_value());
  EXPECT_STREQ(deep->what, "the line is longer than 100,000 characters");
}

TEST(TomlDepth, WhatTextsAndCommentsHoldIsNotNested) {
  const std::string open = repeated("[.", 100);
  for (const std::string& flat :
       {"a = \"" + open + "\"", "a = '" + open + "'", "a = \"\\\"" + open + "\"",
        "a = \"\"\"\n" + open + "\n\"\"\"", "a = '''\n" + open + "\n'''", "# " + open,
        "a = \"\" # " + open, "a = [" + repeated("[1.5, 2.5], ", 1000) + "]"}) {
    EXPECT_FALSE(too_deep(flat + "\nb = 1\n").has_value()) << flat.substr(0, 20);
    Problems problems;
    EXPECT_EQ(parse_config(flat + "\nb = 1\n", "a.toml", problems).entries.size(),
              flat[0] == '#' ? 1U : 2U);
  }
}

}  // namespace
}  // namespace mwendo
