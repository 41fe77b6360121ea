#include "sim/day/day_state.h"

#include <zstd.h>

#include <cstring>

#include "network/base/byte_stream.h"
#include "network/base/input_error.h"

namespace mwendo {
namespace {

constexpr std::uint32_t kMagic = 0x5344574DU;  // "MWDS"
constexpr std::uint32_t kVersion = 1;

constexpr std::uint64_t kBasis = 14695981039346656037ULL;

// FNV-1a over words of 64 bits; the rest byte by byte.
std::uint64_t checksum(std::span<const char> bytes, std::uint64_t h = kBasis) {
  const auto mix = [&](std::uint64_t word) { h = (h ^ word) * 1099511628211ULL; };
  while (bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof(word));
    mix(word);
    mix(h >> 32U);
    bytes = bytes.subspan(sizeof(word));
  }
  for (const char c : bytes) mix(static_cast<unsigned char>(c));
  return h;
}

template <class I, class T>
std::uint64_t checksum(const Column<I, T>& column, std::uint64_t h) {
  const auto& values = column.raw();
  return checksum({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)}, h);
}

// Appends the length of the payload, then the packed payload.
void pack(std::span<const char> payload, std::vector<char>& out) {
  constexpr int kQuick = 1;
  ByteWriter bytes{std::move(out)};
  bytes.put(std::uint64_t{payload.size()});
  out = std::move(bytes.bytes);
  const std::size_t at = out.size();
  out.resize(at + ZSTD_compressBound(payload.size()));
  const std::size_t n =
      ZSTD_compress(out.data() + at, out.size() - at, payload.data(), payload.size(), kQuick);
  if (ZSTD_isError(n) != 0) throw RunError("the state of a day cannot be packed");
  out.resize(at + n);
}

std::vector<char> unpacked(std::span<const char> packed, std::uint64_t length) {
  if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != length)
    refuse_saved_day("has another length");
  std::vector<char> payload(length);
  const std::size_t n =
      ZSTD_decompress(payload.data(), payload.size(), packed.data(), packed.size());
  if (ZSTD_isError(n) != 0 || n != length) refuse_saved_day("cannot be unpacked");
  return payload;
}

}  // namespace

void refuse_saved_day(const char* what) {
  throw InputError({.file = "saved day",
                    .what = what,
                    .what_to_do = "simulate the day from its start and save it again"});
}

DayFingerprint fingerprint_of(const DayInput& input, const DayOptions& o) {
  const Network& net = input.world.network;
  const TransitSupply& lines = input.world.transit;
  std::uint64_t streets = checksum(net.link.length_m, kBasis);
  streets = checksum(net.link.free_speed_mps, streets);
  streets = checksum(net.lane.permissions, streets);
  return {.nodes = net.nodes().size(),
          .links = net.links().size(),
          .lanes = net.lane.link.size(),
          .movements = net.movements().size(),
          .lines = lines.lines().size(),
          .stops = lines.stops().size(),
          .line_stops = lines.line.stops.values.size(),
          .trips = input.people.trips().size(),
          .streets = streets,
          .seed = o.seed,
          .expansion = input.people.expansion,
          .from_s = o.from_s,
          .to_s = o.to_s,
          .warm_up_s = o.warm_up_s,
          .clear_s = o.clear_s};
}

std::vector<char> framed(std::span<const char> payload, const DayFingerprint& of) {
  ByteWriter out;
  out.put(kMagic);
  out.put(kVersion);
  out.put(of);
  pack(payload, out.bytes);
  out.put(checksum(out.bytes));
  return std::move(out.bytes);
}

std::vector<char> payload_of(std::span<const char> bytes, const DayFingerprint& wanted) {
  constexpr std::size_t kHead =
      2 * sizeof(std::uint32_t) + sizeof(DayFingerprint) + sizeof(std::uint64_t);
  constexpr std::size_t kTail = sizeof(std::uint64_t);
  if (bytes.size() < kHead + kTail) refuse_saved_day("is too short");
  const std::span<const char> whole = bytes.first(bytes.size() - kTail);
  ByteReader head(whole);
  if (head.get<std::uint32_t>() != kMagic) refuse_saved_day("is not the state of a day");
  if (head.get<std::uint32_t>() != kVersion) refuse_saved_day("is of another version");
  ByteReader tail(bytes.last(kTail));
  if (tail.get<std::uint64_t>() != checksum(whole)) refuse_saved_day("is cut or altered");
  if (head.get<DayFingerprint>() != wanted)
    refuse_saved_day("is of another world, population, seed or period");
  const auto length = head.get<std::uint64_t>();
  return unpacked(whole.subspan(kHead), length);
}

}  // namespace mwendo
