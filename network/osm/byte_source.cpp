#include "network/osm/byte_source.h"

#include <bzlib.h>
#include <zlib.h>

#include <cstdio>

#include "network/base/input_error.h"

namespace mwendo::osm {
namespace {

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw InputError(Problem{.file = path,
                           .line = 0,
                           .column = 0,
                           .what = what,
                           .what_to_do = "download the extract again"});
}

constexpr const char* kBroken = "is broken or cut off: its data cannot be unpacked";

// gzread passes plain files through.
class GzipSource final : public ByteSource {
 public:
  explicit GzipSource(const std::string& path)
      : path_(path), file_(gzopen(path.c_str(), "rb"), gzclose) {
    if (!file_) fail(path_, "cannot be opened");
    gzbuffer(file_.get(), 1U << 18U);
  }
  std::size_t read(char* into, std::size_t most) override {
    const int got = gzread(file_.get(), into, static_cast<unsigned>(most));
    int error = Z_OK;
    gzerror(file_.get(), &error);
    if (got < 0 || error == Z_BUF_ERROR || error == Z_DATA_ERROR) fail(path_, kBroken);
    return static_cast<std::size_t>(got);
  }

 private:
  std::string path_;
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file_;
};

// A file may hold several streams, one after the other.
class Bzip2Source final : public ByteSource {
 public:
  explicit Bzip2Source(const std::string& path)
      : path_(path), file_(std::fopen(path.c_str(), "rb"), std::fclose) {
    if (!file_) fail(path_, "cannot be opened");
    begin();
  }
  ~Bzip2Source() override { BZ2_bzDecompressEnd(&stream_); }
  Bzip2Source(const Bzip2Source&) = delete;
  Bzip2Source& operator=(const Bzip2Source&) = delete;
  Bzip2Source(Bzip2Source&&) = delete;
  Bzip2Source& operator=(Bzip2Source&&) = delete;

  std::size_t read(char* into, std::size_t most) override {
    stream_.next_out = into;
    stream_.avail_out = static_cast<unsigned>(most);
    while (stream_.avail_out == most) {
      if (stream_.avail_in == 0) fill();
      if (stream_.avail_in == 0) {
        if (!at_start_) fail(path_, kBroken);
        return 0;
      }
      at_start_ = false;
      const int result = BZ2_bzDecompress(&stream_);
      if (result == BZ_STREAM_END)
        begin_again();
      else if (result != BZ_OK)
        fail(path_, kBroken);
    }
    return most - stream_.avail_out;
  }

 private:
  void begin() {
    if (BZ2_bzDecompressInit(&stream_, 0, 0) != BZ_OK) fail(path_, "cannot be unpacked");
  }
  void begin_again() {
    bz_stream rest = stream_;
    BZ2_bzDecompressEnd(&stream_);
    stream_ = {};
    begin();
    stream_.next_in = rest.next_in;
    stream_.avail_in = rest.avail_in;
    stream_.next_out = rest.next_out;
    stream_.avail_out = rest.avail_out;
    at_start_ = true;
  }
  void fill() {
    stream_.next_in = packed_;
    stream_.avail_in = static_cast<unsigned>(std::fread(packed_, 1, sizeof packed_, file_.get()));
  }

  std::string path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  bz_stream stream_{};
  bool at_start_ = true;  // of a stream
  char packed_[1U << 16U] = {};
};

}  // namespace

std::unique_ptr<ByteSource> open_bytes(const std::string& path) {
  if (path.ends_with(".bz2")) return std::make_unique<Bzip2Source>(path);
  return std::make_unique<GzipSource>(path);
}

}  // namespace mwendo::osm
