// Files and folders that appear whole or not at all, and where the data lie.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "network/base/input_error.h"
#include "scenarios/files/data_folder.h"
#include "scenarios/files/results_folder.h"
#include "scenarios/files/whole_file.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;
using ::testing::StartsWith;
using testing::TemporaryFolder;

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

// What an action is refused with.
template <class Action>
Problem refused(Action&& action) {
  try {
    action();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 1U);
    return error.problems()[0];
  }
  ADD_FAILURE() << "was not refused";
  return {};
}

// ---- one file -----------------------------------------------------------------------------------

TEST(WholeFile, AppearsAtItsPlaceByCommit) {
  const TemporaryFolder folder;
  WholeFile file(folder / "a.csv");
  EXPECT_EQ(file.path().parent_path(), folder.path()) << "beside it: renaming is one step";
  write(file.path(), "new");
  EXPECT_FALSE(fs::exists(folder / "a.csv"));
  file.commit();
  EXPECT_EQ(content(folder / "a.csv"), "new");
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(WholeFile, WithoutCommitTheOldOneStays) {
  const TemporaryFolder folder;
  write(folder / "a.csv", "old");
  {
    WholeFile file(folder / "a.csv");
    write(file.path(), "half of the n");
  }
  EXPECT_EQ(content(folder / "a.csv"), "old");
  EXPECT_EQ(entries(folder.path()), 1U);
}

TEST(WholeFile, CommitReplacesTheOldOne) {
  const TemporaryFolder folder;
  write(folder / "a.csv", "old");
  WholeFile file(folder / "a.csv");
  write(file.path(), "new");
  file.commit();
  EXPECT_EQ(content(folder / "a.csv"), "new");
}

TEST(WholeFile, NothingWrittenIsARunError) {
  const TemporaryFolder folder;
  WholeFile file(folder / "a.csv");
  EXPECT_THROW(file.commit(), RunError);
  EXPECT_FALSE(fs::exists(folder / "a.csv"));
}

TEST(WholeFile, CheckTellsWhatIsWrongAndLeavesNothing) {
  const TemporaryFolder folder;
  write(folder / "a.csv", "old");
  WholeFile::check(folder / "a.csv");
  WholeFile::check(folder / "b.csv");
  EXPECT_EQ(entries(folder.path()), 1U);
  EXPECT_EQ(content(folder / "a.csv"), "old");

  const Problem is_folder = refused([&] { WholeFile::check(folder.path()); });
  EXPECT_EQ(is_folder.file, folder.path().string());
  EXPECT_EQ(is_folder.what, "is a folder");
  EXPECT_EQ(is_folder.what_to_do, "name a file to write");
  EXPECT_EQ(refused([&] { WholeFile::check(folder.path() / ""); }).what, "is a folder");

  const Problem missing = refused([&] { WholeFile::check(folder / "none" / "a.csv"); });
  EXPECT_EQ(missing.what, "the folder " + (folder / "none").string() + " does not exist");
  EXPECT_EQ(missing.what_to_do, "make it first");

  const Problem forbidden = refused([] { WholeFile::check("/proc/a.csv"); });
  EXPECT_THAT(forbidden.what, StartsWith("cannot be written: "));
  EXPECT_EQ(forbidden.what_to_do, "name a file in a folder with write permission");
}

// ---- a folder of results ------------------------------------------------------------------------

TEST(ResultsFolder, IsMadeBesideItsPlaceWithTheFoldersAbove) {
  const TemporaryFolder parent;
  ResultsFolder folder(parent / "a" / "b" / "out", false);
  EXPECT_EQ(folder.target(), parent / "a" / "b" / "out");
  EXPECT_EQ(folder.path().parent_path(), parent / "a" / "b");
  write(folder.path() / "run.json", "{}");
  folder.commit();
  EXPECT_EQ(content(parent / "a" / "b" / "out" / "run.json"), "{}");
}

TEST(ResultsFolder, ATrailingSlashIsTheSamePlace) {
  const TemporaryFolder parent;
  ResultsFolder folder(parent.path() / "out" / "", false);
  EXPECT_EQ(folder.target(), parent / "out");
}

TEST(ResultsFolder, WithForceTheOldOneStaysUntilTheNewIsWhole) {
  const TemporaryFolder parent;
  fs::create_directory(parent / "out");
  write(parent / "out" / "run.json", "old");
  {
    ResultsFolder folder(parent / "out", true);
    write(folder.path() / "run.json", "new");
    EXPECT_EQ(content(parent / "out" / "run.json"), "old");
  }
  EXPECT_EQ(content(parent / "out" / "run.json"), "old") << "never committed";
  EXPECT_EQ(entries(parent.path()), 1U);
}

TEST(ResultsFolder, ForceKnowsResultsByTheirFiles) {
  for (const char* file : {"run.json", "comparison.json", "imported.toml", "export.json"}) {
    const TemporaryFolder parent;
    fs::create_directory(parent / "out");
    EXPECT_NO_THROW(ResultsFolder::check(parent / "out", true)) << "an empty folder";
    write(parent / "out" / "letter.txt", "dear");
    EXPECT_THROW(ResultsFolder::check(parent / "out", true), InputError);
    write(parent / "out" / file, "{}");
    EXPECT_NO_THROW(ResultsFolder::check(parent / "out", true)) << file;
  }
}

TEST(ResultsFolder, TellsWhatIsWrongAndWhatToDo) {
  const TemporaryFolder parent;
  fs::create_directory(parent / "out");
  const Problem exists = refused([&] { ResultsFolder::check(parent / "out", false); });
  EXPECT_EQ(exists.file, (parent / "out").string());
  EXPECT_EQ(exists.what, "the output folder exists");
  EXPECT_EQ(exists.what_to_do, "choose another --out or add --force");

  write(parent / "out" / "letter.txt", "dear");
  const Problem other = refused([&] { ResultsFolder::check(parent / "out", true); });
  EXPECT_EQ(other.what, "the folder holds files that are not results");

  for (const bool force : {false, true}) {
    const Problem file =
        refused([&] { ResultsFolder::check(parent / "out" / "letter.txt", force); });
    EXPECT_EQ(file.what, "exists and is not a folder");
  }
  const Problem forbidden = refused([] { ResultsFolder::check("/proc/none/out", false); });
  EXPECT_EQ(forbidden.what, "cannot write into /proc");
}

TEST(ResultsFolder, CheckLeavesNothing) {
  const TemporaryFolder parent;
  ResultsFolder::check(parent / "a" / "out", false);
  EXPECT_TRUE(fs::is_empty(parent.path()));
}

// ---- where the data lie -------------------------------------------------------------------------

class DataFolder : public ::testing::Test {
 protected:
  void TearDown() override { unsetenv("MWENDO_DATA"); }
  TemporaryFolder folder_;
};

TEST_F(DataFolder, IsTheSourceWithoutAnythingElse) {
  unsetenv("MWENDO_DATA");
  EXPECT_TRUE(fs::equivalent(data_folder(), fs::path(MWENDO_TEST_SOURCE_DIR) / "scenarios"));
}

TEST_F(DataFolder, IsWhatTheUserSays) {
  fs::create_directory(folder_ / "cities");
  setenv("MWENDO_DATA", folder_.path().c_str(), 1);
  EXPECT_EQ(data_folder(), folder_.path());
}

TEST_F(DataFolder, WithoutCitiesIsRefused) {
  setenv("MWENDO_DATA", folder_.path().c_str(), 1);
  const Problem p = refused([] { (void)data_folder(); });
  EXPECT_EQ(p.file, folder_.path().string());
  EXPECT_EQ(p.what, "the folder of MWENDO_DATA has no folder cities");
  EXPECT_EQ(p.what_to_do, "unset it, or set it to the data folder");
  folder_.write("cities", "a file");
  EXPECT_EQ(refused([] { (void)data_folder(); }).what,
            "the folder of MWENDO_DATA has no folder cities");
}

}  // namespace
}  // namespace mwendo
