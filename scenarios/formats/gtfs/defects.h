// What is wrong in a feed, or not used of it, with every place.
//
//   Defects defects;
//   defects.add({"stop_times.txt", 12, 5}, "unknown stop", "'X9'");
//   fmt::print("{}", defects.text());          // one line a kind: how many, the first places
//   defects.write(folder / "defects.csv");     // one row a place
//
// Guarantees: kinds stand in the order of their first place. All are counted; kMostPlaces of a kind
// are kept.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mwendo::gtfs {

struct Where {
  std::string file;
  int line = 0;    // 1-based, 0 if it does not apply
  int column = 0;  // characters, 1-based, 0 if it does not apply
  [[nodiscard]] std::string text() const;
};

class Defects {
 public:
  static constexpr std::size_t kMostPlaces = 100000;

  void add(const Where& where, const std::string& kind, const std::string& detail = {});
  [[nodiscard]] std::size_t count_of(const std::string& kind) const;
  [[nodiscard]] std::string text() const;
  void write(const std::filesystem::path& file) const;

 private:
  struct Place {
    Where where;
    std::string detail;
  };
  struct Kind {
    std::string what;
    std::size_t count = 0;
    std::vector<Place> places;
  };
  std::vector<Kind> kinds_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace mwendo::gtfs
