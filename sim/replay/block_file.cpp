#include "sim/replay/block_file.h"

#include <zstd.h>

#include <memory>
#include <new>
#include <utility>

#include "network/base/input_error.h"

namespace mwendo::replay {
namespace {

constexpr int kZstdLevel = 1;

struct FreeContext {
  void operator()(ZSTD_CCtx* c) const { ZSTD_freeCCtx(c); }
};

std::size_t compress(const std::vector<char>& plain, std::vector<char>& packed) {
  static thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  if (context == nullptr) throw std::bad_alloc();
  packed.resize(std::max(packed.size(), ZSTD_compressBound(plain.size())));
  return ZSTD_compressCCtx(context.get(), packed.data(), packed.size(), plain.data(), plain.size(),
                           kZstdLevel);
}

}  // namespace

BlockFile::BlockFile(const std::filesystem::path& file, const ReplayHeader& header)
    : name_(file.string()) {
  file_.open(file, std::ios::binary);
  if (!file_) throw RunError(name_ + ": the replay cannot be written");
  write_header(header);
  check();
  thread_ = std::thread([this] { work(); });
}

BlockFile::~BlockFile() { end_work(); }

void BlockFile::write_header(const ReplayHeader& header) {
  ByteWriter out;
  put_header(header, out);
  const auto size = static_cast<std::uint32_t>(out.bytes.size());
  write(&kMagic, sizeof kMagic);
  write(&kReplayVersion, sizeof kReplayVersion);
  write(&size, sizeof size);
  write(out.bytes.data(), out.bytes.size());
}

void BlockFile::check() const {
  if (failed_.load(std::memory_order_acquire))
    throw RunError(name_ + ": the replay cannot be written; is the disk full?");
}

void BlockFile::write(const void* data, std::size_t n) {
  file_.write(static_cast<const char*>(data), static_cast<std::streamsize>(n));
  if (!file_) failed_.store(true, std::memory_order_release);
  bytes_.fetch_add(n, std::memory_order_relaxed);
}

void BlockFile::give(const BlockHead& head, BlockBytes& bytes) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !is_waiting_ || no_more_; });
    head_ = head;
    std::swap(waiting_, bytes);
    is_waiting_ = true;
  }
  changed_.notify_all();
  bytes.edits.bytes.clear();
  bytes.moves.clear();
  check();
}

// Until there is no more; blocks after a failure are dropped.
void BlockFile::work() {
  BlockBytes bytes;
  for (;;) {
    BlockHead head;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return is_waiting_ || no_more_; });
      if (!is_waiting_) return;
      head = head_;
      std::swap(bytes, waiting_);
      is_waiting_ = false;
    }
    changed_.notify_all();
    if (failed_.load(std::memory_order_relaxed)) continue;
    try {
      pack(head, bytes);
    } catch (const std::exception&) {  // no memory
      failed_.store(true, std::memory_order_release);
    }
  }
}

void BlockFile::pack(BlockHead& head, BlockBytes& bytes) {
  std::vector<char>& plain = bytes.edits.bytes;
  head.edits = static_cast<std::uint32_t>(plain.size());
  plain.insert(plain.end(), bytes.moves.begin(), bytes.moves.end());
  head.plain = static_cast<std::uint32_t>(plain.size());
  const std::size_t n = compress(plain, packed_);
  head.packed = static_cast<std::uint32_t>(n);
  places_.push_back({head.time_s, bytes_});
  write(&head, sizeof head);
  write(packed_.data(), n);
  file_.flush();
  if (!file_) failed_.store(true, std::memory_order_release);
}

void BlockFile::end_work() {
  {
    const std::lock_guard lock(mutex_);
    no_more_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void BlockFile::finish() {
  if (!std::exchange(finished_, true)) {
    end_work();
    if (!failed_) write_index();
  }
  check();
}

void BlockFile::write_index() {
  const std::uint64_t at = bytes_;
  ByteWriter out;
  out.put(kIndex);
  out.put(static_cast<std::uint32_t>(places_.size()));
  for (const BlockPlace& p : places_) out.put(p.time_s), out.put(p.offset);
  out.put(at);
  out.put(kEnd);
  write(out.bytes.data(), out.bytes.size());
  file_.flush();
  if (!file_) failed_ = true;
}

}  // namespace mwendo::replay
