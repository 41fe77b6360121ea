// The bytes of a plain, gzip or bzip2 file. Internal to network/osm.
//
//   const auto in = open_bytes("nairobi.osm.bz2");
//   while (const std::size_t got = in->read(buffer, sizeof buffer)) ...
//
// Errors: InputError for a file that cannot be opened, unpacked or is cut off.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace mwendo::osm {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // The next bytes, at most `most`; 0 at the end.
  [[nodiscard]] virtual std::size_t read(char* into, std::size_t most) = 0;
};

[[nodiscard]] std::unique_ptr<ByteSource> open_bytes(const std::string& path);

}  // namespace mwendo::osm
