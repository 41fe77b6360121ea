// The one place that knows toml++.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "scenarios/files/config.h"
#include "scenarios/files/toml_depth.h"

namespace mwendo {
namespace {

ConfigTable to_table(const toml::table& source, const std::string& file);

ConfigValue to_value(const toml::node& node, const std::string& file) {
  ConfigValue out;
  out.line = static_cast<int>(node.source().begin.line);
  out.column = static_cast<int>(node.source().begin.column);
  if (const auto* truth = node.as_boolean())
    out.value = truth->get();
  else if (const auto* integer = node.as_integer())
    out.value = integer->get();
  else if (const auto* real = node.as_floating_point())
    out.value = real->get();
  else if (const auto* text = node.as_string())
    out.value = text->get();
  else if (const auto* table = node.as_table())
    out.value = std::make_shared<ConfigTable>(to_table(*table, file));
  else if (const auto* array = node.as_array()) {
    ConfigArray values;
    for (const toml::node& element : *array) values.push_back(to_value(element, file));
    out.value = std::move(values);
  } else if (const auto* time = node.as_time()) {
    const auto t = time->get();
    auto clock = fmt::format("{:02}:{:02}", int{t.hour}, int{t.minute});
    // No time here has seconds; they are kept so that they are refused.
    if (t.second != 0 || t.nanosecond != 0) clock += fmt::format(":{:02}", int{t.second});
    out.value = std::move(clock);
  } else {
    out.value = std::string{};
  }
  return out;
}

ConfigTable to_table(const toml::table& source, const std::string& file) {
  ConfigTable table;
  table.file = file;
  table.line = static_cast<int>(source.source().begin.line);
  table.column = static_cast<int>(source.source().begin.column);
  for (const auto& [key, node] : source) {
    ConfigValue value = to_value(node, file);
    // Problems point at the key, which is where people look.
    value.line = static_cast<int>(key.source().begin.line);
    value.column = static_cast<int>(key.source().begin.column);
    table.entries.emplace_back(std::string(key.str()), std::move(value));
  }
  std::stable_sort(table.entries.begin(), table.entries.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.line, a.second.column) < std::pair(b.second.line, b.second.column);
  });
  return table;
}

}  // namespace

ConfigTable parse_config(const std::string& text, const std::string& name, Problems& problems) {
  ConfigTable empty;
  empty.file = name;
  if (const auto deep = too_deep(text)) {
    problems.add({.file = name,
                  .line = deep->line,
                  .column = deep->column,
                  .what = deep->what,
                  .what_to_do = "correct the line"});
    return empty;
  }
  try {
    return to_table(toml::parse(text, name), name);
  } catch (const toml::parse_error& error) {
    problems.add({.file = name,
                  .line = static_cast<int>(error.source().begin.line),
                  .column = static_cast<int>(error.source().begin.column),
                  .what = "invalid TOML: " + std::string(error.description()),
                  .what_to_do = "correct the line"});
  }
  return empty;
}

ConfigTable read_config(const std::filesystem::path& file, Problems& problems) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) {
    problems.add({.file = file.string(),
                  .what = "cannot read the file",
                  .what_to_do = "check that it exists"});
    ConfigTable empty;
    empty.file = file.string();
    return empty;
  }
  return parse_config({std::istreambuf_iterator<char>(in), {}}, file.string(), problems);
}

}  // namespace mwendo
