#include "sim/learning/experience_file.h"

#include <fstream>
#include <iterator>

#include "network/base/byte_stream.h"
#include "network/base/input_error.h"

namespace mwendo {
namespace {

constexpr std::uint32_t kMagic = 0x4558574DU;  // "MWXE"
constexpr std::uint32_t kVersion = 5;          // 5: refusals by full vehicles

// FNV-1a, 64 bits.
std::uint64_t checksum(std::span<const char> bytes) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return h;
}

// The same list of fields is written and read; Out and In differ only in how they treat a field.
struct Out {
  ByteWriter bytes;
  template <class T>
  void field(const T& value) {
    bytes.put(value);
  }
  void field(const std::string& text) { bytes.text(text); }
  template <class T>
  void field(const std::vector<T>& values) {
    bytes.number(values.size());
    for (const T& v : values) field(v);
  }
  void field(const KnownLine& line);
};

struct In {
  ByteReader bytes;
  template <class T>
  void field(T& value) {
    value = bytes.get<T>();
  }
  void field(std::string& text) { text = bytes.text(); }
  template <class T>
  void field(std::vector<T>& values) {
    const std::uint64_t n = bytes.number();
    if (n > bytes.left()) throw std::out_of_range("a list is longer than the file");
    values.resize(n);
    for (T& v : values) field(v);
  }
  void field(KnownLine& line);
};

template <class Stream, class Line>
void fields_of_line(Stream& s, Line& line) {
  s.field(line.name);
  s.field(line.description);
  s.field(line.peak_headway_s);
  s.field(line.first);
  s.field(line.stops);
}
void Out::field(const KnownLine& line) { fields_of_line(*this, line); }
void In::field(KnownLine& line) { fields_of_line(*this, line); }

template <class Stream, class E>
void fields_of(Stream& s, E& e) {
  s.field(e.links.links);
  s.field(e.links.periods);
  s.field(e.links.from_s);
  s.field(e.links.seconds);
  s.field(e.ways.known().ways);
  s.field(e.ways.known().links);
  s.field(e.walkers.links);
  s.field(e.walkers.periods);
  s.field(e.walkers.from_s);
  s.field(e.walkers.along);
  s.field(e.walkers.at_start);
  s.field(e.transit.time_of_day_s);
  s.field(e.transit.run_s);
  s.field(e.transit.headway_s);
  s.field(e.transit.refusals);
  s.field(e.transit.crowding);
  s.field(e.transit.metres);
  s.field(e.lines);
  s.field(e.constants);
  s.field(e.street_factors);
  s.field(e.days);
}

[[noreturn]] void refuse(const std::filesystem::path& file, const char* what) {
  throw InputError({.file = file.string(),
                    .what = what,
                    .what_to_do = "save the experience again with this version of the program"});
}

void write(const std::filesystem::path& file, const std::vector<char>& bytes) {
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw RunError(file.string() + " cannot be written");
}

std::vector<char> read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) refuse(file, "cannot read the file");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

void save_experience(const std::filesystem::path& file, const Experience& experience) {
  Out out;
  out.field(kMagic);
  out.field(kVersion);
  fields_of(out, experience);
  out.field(checksum(out.bytes.bytes));
  std::filesystem::path beside = file;
  beside += ".part";
  try {
    write(beside, out.bytes.bytes);
    std::filesystem::rename(beside, file);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    throw;
  }
}

Experience load_experience(const std::filesystem::path& file) {
  const std::vector<char> bytes = read(file);
  constexpr std::size_t kFrame = 2 * sizeof(std::uint32_t) + sizeof(std::uint64_t);
  if (bytes.size() < kFrame) refuse(file, "is too short for a saved experience");
  const std::span<const char> payload{bytes.data(), bytes.size() - sizeof(std::uint64_t)};
  ByteReader tail(std::span<const char>(bytes).subspan(payload.size()));
  In in{ByteReader(payload)};
  std::uint32_t magic = 0, version = 0;
  in.field(magic);
  in.field(version);
  if (magic != kMagic) refuse(file, "is not a saved experience");
  if (version != kVersion) refuse(file, "is of another version");
  if (tail.get<std::uint64_t>() != checksum(payload)) refuse(file, "is cut or altered");
  Experience e;
  fields_of(in, e);
  return e;
}

}  // namespace mwendo
