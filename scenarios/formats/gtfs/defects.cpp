#include "scenarios/formats/gtfs/defects.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/files/text_file.h"

namespace mwendo::gtfs {

std::string Where::text() const {
  std::string place = file;
  if (line > 0) place += fmt::format(":{}", line);
  if (line > 0 && column > 0) place += fmt::format(":{}", column);
  return place;
}

void Defects::add(const Where& where, const std::string& kind, const std::string& detail) {
  const auto [known, is_new] = index_.try_emplace(kind, kinds_.size());
  if (is_new) kinds_.push_back({kind, 0, {}});
  Kind& of = kinds_[known->second];
  ++of.count;
  if (of.places.size() < kMostPlaces) of.places.push_back({where, detail});
}

std::size_t Defects::count_of(const std::string& kind) const {
  const auto known = index_.find(kind);
  return known == index_.end() ? 0 : kinds_[known->second].count;
}

std::string Defects::text() const {
  constexpr std::size_t kFirst = 5;
  std::string text;
  for (const Kind& kind : kinds_) {
    text += fmt::format("{}: {}", kind.what, kind.count);
    for (std::size_t i = 0; i < std::min(kFirst, kind.places.size()); ++i) {
      const Place& p = kind.places[i];
      const std::string where = p.where.text();
      text += fmt::format("{}{}{}{}", i == 0 ? " (" : "; ", where,
                          where.empty() || p.detail.empty() ? "" : " ", p.detail);
    }
    text += kind.count > kFirst ? "; ...)\n" : ")\n";
  }
  return text;
}

void Defects::write(const std::filesystem::path& file) const {
  TextFile out(file);
  out.line("file,line,column,what,detail");
  const auto number = [](int n) { return n > 0 ? std::to_string(n) : std::string(); };
  for (const Kind& kind : kinds_)
    for (const Place& p : kind.places)
      out.print("{},{},{},{},{}\n", csv_field(p.where.file), number(p.where.line),
                number(p.where.column), csv_field(kind.what), csv_field(p.detail));
  out.close();
}

}  // namespace mwendo::gtfs
