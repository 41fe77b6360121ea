// The letters of the painter.
#include <cmath>

#include "viz/paint/painter.h"

namespace mwendo::viz {
namespace {

constexpr float kHalo = 2;  // pixels

unsigned pixels_of(const TextStyle& style) {
  return static_cast<unsigned>(std::max(std::lround(style.size), 6L));
}

}  // namespace

std::u32string letters_of(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t more = lead < 0x80    ? 0
                             : lead >= 0xF0 ? 3
                             : lead >= 0xE0 ? 2
                             : lead >= 0xC0 ? 1
                                            : 9;
    if (more == 9 || i + more >= utf8.size() + (more == 0 ? 1 : 0)) {
      out.push_back(U'\uFFFD');
      ++i;
      continue;
    }
    char32_t c = more == 0 ? lead : lead & (0x3FU >> more);
    bool whole = true;
    for (std::size_t k = 1; k <= more; ++k) {
      const auto next = static_cast<unsigned char>(utf8[i + k]);
      whole = whole && (next & 0xC0U) == 0x80;
      c = (c << 6U) | (next & 0x3FU);
    }
    out.push_back(whole ? c : U'\uFFFD');
    i += whole ? more + 1 : 1;
  }
  return out;
}

float Painter::advance(char32_t letter, char32_t before, const TextStyle& style) const {
  const std::size_t face = fonts_->index_for(letter, style.weight);
  const unsigned size = pixels_of(style);
  const sf::Font& font = fonts_->face(face);
  const float kern = before != 0 && fonts_->index_for(before, style.weight) == face
                         ? font.getKerning(before, letter, size)
                         : 0;
  return font.getGlyph(letter, size, false).advance + kern + style.spacing;
}

float Painter::width(std::string_view utf8, const TextStyle& style) const {
  float w = 0;
  char32_t before = 0;
  for (const char32_t c : letters_of(utf8)) {
    w += advance(c, before, style);
    before = c;
  }
  return w;
}

std::string Painter::fitted(std::string_view utf8, const TextStyle& style, float w) const {
  if (width(utf8, style) <= w) return std::string(utf8);
  std::size_t end = utf8.size();
  std::string cut;
  while (end > 0) {
    do --end;
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80);
    cut = std::string(utf8.substr(0, end));
    while (!cut.empty() && cut.back() == ' ') cut.pop_back();
    if (width(cut + "…", style) <= w) break;
  }
  return cut + "…";
}

void Painter::append_glyph(std::vector<sf::Vertex>& out, const sf::Glyph& g, Vec at, Vec along,
                           sf::Color c, float outline) {
  if (g.bounds.width <= 0) return;  // a space
  const Vec down{-along.y, along.x};
  // One pixel more on each side keeps the smooth edge; an outline moves the glyph by its width.
  const float l = g.bounds.left - 1 - outline, t = g.bounds.top - 1 - outline;
  const float r = l + g.bounds.width + 2, b = t + g.bounds.height + 2;
  const auto place = [&](float x, float y) { return at + along * x + down * y; };
  const auto& q = g.textureRect;
  const auto u0 = static_cast<float>(q.left - 1), v0 = static_cast<float>(q.top - 1);
  const auto u1 = static_cast<float>(q.left + q.width + 1);
  const auto v1 = static_cast<float>(q.top + q.height + 1);
  const sf::Vertex a(place(l, t), c, {u0, v0});
  const sf::Vertex d(place(r, t), c, {u1, v0});
  const sf::Vertex e(place(r, b), c, {u1, v1});
  const sf::Vertex f(place(l, b), c, {u0, v1});
  for (const sf::Vertex& v : {a, d, e, a, e, f}) out.push_back(v);
}

void Painter::put_glyph(std::uint32_t face, char32_t letter, const TextStyle& style, Vec at,
                        Vec along) {
  const unsigned size = pixels_of(style);
  const sf::Font& font = fonts_->face(face);
  Glyphs& batch = glyphs_[{face, size}];
  if (style.halo.a > 0)
    append_glyph(batch.halo, font.getGlyph(letter, size, false, kHalo), at, along, style.halo,
                 kHalo);
  append_glyph(batch.fill, font.getGlyph(letter, size, false), at, along, style.colour, 0);
}

void Painter::text(Vec baseline, std::string_view utf8, const TextStyle& style) {
  float x = baseline.x;
  if (style.align != Align::left) {
    const float w = width(utf8, style);
    x -= style.align == Align::centre ? w / 2 : w;
  }
  x = std::round(x);
  const float y = std::round(baseline.y);
  char32_t before = 0;
  for (const char32_t c : letters_of(utf8)) {
    const auto face = static_cast<std::uint32_t>(fonts_->index_for(c, style.weight));
    const float step = advance(c, before, style);
    const float own = fonts_->face(face).getGlyph(c, pixels_of(style), false).advance;
    put_glyph(face, c, style, {std::round(x + step - own - style.spacing), y}, {1, 0});
    x += step;
    before = c;
  }
}

void Painter::text_along(std::span<const Vec> line, float start, std::string_view utf8,
                         const TextStyle& style) {
  float at = start;
  float gone = 0;
  std::size_t i = 0;
  char32_t before = 0;
  const Vec drop{0, style.size * 0.35F};
  for (const char32_t c : letters_of(utf8)) {
    const float step = advance(c, before, style);
    const float middle = at + step / 2;
    while (i + 2 < line.size() && gone + length(line[i + 1] - line[i]) < middle) {
      gone += length(line[i + 1] - line[i]);
      ++i;
    }
    const Vec along = unit(line[i + 1] - line[i]);
    const Vec down{-along.y, along.x};
    const Vec base = line[i] + along * (middle - gone - step / 2) + down * drop.y;
    put_glyph(static_cast<std::uint32_t>(fonts_->index_for(c, style.weight)), c, style, base,
              along);
    at += step;
    before = c;
  }
}

}  // namespace mwendo::viz
