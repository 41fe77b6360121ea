#include <SFML/Graphics/Image.hpp>
#include <cmath>

#include "tests/viz/support/screen.h"

namespace mwendo::test {

Colour Picture::at(int x, int y) const {
  const std::size_t i = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                             static_cast<std::size_t>(x));
  return {rgb[i], rgb[i + 1], rgb[i + 2]};
}

double Picture::brightness() const {
  double sum = 0;
  for (const std::uint8_t v : rgb) sum += v;
  return rgb.empty() ? 0 : sum / static_cast<double>(rgb.size());
}

Picture Picture::part(int x, int y, int w, int h) const {
  Picture out{w, h, {}};
  for (int r = y; r < y + h; ++r)
    for (int c = x; c < x + w; ++c) {
      const Colour k = at(c, r);
      for (const int v : {k.r, k.g, k.b}) out.rgb.push_back(static_cast<std::uint8_t>(v));
    }
  return out;
}

Picture Picture::smaller(int w, int h) const {
  Picture out{w, h, {}};
  for (int r = 0; r < h; ++r)
    for (int c = 0; c < w; ++c) {
      const int x0 = c * width / w, x1 = (c + 1) * width / w, y0 = r * height / h,
                y1 = (r + 1) * height / h;
      long sum[3] = {0, 0, 0};
      for (int y = y0; y < y1; ++y)
        for (int x = x0; x < x1; ++x) {
          const Colour k = at(x, y);
          sum[0] += k.r, sum[1] += k.g, sum[2] += k.b;
        }
      const long n = std::max(1L, static_cast<long>(x1 - x0) * (y1 - y0));
      for (const long s : sum) out.rgb.push_back(static_cast<std::uint8_t>(s / n));
    }
  return out;
}

Picture read_picture(const std::filesystem::path& png) {
  sf::Image image;
  if (!image.loadFromFile(png.string())) return {};
  Picture out{static_cast<int>(image.getSize().x), static_cast<int>(image.getSize().y), {}};
  const sf::Uint8* p = image.getPixelsPtr();
  for (std::size_t i = 0; i < std::size_t{image.getSize().x} * image.getSize().y; ++i)
    out.rgb.insert(out.rgb.end(), {p[4 * i], p[4 * i + 1], p[4 * i + 2]});
  return out;
}

double difference(const Picture& a, const Picture& b) {
  if (a.width != b.width || a.height != b.height || a.rgb.empty()) return 255;
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(int{a.rgb[i]} - int{b.rgb[i]});
  return sum / static_cast<double>(a.rgb.size());
}

}  // namespace mwendo::test
