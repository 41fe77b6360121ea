// Feeds as zips and folders; what is no feed, damaged, or a bomb.
#include "scenarios/formats/gtfs/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <fstream>

#include "network/base/input_error.h"
#include "tests/scenarios/formats/gtfs/small_feed.h"

namespace mwendo::gtfs {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::small_feed;
using testing::Tables;

void write_zip(const fs::path& file, const Tables& tables, const std::string& folder = "") {
  int code = 0;
  zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  ASSERT_NE(zip, nullptr);
  for (const auto& [name, text] : tables)
    ASSERT_GE(zip_file_add(zip, (folder + name).c_str(),
                           zip_source_buffer(zip, text.data(), text.size(), 0), 0),
              0);
  ASSERT_EQ(zip_close(zip), 0);
}

class Archive : public ::testing::Test {
 protected:
  std::string refusal(const fs::path& path, const FeedLimits& limits = {}) {
    try {
      (void)open_feed(path, defects_, limits);
    } catch (const InputError& error) {
      return error.what();
    }
    return "was read";
  }
  mwendo::testing::TemporaryFolder folder_;
  Defects defects_;
};

TEST_F(Archive, ZipAndFolderGiveTheSameTexts) {
  write_zip(folder_ / "feed.zip", small_feed());
  fs::create_directory(folder_ / "feed");
  for (const auto& [name, text] : small_feed()) folder_.write("feed/" + name, text);
  EXPECT_EQ(open_feed(folder_ / "feed.zip", defects_).texts, small_feed());
  EXPECT_EQ(open_feed(folder_ / "feed", defects_).texts, small_feed());
  EXPECT_EQ(defects_.text(), "");
}

TEST_F(Archive, FoldersWithinAreCounted) {
  write_zip(folder_ / "inner.zip", small_feed(), "a/b/");
  EXPECT_EQ(open_feed(folder_ / "inner.zip", defects_).texts, small_feed());
  EXPECT_EQ(defects_.count_of("tables in a folder of the zip"), 1U);
  EXPECT_EQ(open_feed(folder_.path(), defects_).texts, small_feed());
  EXPECT_EQ(defects_.count_of("a zip within a folder"), 1U);
}

TEST_F(Archive, OtherFilesAreCounted) {
  Tables tables = small_feed();
  tables["notes.doc"] = "x";
  write_zip(folder_ / "feed.zip", tables);
  EXPECT_EQ(open_feed(folder_ / "feed.zip", defects_).texts.count("notes.doc"), 0U);
  EXPECT_THAT(defects_.text(), HasSubstr("file not used: 1 (notes.doc)"));
}

TEST_F(Archive, WhatIsNoFeedIsRefused) {
  EXPECT_THAT(refusal(folder_ / "none.zip"), HasSubstr("there is no such file"));
  EXPECT_THAT(refusal(folder_.write("text.zip", "no zip at all")), HasSubstr("no zip that can be"));
  EXPECT_THAT(refusal(folder_.write("empty.zip", "")), HasSubstr("zip"));
  fs::create_directory(folder_ / "bare");
  EXPECT_THAT(refusal(folder_ / "bare"), HasSubstr("no table of GTFS"));
}

TEST_F(Archive, BombsAreRefused) {
  Tables tables = small_feed();
  tables["shapes.txt"] = std::string(8U << 20U, '0');
  write_zip(folder_ / "bomb.zip", tables);
  EXPECT_THAT(refusal(folder_ / "bomb.zip"), HasSubstr("shapes.txt: the file is packed to less"));
  write_zip(folder_ / "feed.zip", small_feed());
  EXPECT_THAT(refusal(folder_ / "feed.zip", {.files = 3}), HasSubstr("holds 6 files; 3"));
  EXPECT_THAT(refusal(folder_ / "feed.zip", {.bytes_of_file = 100}),
              HasSubstr("the file has more"));
  EXPECT_THAT(refusal(folder_ / "feed.zip", {.bytes = 400}), HasSubstr("the feed has more"));
}

// Each byte of a zip is damaged in turn: it is read or refused, never anything else.
TEST_F(Archive, DamagedZipsAreReadOrRefused) {
  write_zip(folder_ / "feed.zip", small_feed());
  std::ifstream in(folder_ / "feed.zip", std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  int refused = 0;
  for (std::size_t i = 0; i < whole.size(); i += 3) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(~damaged[i]);
    refused += refusal(folder_.write("damaged.zip", damaged)) == "was read" ? 0 : 1;
    refused += refusal(folder_.write("cut.zip", whole.substr(0, i))) == "was read" ? 0 : 1;
  }
  EXPECT_GT(refused, static_cast<int>(whole.size() / 3));
}

TEST_F(Archive, TextsMayBePacked) {
  EXPECT_EQ(read_perhaps_packed(folder_.write("a.csv", "a,b\n")), "a,b\n");
  EXPECT_THROW((void)read_perhaps_packed(folder_.write("b.csv.gz", "\x1f\x8b\x08 broken")),
               InputError);
}

}  // namespace
}  // namespace mwendo::gtfs
