// Tables by RFC 4180 and the place of every problem.
#include "scenarios/files/csv_table.h"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/files/text_file.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Parsed {
  Problems problems;
  CsvTable table;
  explicit Parsed(const std::string& text) : table(CsvTable::parse(text, "t.csv", problems)) {}

  [[nodiscard]] Rows rows() {
    Rows all;
    for (std::size_t r = 0; r < table.rows(); ++r) {
      all.emplace_back();
      for (const std::string& column : table.header())
        all.back().push_back(table.text(r, column, problems));
    }
    return all;
  }
  [[nodiscard]] std::string said() const {
    std::string all;
    for (const Problem& p : problems.all()) all += p.text() + "\n";
    return all;
  }
};

struct Case {
  const char* what;
  const char* text;
  Rows rows;
};

TEST(CsvTable, ReadsWhatTheStandardAllows) {
  const Case cases[] = {
      {"plain", "a,b\n1,2\n3,4\n", {{"1", "2"}, {"3", "4"}}},
      {"no line end at the end", "a,b\n1,2", {{"1", "2"}}},
      {"line ends of Windows", "a,b\r\n1,2\r\n", {{"1", "2"}}},
      {"a mark at the start",
       "\xEF\xBB\xBF"
       "a,b\n1,2\n",
       {{"1", "2"}}},
      {"a comma in quotes", "a,b\n\"1,5\",2\n", {{"1,5", "2"}}},
      {"quotes in quotes", "a,b\n\"say \"\"no\"\"\",2\n", {{"say \"no\"", "2"}}},
      {"a line end in quotes", "a,b\n\"one\ntwo\",2\n", {{"one\ntwo", "2"}}},
      {"CR LF in quotes", "a,b\n\"one\r\ntwo\",2\n", {{"one\r\ntwo", "2"}}},
      {"empty fields", "a,b\n,\n\"\",x\n", {{"", ""}, {"", "x"}}},
      {"empty lines", "a,b\n\n1,2\n\r\n3,4\n\n", {{"1", "2"}, {"3", "4"}}},
      {"blanks stay", "a,b\n 1 ,\t2\n", {{" 1 ", "\t2"}}},
      {"a header alone", "a,b\n", {}},
      {"nothing", "", {}},
  };
  for (const Case& c : cases) {
    Parsed p(c.text);
    EXPECT_EQ(p.rows(), c.rows) << c.what;
    EXPECT_EQ(p.said(), "") << c.what;
  }
}

TEST(CsvTable, RowsOfAnotherLengthAreLeftOutWithTheirLine) {
  Parsed p("a,b\n1,2\n1\n1,2,3\n5,6\n");
  EXPECT_EQ(p.rows(), (Rows{{"1", "2"}, {"5", "6"}}));
  EXPECT_EQ(p.said(),
            "t.csv:3: 1 fields where the header has 2; check commas and quotes of the line\n"
            "t.csv:4: 3 fields where the header has 2; check commas and quotes of the line\n");
}

// A field over three lines: the row after it stands in line 5.
TEST(CsvTable, LinesAreCountedThroughQuotes) {
  Parsed p("a,b\n\"x\ny\nz\",2\n1,b\n");
  EXPECT_TRUE(std::isfinite(p.table.number(0, "b", p.problems)));
  EXPECT_EQ(p.table.number(1, "b", p.problems, 7), 7);
  EXPECT_EQ(p.said(), "t.csv:5: 'b' in column 'b' is not a number; write a number with a point\n");
  EXPECT_EQ(p.table.problem(0, "what", "do").line, 2) << "where the row begins";
}

TEST(CsvTable, AQuoteWithoutItsEndIsToldAtItsLine) {
  Parsed p("a,b\n1,2\n\"3,4\n5,6\n");
  EXPECT_EQ(p.rows(), (Rows{{"1", "2"}}));
  EXPECT_EQ(p.said(),
            "t.csv:3: 1 fields where the header has 2; check commas and quotes of the line\n");
}

TEST(CsvTable, NumbersAreWhole) {
  Parsed p("a\n1\n-2.5\n1e3\n0x10\n1,5\n1.5 \n+1\n\"\"\nnan\n");
  EXPECT_EQ(p.table.rows(), 7U) << "1,5 has two fields; an empty field alone is an empty line";
  EXPECT_EQ(p.table.number(0, "a", p.problems), 1);
  EXPECT_EQ(p.table.number(1, "a", p.problems), -2.5);
  EXPECT_EQ(p.table.number(2, "a", p.problems), 1000);
  EXPECT_EQ(p.problems.all().size(), 1U);
  for (std::size_t r = 3; r < 6; ++r) EXPECT_EQ(p.table.number(r, "a", p.problems, 9), 9) << r;
  EXPECT_EQ(p.problems.all().size(), 4U);
}

TEST(CsvTable, AnEmptyFieldGivesWhatIsMissing) {
  Parsed p("a,b\n,1\n");
  EXPECT_EQ(p.table.number(0, "a", p.problems, 42), 42);
  EXPECT_EQ(p.table.number(0, "a", p.problems), 0);
  EXPECT_TRUE(p.problems.empty());
}

TEST(CsvTable, AMissingColumnIsToldOnce) {
  Parsed p("a\n1\n2\n3\n");
  for (std::size_t r = 0; r < 3; ++r) EXPECT_EQ(p.table.text(r, "b", p.problems), "");
  EXPECT_EQ(p.said(), "t.csv:1: column 'b' is missing; add the column\n");
}

TEST(CsvTable, AMissingFileIsAProblem) {
  const testing::TemporaryFolder folder;
  Problems problems;
  const CsvTable table = CsvTable::read(folder / "none.csv", problems);
  EXPECT_EQ(table.rows(), 0U);
  ASSERT_EQ(problems.all().size(), 1U);
  EXPECT_EQ(problems.all()[0].text(),
            (folder / "none.csv").string() + ": cannot read the file; check that it exists");
}

// What csv_field writes, the table reads.
TEST(CsvTable, ReadsBackWhatIsWritten) {
  const std::vector<std::string> fields = {"plain",      "with, comma", "with \"quotes\"",
                                           "two\nlines", "cr\rlf\r\n",  "",
                                           " blanks ",   "Ä ö ሀ"};
  std::string text = "a,b\n";
  for (const std::string& f : fields) text += csv_field(f) + ",x\n";
  Parsed p(text);
  ASSERT_EQ(p.table.rows(), fields.size());
  for (std::size_t r = 0; r < fields.size(); ++r)
    EXPECT_EQ(p.table.text(r, "a", p.problems), fields[r]);
  EXPECT_EQ(p.said(), "");
}

}  // namespace
}  // namespace mwendo
