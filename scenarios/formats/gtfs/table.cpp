#include "scenarios/formats/gtfs/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/formats/gtfs/utf8.h"

namespace mwendo::gtfs {
namespace {

std::string_view trimmed(std::string_view s) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\0'; };
  while (!s.empty() && blank(s.front())) s.remove_prefix(1);
  while (!s.empty() && blank(s.back())) s.remove_suffix(1);
  return s;
}

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

}  // namespace

// Cuts the text into records.
struct Table::Scan {
  Table& table;
  Defects& defects;
  std::size_t at = 0;
  int line = 1;
  bool told_crlf = false;

  [[nodiscard]] char now() const { return table.text_[at]; }
  [[nodiscard]] bool more() const { return at < table.text_.size(); }
  [[nodiscard]] Where here(std::size_t begin) const {
    return {table.name_, line, table.column_in_line(begin)};
  }

  void end_line() {
    if (now() == '\r' && at + 1 < table.text_.size() && table.text_[at + 1] == '\n') {
      if (!told_crlf) defects.add({table.name_, line, 0}, "lines end in CRLF (Windows)");
      told_crlf = true;
      ++at;
    }
    ++at;
    ++line;
  }

  // After the opening quote; ends after the closing one.
  std::string_view quoted() {
    const std::size_t begin = at;
    bool doubled = false;
    bool line_end = false;
    const int first = line;
    for (; more(); ++at) {
      line += now() == '\n' ? 1 : 0;
      line_end = line_end || now() == '\n';
      if (now() != '"') continue;
      if (at + 1 >= table.text_.size() || table.text_[at + 1] != '"') break;
      doubled = true;
      ++at;
    }
    const std::string_view raw = table.text_.substr(begin, at - begin);
    if (more())
      ++at;
    else
      defects.add({table.name_, first, table.column_in_line(begin)}, "quotes are never closed");
    if (line_end)
      defects.add({table.name_, first, table.column_in_line(begin)}, "line end within quotes");
    return doubled ? without_doubled(raw) : raw;
  }

  std::string_view without_doubled(std::string_view raw) const {
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      text += raw[i];
      if (raw[i] == '"' && i + 1 < raw.size() && raw[i + 1] == '"') ++i;
    }
    return table.kept_.emplace_back(std::move(text));
  }

  Field field() {
    const std::size_t begin = at;
    if (more() && now() == '"') {
      ++at;
      const std::string_view value = quoted();
      const std::size_t rest = at;
      while (more() && now() != ',' && now() != '\n' && now() != '\r') ++at;
      if (!trimmed(table.text_.substr(rest, at - rest)).empty())
        defects.add(here(begin), "text after closing quotes is left out");
      return {value, begin};
    }
    while (more() && now() != ',' && now() != '\n' && now() != '\r') ++at;
    return {table.text_.substr(begin, at - begin), begin};
  }

  // The fields of the next record; the line where it starts.
  int record(std::vector<Field>& fields) {
    fields.clear();
    const int first = line;
    for (;;) {
      Field f = field();
      const std::string_view value = trimmed(f.value);
      if (value.size() != f.value.size()) defects.add(here(f.begin), "blanks around a value");
      fields.push_back({value, f.begin});
      if (!more()) return first;
      if (now() != ',') break;
      ++at;
    }
    end_line();
    return first;
  }
};

int Table::column_in_line(std::size_t begin) const {
  const auto before = begin == 0 ? std::string_view::npos : text_.rfind('\n', begin - 1);
  return static_cast<int>(before == std::string_view::npos ? begin + 1 : begin - before);
}

void Table::add_record(std::vector<Field>& fields, int line, Defects& defects) {
  if (fields.size() == 1 && fields[0].value.empty()) {
    return;  // an empty line
  }
  if (fields.size() != header_.size()) {
    defects.add({name_, line, 0}, "row with another number of fields than the header, left out",
                fmt::format("{} for {}", fields.size(), header_.size()));
    return;
  }
  lines_.push_back(line);
  fields_.insert(fields_.end(), fields.begin(), fields.end());
}

Table Table::parse(const std::string& name, const std::string& text, Defects& defects,
                   Problems& problems) {
  Table table;
  table.name_ = name;
  if (is_utf16(text)) {
    problems.add({name, 1, 1, "the file is UTF-16", "save it as UTF-8"});
    return table;
  }
  const bool mark = text.starts_with("\xEF\xBB\xBF");
  if (mark) defects.add({name, 1, 1}, "byte-order mark at the start of the file");
  table.text_ = table.kept_.emplace_back(as_utf8(name, text.substr(mark ? 3 : 0), defects));
  Scan scan{table, defects};
  std::vector<Field> fields;
  if (scan.more()) scan.record(fields);
  for (const Field& f : fields) table.header_.push_back(f.value);
  table.asked_.assign(table.header_.size(), 0);
  while (scan.more()) {
    const int line = scan.record(fields);
    table.add_record(fields, line, defects);
  }
  return table;
}

int Table::column(std::string_view name) {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) return kNoColumn;
  asked_[static_cast<std::size_t>(found - header_.begin())] = 1;
  return static_cast<int>(found - header_.begin());
}

int Table::needed(std::string_view name, Problems& problems) {
  const int c = column(name);
  if (c == kNoColumn)
    problems.add({name_, 1, 1, fmt::format("column '{}' is missing", name), "add the column"});
  return c;
}

std::string_view Table::at(std::size_t row, int column) const {
  if (column == kNoColumn) return {};
  return fields_[row * header_.size() + static_cast<std::size_t>(column)].value;
}

Where Table::where(std::size_t row, int column) const {
  if (column == kNoColumn) return {name_, lines_[row], 0};
  const Field& f = fields_[row * header_.size() + static_cast<std::size_t>(column)];
  return {name_, lines_[row], column_in_line(f.begin)};
}

void Table::note_unused(Defects& defects) const {
  for (std::size_t c = 0; c < header_.size(); ++c) {
    if (asked_[c] != 0) continue;
    for (std::size_t r = 0; r < rows(); ++r) {
      if (at(r, static_cast<int>(c)).empty()) continue;
      defects.add(where(r, static_cast<int>(c)), "column not used", std::string(header_[c]));
      break;
    }
  }
}

}  // namespace mwendo::gtfs
