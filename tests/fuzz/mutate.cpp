#include "tests/fuzz/mutate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <protozero/pbf_reader.hpp>
#include <protozero/pbf_writer.hpp>
#include <vector>

#include "network/base/random.h"

namespace mwendo {
namespace {

constexpr std::array kNumbers = {"0",
                                 "-1",
                                 "1",
                                 "nan",
                                 "inf",
                                 "-inf",
                                 "1e39",
                                 "-1e39",
                                 "1e300",
                                 "1e-320",
                                 "1e9999",
                                 "0.5",
                                 "-0",
                                 "2147483648",
                                 "-2147483649",
                                 "4294967296",
                                 "9223372036854775808",
                                 "99999999999999999999",
                                 "",
                                 "1,5",
                                 "0x10",
                                 "24:00",
                                 "7:5",
                                 "1e12",
                                 "360"};

struct Piece {
  std::size_t at = 0;
  std::size_t size = 0;
};

class Mutator {
 public:
  Mutator(std::string text, const Mutation& m) : text_(std::move(text)), m_(m) {}

  std::string run() {
    const std::uint32_t changes = 1 + draw(3);
    for (std::uint32_t i = 0; i < changes && !text_.empty(); ++i) change();
    return std::move(text_);
  }

 private:
  std::uint32_t draw(std::size_t below) {
    const auto bits =
        random_bits({.seed = m_.seed, .purpose = Draw::test, .subject = m_.run, .index = next_++});
    return below == 0 ? 0 : bits % static_cast<std::uint32_t>(below);
  }

  void change() {
    switch (draw(10)) {
      case 0: text_[draw(text_.size())] = static_cast<char>(draw(256)); break;
      case 1: text_.insert(draw(text_.size()), 1, static_cast<char>(draw(256))); break;
      case 2: cut_out(); break;
      case 3: repeat(); break;
      case 4: text_.resize(draw(text_.size())); break;
      case 5: exchange(pieces(is_word)); break;
      case 6: exchange(lines()); break;
      case 7: nest(); break;
      default: change_number(); break;
    }
  }

  Piece stretch() {
    const std::size_t at = draw(text_.size());
    return {at, std::min<std::size_t>(text_.size() - at, 1 + draw(draw(8) == 0 ? 4000 : 30))};
  }
  void cut_out() {
    const Piece p = stretch();
    text_.erase(p.at, p.size);
  }
  void repeat() {
    const Piece p = stretch();
    text_.insert(p.at, text_.substr(p.at, p.size));
  }
  // Many levels of what readers call themselves for.
  void nest() {
    constexpr std::array kOpen = {"[", "{", "<a>", "a.", "(", "{\"a\":"};
    std::string deep;
    const char* open = kOpen[draw(kOpen.size())];
    for (std::uint32_t n = 1U << draw(17); n > 0; --n) deep += open;
    text_.insert(draw(text_.size()), deep);
  }

  static bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  }
  static bool is_number(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-';
  }

  template <class In>
  std::vector<Piece> pieces(In in) const {
    std::vector<Piece> found;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (!in(text_[i])) continue;
      if (i == 0 || !in(text_[i - 1])) found.push_back({i, 0});
      ++found.back().size;
    }
    return found;
  }
  [[nodiscard]] std::vector<Piece> lines() const {
    return pieces([](char c) { return c != '\n'; });
  }

  // Writes one piece over another.
  void exchange(const std::vector<Piece>& all) {
    if (all.size() < 2) return;
    const Piece a = all[draw(all.size())];
    const Piece b = all[draw(all.size())];
    const std::string other = text_.substr(b.at, b.size);
    text_.replace(a.at, a.size, other);
  }
  void change_number() {
    const auto all = pieces(is_number);
    if (all.empty()) return;
    const Piece p = all[draw(all.size())];
    text_.replace(p.at, p.size, kNumbers[draw(kNumbers.size())]);
  }

  std::string text_;
  Mutation m_;
  std::uint32_t next_ = 0;
};

std::string open_blob(std::string_view blob) {
  protozero::pbf_reader reader(blob.data(), blob.size());
  std::size_t size = 0;
  std::string raw;
  std::string packed;
  while (reader.next()) {
    if (reader.tag() == 1)
      raw = reader.get_bytes();
    else if (reader.tag() == 2)
      size = static_cast<std::size_t>(reader.get_int32());
    else if (reader.tag() == 3)
      packed = reader.get_bytes();
    else
      reader.skip();
  }
  if (packed.empty()) return raw;
  raw.resize(size);
  uLongf got = size;
  const int result = uncompress(reinterpret_cast<Bytef*>(raw.data()), &got,
                                reinterpret_cast<const Bytef*>(packed.data()), packed.size());
  return result == Z_OK ? raw : std::string{};
}

void add_block(const std::string& kind, const std::string& data, std::string& out) {
  std::string body;
  protozero::pbf_writer(body).add_bytes(1, data);
  std::string head;
  protozero::pbf_writer writer(head);
  writer.add_string(1, kind);
  writer.add_int32(3, static_cast<std::int32_t>(body.size()));
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    out += static_cast<char>(head.size() >> shift & 0xFFU);
  out += head + body;
}

}  // namespace

std::string mutate(std::string text, const Mutation& mutation) {
  return Mutator(std::move(text), mutation).run();
}

std::string unpacked(const std::string& file) {
  std::string out;
  try {
    for (std::size_t at = 0; at + 4 <= file.size();) {
      std::size_t head_size = 0;
      for (int i = 0; i < 4; ++i)
        head_size = head_size << 8U | static_cast<unsigned char>(file[at++]);
      if (head_size > file.size() - at) return file;
      protozero::pbf_reader head(file.data() + at, head_size);
      at += head_size;
      std::string kind;
      std::size_t size = 0;
      while (head.next()) {
        if (head.tag() == 1)
          kind = head.get_string();
        else if (head.tag() == 3)
          size = static_cast<std::uint32_t>(head.get_int32());
        else
          head.skip();
      }
      if (size > file.size() - at) return file;
      add_block(kind, open_blob(std::string_view(file).substr(at, size)), out);
      at += size;
    }
  } catch (const protozero::exception&) {
    return file;
  }
  return out;
}

}  // namespace mwendo
