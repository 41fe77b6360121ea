// A small comma-separated table with a header line, read whole. Problems name their place.
//
//   CsvTable table = CsvTable::read(folder / "fuels.csv", problems);
//   for (std::size_t r = 0; r < table.rows(); ++r)
//     const double x = table.number(r, "ncv_mj_per_kg", problems);
//
// Guarantees: RFC 4180 quoting, also over line ends; CRLF or LF. A UTF-8 mark at the start is
// skipped. A row with too few or too many fields is a problem and left out. A missing file is a
// problem and gives an empty table.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "network/base/input_error.h"

namespace mwendo {

class CsvTable {
 public:
  static CsvTable read(const std::filesystem::path& file, Problems& problems);
  static CsvTable parse(std::string_view text, const std::string& name, Problems& problems);

  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  // An unknown column is a problem once and gives an empty text.
  [[nodiscard]] const std::string& text(std::size_t row, std::string_view column,
                                        Problems& problems) const;
  // An empty field gives missing; what is no number, or beyond 1e15, is a problem.
  [[nodiscard]] double number(std::size_t row, std::string_view column, Problems& problems,
                              double missing = 0) const;
  // A whole number between two bounds; a problem and the lower bound otherwise.
  [[nodiscard]] int whole(std::size_t row, std::string_view column, int least, int most,
                          Problems& problems) const;
  [[nodiscard]] Problem problem(std::size_t row, std::string what, std::string what_to_do) const;

 private:
  struct Row {
    int line = 0;
    std::vector<std::string> fields;
  };
  [[nodiscard]] int column_of(std::string_view name) const;

  std::string name_;
  std::vector<std::string> header_;
  std::vector<Row> rows_;
};

}  // namespace mwendo
