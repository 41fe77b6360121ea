#include "scenarios/files/csv_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>

namespace mwendo {
namespace {

const std::string kEmpty;

// Cuts one record off the front of text; counts the line ends inside it.
std::vector<std::string> cut_record(std::string_view& text, int& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"')
        fields.back() += text[++i];
      else
        quoted = !quoted;
    } else if (c == '\n' && !quoted) {
      ++i;
      break;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r' || quoted) {
      line += c == '\n' ? 1 : 0;
      fields.back() += c;
    }
  }
  ++line;
  text.remove_prefix(i);
  return fields;
}

}  // namespace

CsvTable CsvTable::read(const std::filesystem::path& file, Problems& problems) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    problems.add({.file = file.string(),
                  .what = "cannot read the file",
                  .what_to_do = "check that it exists"});
    return {};
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return parse(text, file.string(), problems);
}

CsvTable CsvTable::parse(std::string_view text, const std::string& name, Problems& problems) {
  CsvTable table;
  table.name_ = name;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  int line = 1;
  if (!text.empty()) table.header_ = cut_record(text, line);
  while (!text.empty()) {
    Row row{line, cut_record(text, line)};
    if (row.fields.size() == 1 && row.fields[0].empty()) continue;
    if (row.fields.size() == table.header_.size()) {
      table.rows_.push_back(std::move(row));
    } else {
      problems.add({.file = name,
                    .line = row.line,
                    .what = fmt::format("{} fields where the header has {}", row.fields.size(),
                                        table.header_.size()),
                    .what_to_do = "check commas and quotes of the line"});
    }
  }
  return table;
}

int CsvTable::column_of(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  return found == header_.end() ? -1 : static_cast<int>(found - header_.begin());
}

const std::string& CsvTable::text(std::size_t row, std::string_view column,
                                  Problems& problems) const {
  const int c = column_of(column);
  if (c >= 0) return rows_[row].fields[static_cast<std::size_t>(c)];
  if (row == 0)
    problems.add({.file = name_,
                  .line = 1,
                  .what = fmt::format("column '{}' is missing", column),
                  .what_to_do = "add the column"});
  return kEmpty;
}

double CsvTable::number(std::size_t row, std::string_view column, Problems& problems,
                        double missing) const {
  const std::string& field = text(row, column, problems);
  if (field.empty()) return missing;
  double value = missing;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  const bool whole = error == std::errc{} && end == field.data() + field.size();
  constexpr double kLargest = 1e15;                        // ids of streets have 13 digits
  if (whole && std::abs(value) <= kLargest) return value;  // from_chars reads "nan" and "inf"
  const bool large = whole && std::isfinite(value);
  problems.add(problem(row,
                       fmt::format("'{}' in column '{}' is {}", field, column,
                                   large ? "out of range" : "not a number"),
                       "write a number with a point"));
  return missing;
}

int CsvTable::whole(std::size_t row, std::string_view column, int least, int most,
                    Problems& problems) const {
  const std::size_t before = problems.all().size();
  const double value = number(row, column, problems, least);
  if (problems.all().size() > before) return least;
  if (value >= least && value <= most && value == std::floor(value)) return static_cast<int>(value);
  problems.add(problem(row,
                       fmt::format("'{}' in column '{}' is no whole number from {} to {}",
                                   text(row, column, problems), column, least, most),
                       "correct the row"));
  return least;
}

Problem CsvTable::problem(std::size_t row, std::string what, std::string what_to_do) const {
  return {.file = name_,
          .line = rows_[row].line,
          .column = 0,
          .what = std::move(what),
          .what_to_do = std::move(what_to_do)};
}

}  // namespace mwendo
