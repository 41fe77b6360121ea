// Comma-separated tables with a header line, quoted fields as in RFC 4180.
//
//   const CsvTable t = CsvTable::read(path, {"name", "lat", "lon"});
//   for (std::size_t r = 0; r < t.rows(); ++r) use(t.text(r, "name"), t.number(r, "lat"));
//
// Errors: InputError with file, line and column for a missing file or column, a row with too few
// or too many fields, a quote that never ends, a field that is no number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "network/conflate/geometry.h"
#include "network/input_error.h"

namespace mwendo {

class CsvTable {
 public:
  [[nodiscard]] static CsvTable read(const std::string& path,
                                     const std::vector<std::string>& needed_columns);
  [[nodiscard]] static CsvTable parse(std::string_view text, std::string name,
                                      const std::vector<std::string>& needed_columns);

  [[nodiscard]] std::size_t rows() const { return lines_.size(); }
  [[nodiscard]] const std::string& text(std::size_t row, std::string_view column) const;
  [[nodiscard]] double number(std::size_t row, std::string_view column) const;
  [[nodiscard]] bool blank(std::size_t row, std::string_view column) const {
    return text(row, column).empty();
  }
  // The points of "LINESTRING(lon lat, lon lat, ...)" as {x = lon, y = lat}.
  [[nodiscard]] std::vector<Point> line(std::size_t row, std::string_view column) const;
  [[nodiscard]] Problem problem(std::size_t row, std::string what, std::string what_to_do) const;

 private:
  [[nodiscard]] std::size_t column(std::string_view name) const;
  std::string name_;
  std::vector<std::string> header_;
  std::vector<std::string> fields_;  // row by row
  std::vector<int> lines_;           // line in the file where each row starts
};

}  // namespace mwendo
