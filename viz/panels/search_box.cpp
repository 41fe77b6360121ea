#include "viz/panels/search_box.h"

namespace mwendo::viz {

void SearchBox::look(const SearchIndex& index) {
  found_ = index.find(text_, 8);
  marked_ = 0;
}

void SearchBox::type(char32_t c, const SearchIndex& index) {
  if (c < 32 || c == 127 || text_.size() > 80) return;
  if (c < 0x80) {
    text_ += static_cast<char>(c);
  } else if (c < 0x800) {
    text_ += static_cast<char>(0xC0U | (c >> 6U));
    text_ += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    text_ += static_cast<char>(0xE0U | ((c >> 12U) & 0xFU));
    text_ += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    text_ += static_cast<char>(0x80U | (c & 0x3FU));
  }
  look(index);
}

void SearchBox::erase(const SearchIndex& index) {
  while (!text_.empty() && (static_cast<unsigned char>(text_.back()) & 0xC0U) == 0x80U)
    text_.pop_back();
  if (!text_.empty()) text_.pop_back();
  look(index);
}

void SearchBox::move(int rows) {
  if (found_.empty()) return;
  const auto n = static_cast<int>(found_.size());
  marked_ = static_cast<std::size_t>((static_cast<int>(marked_) + rows + n) % n);
}

std::optional<Found> SearchBox::chosen() const {
  if (marked_ >= found_.size()) return std::nullopt;
  return found_[marked_];
}

std::optional<Found> SearchBox::draw(Ui& ui, Rect screen) {
  if (!open_) return std::nullopt;
  const Theme& t = ui.theme();
  const float w = ui.px(440), row = ui.px(44);
  const float h = ui.px(62) + row * static_cast<float>(found_.size()) +
                  (found_.empty() && !text_.empty() ? ui.px(34) : 0) +
                  (found_.empty() ? 0 : ui.px(8));
  const Rect r{screen.centre().x - w / 2, screen.y + ui.px(70), w, h};
  ui.panel(r, 12);
  ui.icon({r.x + ui.px(28), r.y + ui.px(31)}, ui.px(16), Icon::search, t.text_soft);
  ui.field({r.x + ui.px(48), r.y + ui.px(12), w - ui.px(60), ui.px(38)}, text_,
           "Street, stop or line", true);
  if (found_.empty() && !text_.empty())
    ui.text(r.x + ui.px(28), r.y + ui.px(78), "Nothing has that name here.", 13, t.text_soft);
  std::optional<Found> clicked;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const Rect b{r.x + ui.px(8), r.y + ui.px(58) + row * static_cast<float>(i), w - ui.px(16), row};
    const bool hot = ui.hovered(b);
    if (hot || i == marked_)
      ui.painter().rounded(b, ui.px(8), hot ? blend(t.field, t.accent, 0.2F) : t.field);
    const TextStyle style{.size = ui.px(14), .weight = Weight::medium};
    ui.text(b.x + ui.px(14), b.y + ui.px(19),
            ui.painter().fitted(found_[i].name, style, b.w - ui.px(28)), 14, t.text,
            Weight::medium);
    ui.text(b.x + ui.px(14), b.y + ui.px(35), found_[i].detail, 11.5F, t.text_soft);
    if (hot && ui.input().pressed) clicked = found_[i];
  }
  return clicked;
}

}  // namespace mwendo::viz
