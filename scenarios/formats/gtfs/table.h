// One table of a feed: rows of fields that know their place in the file.
//
//   const Table stops = Table::parse("stops.txt", text, defects, problems);
//   const int id = stops.needed("stop_id", problems);
//   for (std::size_t r = 0; r < stops.rows(); ++r) use(stops.at(r, id), stops.where(r, id));
//
// Guarantees: RFC 4180 quoting, also over line ends; LF, CRLF or CR.
// Counted as defects: byte-order mark, CRLF, quoted line ends, blanks around values, bytes that are
// no UTF-8 (read as Latin-1), rows with another number of fields than the header (left out),
// columns that no one asked for (note_unused).
// Errors: UTF-16 and a missing needed column are Problems.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "network/base/input_error.h"
#include "scenarios/formats/gtfs/defects.h"

namespace mwendo::gtfs {

class Table {
 public:
  static constexpr int kNoColumn = -1;

  Table() = default;
  Table(Table&&) = default;
  Table& operator=(Table&&) = default;
  Table(const Table&) = delete;  // fields point into the text
  Table& operator=(const Table&) = delete;
  ~Table() = default;

  static Table parse(const std::string& name, const std::string& text, Defects& defects,
                     Problems& problems);

  [[nodiscard]] std::size_t rows() const { return lines_.size(); }
  [[nodiscard]] const std::string& name() const { return name_; }
  // The number of a column, or kNoColumn; a missing needed one is a Problem.
  [[nodiscard]] int column(std::string_view name);
  [[nodiscard]] int needed(std::string_view name, Problems& problems);
  // Empty for kNoColumn.
  [[nodiscard]] std::string_view at(std::size_t row, int column) const;
  [[nodiscard]] Where where(std::size_t row, int column) const;
  // Names the columns that hold values and were not asked for.
  void note_unused(Defects& defects) const;

 private:
  struct Field {
    std::string_view value;
    std::size_t begin = 0;  // in the text
  };
  struct Scan;
  void add_record(std::vector<Field>& fields, int line, Defects& defects);
  [[nodiscard]] int column_in_line(std::size_t begin) const;

  std::string name_;
  std::deque<std::string> kept_;  // the text, and fields that are no piece of it
  std::string_view text_;
  std::vector<std::string_view> header_;
  std::vector<char> asked_;
  std::vector<int> lines_;
  std::vector<Field> fields_;  // row by row
};

}  // namespace mwendo::gtfs
