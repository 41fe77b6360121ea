// The program itself: exit codes, messages, nothing left behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "scenarios/files/data_folder.h"
#include "tests/support/program.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

using testing::mwendo;
using testing::Program;
using testing::Said;

TEST_F(Program, TellsWhatItIs) {
  EXPECT_EQ(mwendo("--version").code, 0);
  EXPECT_THAT(mwendo("--version").text, HasSubstr("mwendo 0."));
  EXPECT_THAT(mwendo("--help").text, HasSubstr("compare"));
  EXPECT_EQ(mwendo("").code, 2);
  for (const char* command : {"run", "compare", "list", "check", "import"}) {
    const Said help = mwendo(std::string(command) + " --help");
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_THAT(help.text, HasSubstr("Usage")) << command;
  }
}

// OpenMP tells what it has read; GCC's writes blanks around the sign.
TEST_F(Program, LetsThreadsSleepUnlessTheUserWantsOtherwise) {
  const auto policy = [](const std::string& environment) {
    return mwendo("list", environment + " OMP_DISPLAY_ENV=verbose").text;
  };
  EXPECT_THAT(policy("env -u OMP_WAIT_POLICY"), ContainsRegex("OMP_WAIT_POLICY ?= ?'PASSIVE'"));
  EXPECT_THAT(policy("OMP_WAIT_POLICY=active"), ContainsRegex("OMP_WAIT_POLICY ?= ?'ACTIVE'"));
}

TEST_F(Program, ListsThreeCities) {
  const Said said = mwendo("list");
  EXPECT_EQ(said.code, 0);
  for (const char* name : {"nairobi/base", "nairobi/brt-line-2", "addis-ababa/base", "kampala/base",
                           "nairobi/walking-cycling", "kampala/brt-p1-walking-cycling"})
    EXPECT_THAT(said.text, HasSubstr(name));
  EXPECT_THAT(mwendo("list --json").text, HasSubstr("\"scenario\": \"nairobi/base\""));
}

TEST_F(Program, WrongUseIsCode2WithASuggestion) {
  expect_wrong("rnu nairobi/base", "did you mean 'run'?");
  expect_wrong("run", "needs SCENARIO");
  expect_wrong("run nairobi/bsae", "did you mean 'nairobi/base'?");
  expect_wrong("run nairoby/base", "did you mean 'nairobi'?");
  expect_wrong("run nairobi/base --smaple 0.1", "did you mean '--sample'?");
  expect_wrong("run nairobi/base --sample 1.5" + out(), "outside (0, 1]");
  expect_wrong("run nairobi/base --sample 0" + out(), "outside (0, 1]");
  expect_wrong("run nairobi/base --sample x" + out(), "is not a number");
  expect_wrong("run nairobi/base --threads 0" + out(), "at least 1");
  expect_wrong("run nairobi/base --warm-up x" + out(), "is not a number");
  expect_wrong("run nairobi/base --warm-up 20" + out(), "the warm-up of 20 min is not possible");
  expect_wrong("run nairobi/base --warm-up -15" + out(), "whole quarter hours, from 0 to 1440");
  expect_wrong("run nairobi/base --from 25:99" + out(), "is not a time");
  expect_wrong("run nairobi/base --from 9:00 --to 8:00" + out(), "ends before it begins");
  expect_wrong("run nairobi/base --gwp AR9" + out(), "AR4, AR5 or AR6");
  expect_wrong("compare nairobi/base", "needs BASE ALTERNATIVE");
  expect_wrong("compare nairobi/base kampala/base" + out(), "one city");
  expect_wrong("run nairobi", "add one of its scenarios");
  expect_wrong("run nairobi/base --threads 100000" + out(), "at most 1024");
  expect_wrong("run nairobi/base --seed 99999999999" + out(), "is too large");
  EXPECT_TRUE(fs::is_empty(folder_.path()));
}

TEST_F(Program, EmptyNamesAreWrongUse) {
  expect_wrong("run ''" + out(), "a name is empty");
  expect_wrong("calibrate ''", "a name is empty");
  expect_wrong("import osm '' --city nairobi" + out(), "a name is empty");
  expect_wrong("run nairobi/base --out ''", "--out is empty");
  expect_wrong("import osm x.pbf --city ''" + out(), "--city is empty");
}

TEST_F(Program, CalibrateChecksItsFileBeforeTheWork) {
  const std::string words = "calibrate nairobi --quiet --out ";
  expect_wrong(words + folder_.path().string(), "is a folder");
  expect_wrong(words + path("none/fitted.csv"), "does not exist");
  expect_wrong(words + "/proc/fitted.csv", "cannot be written");
  expect_wrong(words + write("kept.csv", "x"), "the file exists");
  EXPECT_EQ(read("kept.csv"), "x");
  expect_wrong("calibrate kampala --counts --quiet --out " + path("kept.csv"), "the file exists");
}

TEST_F(Program, ACityWithoutCountsIsNotFittedToThem) {
  expect_wrong("calibrate dar-es-salaam --counts --quiet --out " + path("fitted.csv"),
               "nothing was counted in the city");
}

