// A field to type a name, and what was found.
#pragma once

#include <optional>
#include <string>

#include "viz/paint/ui.h"
#include "viz/panels/search.h"

namespace mwendo::viz {

class SearchBox {
 public:
  [[nodiscard]] bool open() const { return open_; }
  void show() { open_ = true, text_.clear(), found_.clear(), marked_ = 0; }
  void close() { open_ = false; }
  void type(char32_t letter, const SearchIndex& index);
  void erase(const SearchIndex& index);
  void move(int rows);
  [[nodiscard]] std::optional<Found> chosen() const;
  // The entry that was clicked.
  std::optional<Found> draw(Ui& ui, Rect screen);

 private:
  void look(const SearchIndex& index);
  bool open_ = false;
  std::string text_;
  std::vector<Found> found_;
  std::size_t marked_ = 0;
};

}  // namespace mwendo::viz
