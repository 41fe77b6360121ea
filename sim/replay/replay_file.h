// Layout of a replay file, see replay.h. Internal to sim/replay.
#pragma once

#include <cstdint>

#include "network/base/byte_stream.h"
#include "sim/replay/replay.h"

namespace mwendo::replay {

inline constexpr std::uint64_t kMagic = 0x59414C504552574DULL;  // "MWREPLAY"
inline constexpr std::uint32_t kBlock = 0x314B4C42;             // "BLK1"
inline constexpr std::uint32_t kIndex = 0x31584449;             // "IDX1"
inline constexpr std::uint32_t kEnd = 0x31444E45;               // "END1"
inline constexpr std::uint32_t kFramesPerBlock = 60;
inline constexpr std::uint32_t kLargestBlock = 1U << 30U;

struct BlockHead {
  std::uint32_t mark = kBlock;
  float time_s = 0;
  std::uint32_t frames = 0;
  std::uint32_t packed = 0;
  std::uint32_t plain = 0;
  std::uint32_t edits = 0;  // of the plain bytes
};

struct BlockPlace {
  float time_s = 0;
  std::uint64_t offset = 0;
};

void put_header(const ReplayHeader& h, ByteWriter& out);
[[nodiscard]] ReplayHeader get_header(ByteReader& in);

}  // namespace mwendo::replay
