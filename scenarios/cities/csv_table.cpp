#include "scenarios/cities/csv_table.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

namespace mwendo {
namespace {

struct Reader {
  std::string_view rest;
  std::string name;
  int line = 1;

  [[noreturn]] void fail(std::string what, std::string to_do) const {
    throw InputError({.file = name, .line = line, .what = std::move(what),
                      .what_to_do = std::move(to_do)});
  }

  std::string quoted() {
    std::string field;
    rest.remove_prefix(1);
    while (true) {
      const auto quote = rest.find('"');
      if (quote == std::string_view::npos) fail("a quoted field never ends", "add the closing quote");
      field += rest.substr(0, quote);
      line += static_cast<int>(std::count(rest.begin(), rest.begin() + quote, '\n'));
      rest.remove_prefix(quote + 1);
      if (rest.empty() || rest.front() != '"') return field;
      field += '"';
      rest.remove_prefix(1);
    }
  }

  std::string field() {
    if (!rest.empty() && rest.front() == '"') return quoted();
    const auto end = std::min(rest.find_first_of(",\r\n"), rest.size());
    std::string text(rest.substr(0, end));
    rest.remove_prefix(end);
    return text;
  }

  // The fields of the next row; the line break is consumed.
  std::vector<std::string> row() {
    std::vector<std::string> fields{field()};
    while (!rest.empty() && rest.front() == ',') {
      rest.remove_prefix(1);
      fields.push_back(field());
    }
    if (!rest.empty() && rest.front() == '\r') rest.remove_prefix(1);
    if (!rest.empty()) {
      if (rest.front() != '\n') fail("text after a quoted field", "put a comma between fields");
      rest.remove_prefix(1);
    }
    return fields;
  }
};

}  // namespace

CsvTable CsvTable::read(const std::string& path, const std::vector<std::string>& needed) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw InputError({.file = path, .what = "cannot be opened",
                      .what_to_do = "check the path; MWENDO_DATA names the data directory"});
  }
  std::ostringstream text;
  text << in.rdbuf();
  return parse(text.str(), path, needed);
}

CsvTable CsvTable::parse(std::string_view text, std::string name,
                         const std::vector<std::string>& needed) {
  Reader reader{text, name};
  CsvTable table;
  table.name_ = std::move(name);
  if (text.empty()) reader.fail("the file is empty", "give a table with a header line");
  table.header_ = reader.row();
  for (const std::string& n : needed) {
    if (std::find(table.header_.begin(), table.header_.end(), n) == table.header_.end()) {
      throw InputError({.file = table.name_, .line = 1, .what = "column '" + n + "' is missing",
                        .what_to_do = "add the column to the header"});
    }
  }
  while (!reader.rest.empty()) {
    ++reader.line;
    const int line = reader.line;
    auto fields = reader.row();
    if (fields.size() == 1 && fields[0].empty()) continue;
    if (fields.size() != table.header_.size()) {
      throw InputError({.file = table.name_, .line = line,
                        .what = std::to_string(fields.size()) + " fields where the header has " +
                                std::to_string(table.header_.size()),
                        .what_to_do = "quote fields that hold commas"});
    }
    table.lines_.push_back(line);
    std::move(fields.begin(), fields.end(), std::back_inserter(table.fields_));
  }
  return table;
}

std::size_t CsvTable::column(std::string_view name) const {
  const auto at = std::find(header_.begin(), header_.end(), name);
  if (at == header_.end()) {
    throw InputError({.file = name_, .line = 1,
                      .what = "column '" + std::string(name) + "' is missing",
                      .what_to_do = "add the column to the header"});
  }
  return static_cast<std::size_t>(at - header_.begin());
}

const std::string& CsvTable::text(std::size_t row, std::string_view name) const {
  return fields_[row * header_.size() + column(name)];
}

Problem CsvTable::problem(std::size_t row, std::string what, std::string to_do) const {
  return {.file = name_, .line = lines_[row], .what = std::move(what),
          .what_to_do = std::move(to_do)};
}

double CsvTable::number(std::size_t row, std::string_view name) const {
  const std::string& field = text(row, name);
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size()) {
    throw InputError(problem(row, "'" + field + "' in column '" + std::string(name) +
                                      "' is no number", "write a plain decimal number"));
  }
  return value;
}

std::vector<Point> CsvTable::line(std::size_t row, std::string_view name) const {
  const std::string& field = text(row, name);
  constexpr std::string_view kOpen = "LINESTRING(";
  const char* at = field.data();
  const char* const end = at + field.size();
  const auto bad = [&] {
    return InputError(problem(row, "column '" + std::string(name) + "' holds no LINESTRING",
                              "write LINESTRING(lon lat, lon lat, ...)"));
  };
  if (!field.starts_with(kOpen) || !field.ends_with(')')) throw bad();
  at += kOpen.size();
  std::vector<Point> points;
  while (at < end) {
    while (*at == ' ' || *at == ',') ++at;
    if (*at == ')') break;
    Point p;
    const auto x = std::from_chars(at, end, p.x);
    if (x.ec != std::errc{} || x.ptr == end || *x.ptr != ' ') throw bad();
    const auto y = std::from_chars(x.ptr + 1, end, p.y);
    if (y.ec != std::errc{}) throw bad();
    at = y.ptr;
    points.push_back(p);
  }
  if (points.size() < 2) throw bad();
  return points;
}

}  // namespace mwendo