TEST_F(Program, WrongFilesAreCode2WithPlace) {
  expect_wrong("check " + write("a.toml", "city = \"nairobi\"\nsampel = 1\n"),
               "a.toml:2:1: unknown key 'sampel'; did you mean 'sample'?");
  expect_wrong("check " + write("b.toml", "city = = 1\n"), "b.toml:1:8");
  expect_wrong("check " + write("c.toml",
                                "city = \"nairobi\"\n[[measure]]\ntype = \"brt_corridor\"\n"
                                "corridor = \"NBO-L2\"\nheadway = -120\n"),
               "c.toml:5:1: 'headway' is -120; it must be at least 5 and at most 86400");
  expect_wrong("check " + write("d.toml",
                                "city = \"nairobi\"\n[[measure]]\ntype = \"brt_corridor\"\n"
                                "waypoints = [[36.0, -1.0], [36.1, -1.0]]\n"),
               "d.toml:2:1");
  expect_wrong("check " + write("e.toml",
                                "city = \"nairobi\"\n[[measure]]\ntype = \"brt_corridor\"\n"
                                "corridor = \"NBO-L9\"\n"),
               "NBO-L");
  expect_wrong("check " + write("few.toml",
                                "city = \"nairobi\"\n[[measure]]\ntype = \"brt_corridor\"\n"
                                "corridor = \"NBO-L2\"\nheadway = 120\nfleet = 3\n"),
               "few.toml:2:1: BRT corridor ");
  expect_wrong("check " + write("f.toml", "\nextends = \"nairobi/bsae\"\n"),
               "f.toml:2:1: unknown scenario 'bsae' of nairobi; did you mean 'nairobi/base'?");
  expect_wrong("check " + write("g.toml", "city = \"nairoby\"\n"),
               "g.toml:1:1: unknown city 'nairoby'; did you mean 'nairobi'?");
  expect_wrong("check " + write("h.toml", "extends = \"h\"\n"), "h.toml:1:1: the files extend");
  expect_wrong("check " + write("i.toml", "extends = \"./none.toml\"\n"), "i.toml:1:1");
  expect_wrong("check " + write("j.toml", "city = \".\"\n"), "j.toml:1:1: '.' is not a folder");
  expect_wrong("run " + (folder_ / "none.toml").string() + out(), "cannot read the file");
}

TEST_F(Program, OutputFoldersAreProtected) {
  fs::create_directories(folder_ / "out");
  std::ofstream(folder_ / "out" / "letter.txt") << "dear";
  expect_wrong("run nairobi/base" + out(), "the output folder exists");
  expect_wrong("run nairobi/base --force" + out(), "files that are not results");
  EXPECT_TRUE(fs::exists(folder_ / "out" / "letter.txt"));
  expect_wrong("run nairobi/base --out " + write("file", "x"), "is not a folder");
  expect_wrong("run nairobi/base --out /proc/mwendo", "cannot write into");
}

TEST_F(Program, ImportTellsWhatIsWrong) {
  expect_wrong("import osm " + (folder_ / "none.pbf").string() + " --city nairobi" + out(),
               "file not found");
  expect_wrong("import osm " + write("empty.osm.pbf", "") + " --city nairobi" + out(),
               "empty.osm.pbf");
  expect_wrong("import osm " + write("x.osm", "<html></html>") + " --city nairobi" + out(),
               "x.osm");
  expect_wrong("import osm x.pbf --city nairoby" + out(), "nairobi");
  expect_wrong("import osm x.pbf --bbox 1,2,3" + out(), "is not a box");
  expect_wrong("import osm x.pbf" + out(), "--city NAME (see mwendo list) or --bbox");
  expect_wrong("import ogr x.zip --city nairobi" + out(), "import osm FILE");
  expect_wrong("import sumo" + out(), "--net is missing");
  expect_wrong("import sumo --net " + write("n.net.xml", "<net version=\"1.9\"></net>") + out(),
               "the net has no streets");
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(Program, DataFolderIsChecked) {
  const Said said = mwendo("list", "MWENDO_DATA=" + folder_.path().string());
  EXPECT_EQ(said.code, 2);
  EXPECT_THAT(said.text, HasSubstr("MWENDO_DATA"));
}

TEST_F(Program, BrokenCityTablesAreToldOnceWithTheirLine) {
  const auto check = [&](const std::string& table, const std::string& text) {
    const fs::path data = folder_ / "data";
    fs::create_directories(data);
    for (const char* part : {"cities", "emission_factors"})
      fs::copy(data_folder() / part, data / part,
               fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    std::ofstream(data / "cities" / "kampala" / table) << text;
    return mwendo("check kampala/base kampala/base", "MWENDO_DATA=" + data.string());
  };
  const auto expect = [&](const Said& said, const std::string& message) {
    EXPECT_EQ(said.code, 2) << said.text;
    EXPECT_THAT(said.text, HasSubstr(message));
    EXPECT_EQ(said.text.find(message), said.text.rfind(message)) << said.text;
  };
  expect(check("stops.csv", ""), "stops.csv:1: the table has no rows");
  expect(check("parameters.csv", ""), "parameters.csv:1: the table has no rows");
  expect(check("stops.csv", "name,lat,lon\nKisenyi,32.57,0.31\n"),
         "stops.csv:2: the place is farther than 50 km");
  expect(check("jobs.csv", "name,lat,lon,share\nKisenyi,0.31,32.57,-5\n"),
         "jobs.csv:2: 'share' is negative");
  expect(check("city.toml", "title = \"Kampala\"\n  driving_side = \"lft\"\n"),
         "city.toml:2:3: unknown driving_side 'lft'; did you mean 'left'?");
}

TEST_F(Program, InterruptEndsCleanlyWith130) {
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string target = (folder_ / "out").string();
    if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(98);
    ::execl(MWENDO_PROGRAM, "mwendo", "run", "nairobi/base", "--sample", "0.01", "--out",
            target.c_str(), nullptr);
    ::_exit(99);
  }
  std::this_thread::sleep_for(std::chrono::seconds(2));
  ::kill(child, SIGINT);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 130);
  EXPECT_TRUE(fs::is_empty(folder_.path()));
}

}  // namespace
}  // namespace mwendo
