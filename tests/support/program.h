// The program as users start it, for tests of commands.
//
//   TEST_F(Program, Says) { expect_wrong("rnu", "did you mean 'run'?"); }
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/temporary_folder.h"

namespace mwendo::testing {

namespace fs = std::filesystem;

struct Said {
  int code = -1;
  std::string text;  // both streams
};

inline Said mwendo(const std::string& words, const std::string& environment = "") {
  const std::string command = environment + " " + MWENDO_PROGRAM + " " + words + " 2>&1 </dev/null";
  Said said;
  FILE* pipe = ::popen(command.c_str(), "r");
  char buffer[4096];
  while (std::fgets(buffer, sizeof buffer, pipe)) said.text += buffer;
  said.code = WEXITSTATUS(::pclose(pipe));
  return said;
}

// With a folder of the test's own.
class Program : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    return folder_.write(name, text).string();
  }
  std::string read(const std::string& name) const {
    std::ifstream in(folder_ / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string out() const { return " --out " + (folder_ / "out").string(); }
  void expect_wrong(const std::string& words, const std::string& message) {
    const Said said = mwendo(words);
    EXPECT_EQ(said.code, 2) << words << "\n" << said.text;
    EXPECT_THAT(said.text, ::testing::HasSubstr(message)) << words;
    EXPECT_THAT(said.text, ::testing::Not(::testing::HasSubstr("terminate"))) << words;
  }
  TemporaryFolder folder_;
};

}  // namespace mwendo::testing
