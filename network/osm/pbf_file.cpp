#include "network/osm/pbf_file.h"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <filesystem>
#include <limits>
#include <protozero/pbf_reader.hpp>

#include "network/base/input_error.h"
#include "network/osm/pbf_fields.h"

namespace mwendo::osm {
namespace {

constexpr std::size_t kLargestHead = 64UL << 10U;   // bytes, by the format
constexpr std::size_t kLargestBlock = 32UL << 20U;  // bytes, by the format

std::string_view as_text(const protozero::data_view& view) { return {view.data(), view.size()}; }

}  // namespace

PbfFile::PbfFile(const std::string& path)
    : path_(path), in_(path, std::ios::binary), size_(std::filesystem::file_size(path)) {
  if (!in_) fail("cannot be opened");
  if (!read_blob()) fail("holds no block");
  if (kind_ != "OSMHeader") fail("does not begin with a header");
  check_header();
}

bool PbfFile::next() {
  while (read_blob())
    if (kind_ == "OSMData") return true;  // blocks of other kinds are for other programs
  return false;
}

void PbfFile::fail(const std::string& what) const {
  throw InputError(Problem{
      .file = path_,
      .line = 0,
      .column = 0,
      .what = fmt::format("is broken or cut off: block {} at byte {}: {}", number_, start_, what),
      .what_to_do = "download the extract again"});
}

std::string_view PbfFile::read_bytes(std::size_t count, std::string& into) {
  if (count > size_ - at_) fail("is cut off");
  into.resize(count);
  if (!in_.read(into.data(), static_cast<std::streamsize>(count))) fail("cannot be read");
  at_ += count;
  return into;
}

// Four bytes with the size of the head, the head with the size of the blob, the blob.
bool PbfFile::read_blob() {
  start_ = at_;
  if (at_ == size_) return false;
  ++number_;
  std::size_t head_size = 0;
  for (const char c : read_bytes(4, raw_))
    head_size = head_size << 8U | static_cast<unsigned char>(c);
  if (head_size > kLargestHead) fail("its head is too large");
  std::uint64_t blob_size = 0;
  try {
    protozero::pbf_reader head(read_bytes(head_size, raw_).data(), head_size);
    kind_.clear();
    while (head.next()) {
      switch (head.tag_and_type()) {
        case bytes_field(1): kind_ = head.get_string(); break;
        case number_field(3): blob_size = static_cast<std::uint32_t>(head.get_int32()); break;
        default: head.skip();
      }
    }
    if (blob_size == 0 || blob_size > kLargestBlock) fail("its size is out of range");
    open_blob(read_bytes(blob_size, raw_));
  } catch (const protozero::exception& e) {
    fail(e.what());
  }
  return true;
}

void PbfFile::open_blob(std::string_view blob) {
  protozero::pbf_reader reader(blob.data(), blob.size());
  std::int64_t size = -1;
  std::string_view zlib;
  bool found = false;
  while (reader.next()) {
    switch (reader.tag_and_type()) {
      case bytes_field(1):
        block_ = reader.get_string();
        if (block_.size() > kLargestBlock) fail("it is too large");
        found = true;
        break;
      case number_field(2): size = reader.get_int32(); break;
      case bytes_field(3): zlib = as_text(reader.get_view()); break;
      case bytes_field(4): fail("it is packed with LZMA, which is not read; pack it with zlib");
      case bytes_field(5): fail("it is packed with bzip2, which is not read; pack it with zlib");
      case bytes_field(6): fail("it is packed with LZ4, which is not read; pack it with zlib");
      case bytes_field(7): fail("it is packed with ZSTD, which is not read; pack it with zlib");
      default: reader.skip();
    }
  }
  if (found) return;
  if (zlib.empty()) fail("it holds no data");
  if (size <= 0 || size > static_cast<std::int64_t>(kLargestBlock)) fail("it is too large");
  inflate_into_block(zlib, static_cast<std::size_t>(size));
}

void PbfFile::inflate_into_block(std::string_view data, std::size_t size) {
  block_.resize(size);
  uLongf got = size;
  const int result = uncompress(reinterpret_cast<Bytef*>(block_.data()), &got,
                                reinterpret_cast<const Bytef*>(data.data()), data.size());
  if (result != Z_OK || got != size) fail("its data cannot be unpacked");
}

void PbfFile::check_header() const {
  constexpr std::array<std::string_view, 3> kKnown = {"OsmSchema-V0.6", "DenseNodes",
                                                      "HistoricalInformation"};
  try {
    protozero::pbf_reader header(block_.data(), block_.size());
    while (header.next()) {
      if (header.tag_and_type() != bytes_field(4)) {
        header.skip();
        continue;
      }
      const std::string feature = header.get_string();
      if (std::find(kKnown.begin(), kKnown.end(), feature) == kKnown.end())
        fail(fmt::format("it needs a feature that is not read, '{}'", feature.substr(0, 40)));
    }
  } catch (const protozero::exception& e) {
    fail(e.what());
  }
}

}  // namespace mwendo::osm
