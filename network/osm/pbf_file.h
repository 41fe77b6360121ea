// The blocks of a PBF file: sizes checked, decompressed. Internal to network/osm.
//
//   PbfFile file("nairobi.osm.pbf");
//   while (file.next()) decode(file.block());
//
// Guarantees: a block has at most 32 MiB, as the format says; the first one is a header whose
// required features are known. Errors: InputError with file, block and byte.
// Source: OpenStreetMap wiki, page PBF Format.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

namespace mwendo::osm {

class PbfFile {
 public:
  explicit PbfFile(const std::string& path);

  // Reads the next block of data; false at the end of the file.
  [[nodiscard]] bool next();
  [[nodiscard]] std::string_view block() const { return block_; }
  [[noreturn]] void fail(const std::string& what) const;

 private:
  [[nodiscard]] bool read_blob();
  [[nodiscard]] std::string_view read_bytes(std::size_t count, std::string& into);
  void open_blob(std::string_view blob);
  void inflate_into_block(std::string_view data, std::size_t size);
  void check_header() const;

  std::string path_;
  std::ifstream in_;
  std::uint64_t size_ = 0;   // bytes of the file
  std::uint64_t start_ = 0;  // of the block in the file
  std::uint64_t at_ = 0;
  std::size_t number_ = 0;  // of the block, from 1
  std::string kind_;
  std::string raw_;
  std::string block_;
};

}  // namespace mwendo::osm
