// Compresses blocks of a replay and appends them to its file, in a thread of its own. Internal to
// sim/replay.
//
//   BlockFile file(path, header);
//   file.give(head, bytes);      // bytes come back empty, with memory to fill again
//   file.finish();
//
// Guarantees: blocks are written in order. give() waits while two blocks are under way. After a
// failed write every give() and finish() throws RunError.
#pragma once

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "sim/replay/replay_code.h"
#include "sim/replay/replay_file.h"

namespace mwendo::replay {

class BlockFile {
 public:
  BlockFile(const std::filesystem::path& file, const ReplayHeader& header);
  ~BlockFile();
  BlockFile(const BlockFile&) = delete;
  BlockFile& operator=(const BlockFile&) = delete;
  void give(const BlockHead& head, BlockBytes& bytes);
  void finish();
  void check() const;  // throws if writing failed
  [[nodiscard]] std::uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

 private:
  void work();
  void end_work();
  void pack(BlockHead& head, BlockBytes& bytes);
  void write(const void* data, std::size_t n);
  void write_header(const ReplayHeader& header);
  void write_index();

  std::string name_;
  std::ofstream file_;
  std::vector<BlockPlace> places_;
  std::vector<char> packed_;
  std::atomic<std::uint64_t> bytes_{0};
  std::atomic<bool> failed_{false};
  bool finished_ = false;

  std::mutex mutex_;
  std::condition_variable changed_;
  BlockHead head_;  // of the block that waits
  BlockBytes waiting_;
  bool is_waiting_ = false;
  bool no_more_ = false;
  std::thread thread_;
};

}  // namespace mwendo::replay
