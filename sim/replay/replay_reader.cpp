#include <zstd.h>

#include <fstream>

#include "network/base/input_error.h"
#include "sim/replay/replay_code.h"
#include "sim/replay/replay_file.h"

namespace mwendo {

using namespace replay;

namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& what,
                         const std::string& advice) {
  Problem p;
  p.file = file;
  p.what = what;
  p.what_to_do = advice;
  throw InputError(p);
}

}  // namespace

struct ReplayReader::State {
  std::string name;
  std::ifstream file;
  ReplayHeader header;
  std::vector<BlockPlace> places;
  std::uint64_t end_of_blocks = 0;
  float last_s = 0;
  std::size_t next_block = 0;
  std::vector<char> plain, packed;
  FrameDecoder decoder;
  std::uint32_t frames_left = 0;
  float wanted_s = -1;  // frames before it are passed over

  template <class T>
  bool read(T& value) {
    file.read(reinterpret_cast<char*>(&value), sizeof value);
    return static_cast<bool>(file);
  }
  void open();
  bool read_index(std::uint64_t size);
  void find_blocks(std::uint64_t first, std::uint64_t size);
  void load_block(std::size_t i);
  [[noreturn]] void damaged(const std::string& what) {
    refuse(name, "the replay is damaged: " + what, "record the scenario again");
  }
};

void ReplayReader::State::open() {
  file.open(name, std::ios::binary);
  if (!file) refuse(name, "cannot be opened", "give a file that `mwendo-view --record` wrote");
  const std::uint64_t size = std::filesystem::file_size(name);
  std::uint64_t magic = 0;
  std::uint32_t version = 0, header_size = 0;
  if (!read(magic) || magic != kMagic)
    refuse(name, "is not a replay", "give a file that `mwendo-view --record` wrote");
  if (!read(version) || version != kReplayVersion)
    refuse(name,
           "was written in version " + std::to_string(version) +
               " of the replay format; this program reads version " +
               std::to_string(kReplayVersion),
           "record the scenario again with this program");
  if (!read(header_size) || header_size > size) damaged("the header ends too early");
  std::vector<char> bytes(header_size);
  file.read(bytes.data(), header_size);
  if (!file) damaged("the header ends too early");
  try {
    ByteReader in_header(bytes);
    header = get_header(in_header);
  } catch (const std::out_of_range& e) {
    damaged(e.what());
  }
  const auto first = static_cast<std::uint64_t>(file.tellg());
  if (!read_index(size)) find_blocks(first, size);
  if (places.empty()) damaged("it holds no second of a run");
  load_block(places.size() - 1);
  last_s = places.back().time_s + static_cast<float>(frames_left) - 1;
  load_block(0);
}

bool ReplayReader::State::read_index(std::uint64_t size) {
  if (size < 24) return false;
  std::uint64_t at = 0;
  std::uint32_t end = 0, mark = 0, count = 0;
  file.clear();
  file.seekg(static_cast<std::streamoff>(size - 12));
  if (!read(at) || !read(end) || end != kEnd || at >= size) return false;
  file.seekg(static_cast<std::streamoff>(at));
  if (!read(mark) || mark != kIndex || !read(count) || count > size / 12) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    BlockPlace p;
    if (!read(p.time_s) || !read(p.offset)) return false;
    places.push_back(p);
  }
  return true;
}

// A run that was cut off has no index: go from block to block.
void ReplayReader::State::find_blocks(std::uint64_t first, std::uint64_t size) {
  places.clear();
  for (std::uint64_t at = first; at + sizeof(BlockHead) <= size;) {
    file.clear();
    file.seekg(static_cast<std::streamoff>(at));
    BlockHead head;
    if (!read(head) || head.mark != kBlock || at + sizeof head + head.packed > size) return;
    places.push_back({head.time_s, at});
    at += sizeof head + head.packed;
  }
}

void ReplayReader::State::load_block(std::size_t i) {
  BlockHead head;
  file.clear();
  file.seekg(static_cast<std::streamoff>(places[i].offset));
  if (!read(head) || head.mark != kBlock || head.plain > kLargestBlock ||
      head.packed > kLargestBlock)
    damaged("a block is not where the index says");
  packed.resize(head.packed);
  plain.resize(head.plain);
  file.read(packed.data(), head.packed);
  if (!file) damaged("a block ends too early");
  const std::size_t n = ZSTD_decompress(plain.data(), plain.size(), packed.data(), packed.size());
  if (ZSTD_isError(n) != 0 || n != plain.size()) damaged("a block cannot be unpacked");
  if (head.edits > n) damaged("a block is not what its head says");
  const std::span<const char> bytes(plain);
  decoder.begin_block(bytes.first(head.edits), bytes.subspan(head.edits));
  frames_left = head.frames;
  next_block = i + 1;
}

ReplayReader::ReplayReader(const std::filesystem::path& file) : s_(std::make_unique<State>()) {
  s_->name = file.string();
  s_->open();
}

ReplayReader::~ReplayReader() = default;
ReplayReader::ReplayReader(ReplayReader&&) noexcept = default;

const ReplayHeader& ReplayReader::header() const { return s_->header; }
float ReplayReader::last_s() const { return s_->last_s; }

void ReplayReader::seek(float time_s) {
  std::size_t i = 0;
  while (i + 1 < s_->places.size() && s_->places[i + 1].time_s <= time_s) ++i;
  s_->load_block(i);
  s_->wanted_s = time_s;
}

bool ReplayReader::next(ReplayFrame& frame) {
  for (;;) {
    if (s_->frames_left == 0) {
      if (s_->next_block >= s_->places.size()) return false;
      s_->load_block(s_->next_block);
    }
    try {
      s_->decoder.decode(frame);
    } catch (const std::out_of_range& e) {
      s_->damaged(e.what());
    }
    --s_->frames_left;
    if (frame.time_s < s_->wanted_s - 0.5F) continue;
    s_->wanted_s = -1;
    return true;
  }
}

}  // namespace mwendo
