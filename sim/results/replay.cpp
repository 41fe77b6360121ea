#include "sim/results/replay.h"

#include <zstd.h>

#include <bit>

#include "network/input_error.h"
#include "sim/results/replay_code.h"

namespace mwendo {
namespace {

constexpr std::uint64_t kMagic = 0x59414C504552574DULL;  // "MWREPLAY"
constexpr std::uint32_t kBlock = 0x314B4C42;             // "BLK1"
constexpr std::uint32_t kIndex = 0x31584449;             // "IDX1"
constexpr std::uint32_t kEnd = 0x31444E45;               // "END1"
constexpr std::uint32_t kFramesPerBlock = 60;
constexpr int kZstdLevel = 3;
constexpr std::uint32_t kLargestBlock = 1U << 30U;

struct BlockHead {
  std::uint32_t mark = kBlock;
  float time_s = 0;
  std::uint32_t frames = 0;
  std::uint32_t packed = 0;
  std::uint32_t plain = 0;
};

struct BlockPlace {
  float time_s = 0;
  std::uint64_t offset = 0;
};

void put_header(const ReplayHeader& h, ByteWriter& out) {
  for (const std::string* t : {&h.city, &h.scenario, &h.title, &h.made_by}) out.text(*t);
  out.put(h.seed), out.put(h.sample), out.put(h.from_s), out.put(h.to_s);
  out.put(h.links), out.put(h.stops), out.put(h.network_hash);
}

ReplayHeader get_header(ByteReader& in) {
  ReplayHeader h;
  for (std::string* t : {&h.city, &h.scenario, &h.title, &h.made_by}) *t = in.text();
  h.seed = in.get<std::uint64_t>(), h.sample = in.get<double>();
  h.from_s = in.get<float>(), h.to_s = in.get<float>();
  h.links = in.get<std::uint32_t>(), h.stops = in.get<std::uint32_t>();
  h.network_hash = in.get<std::uint64_t>();
  return h;
}

[[noreturn]] void refuse(const std::string& file, const std::string& what, const std::string& advice) {
  Problem p;
  p.file = file;
  p.what = what;
  p.what_to_do = advice;
  throw InputError(p);
}

}  // namespace

std::uint64_t network_hash(const Network& net) {
  std::uint64_t hash = 1469598103934665603ULL;
  const auto mix = [&](std::uint64_t x) { hash = (hash ^ x) * 1099511628211ULL; };
  for (const LinkId l : net.links()) {
    mix(net.link.from[l].value);
    mix(net.link.to[l].value);
    mix(std::bit_cast<std::uint32_t>(net.link.length_m[l]));
    mix(net.lanes_of(l).size());
  }
  return hash;
}

struct ReplayWriter::State {
  std::string name;
  std::ofstream file;
  replay::FrameEncoder encoder;
  ByteWriter block;
  BlockHead head;
  std::vector<BlockPlace> places;
  std::vector<char> packed;
  std::uint64_t bytes = 0;
  bool finished = false;

  void write(const void* data, std::size_t n) {
    file.write(static_cast<const char*>(data), static_cast<std::streamsize>(n));
    if (!file) throw RunError(name + ": the replay cannot be written; is the disk full?");
    bytes += n;
  }
  void end_block() {
    if (head.frames == 0) return;
    packed.resize(ZSTD_compressBound(block.bytes.size()));
    const std::size_t n = ZSTD_compress(packed.data(), packed.size(), block.bytes.data(),
                                        block.bytes.size(), kZstdLevel);
    head.packed = static_cast<std::uint32_t>(n);
    head.plain = static_cast<std::uint32_t>(block.bytes.size());
    places.push_back({head.time_s, bytes});
    write(&head, sizeof head);
    write(packed.data(), n);
    head = {};
    block.bytes.clear();
  }
};

ReplayWriter::ReplayWriter(const std::filesystem::path& file, const ReplayHeader& header)
    : s_(std::make_unique<State>()) {
  s_->name = file.string();
  s_->file.open(file, std::ios::binary);
  if (!s_->file) throw RunError(s_->name + ": the replay cannot be written");
  ByteWriter out;
  put_header(header, out);
  const auto size = static_cast<std::uint32_t>(out.bytes.size());
  s_->write(&kMagic, sizeof kMagic);
  s_->write(&kReplayVersion, sizeof kReplayVersion);
  s_->write(&size, sizeof size);
  s_->write(out.bytes.data(), out.bytes.size());
}

ReplayWriter::~ReplayWriter() {
  try {
    finish();
  } catch (const RunError&) {
    // Told by an earlier add(); a destructor must not throw.
  }
}

void ReplayWriter::add(const ReplayFrame& frame) {
  if (s_->head.frames == 0) {
    s_->head.time_s = frame.time_s;
    s_->encoder.begin_block();
  }
  s_->encoder.encode(frame, s_->block);
  if (++s_->head.frames == kFramesPerBlock) s_->end_block();
}

void ReplayWriter::finish() {
  if (s_->finished) return;
  s_->finished = true;
  s_->end_block();
  const std::uint64_t at = s_->bytes;
  ByteWriter out;
  out.put(kIndex);
  out.put(static_cast<std::uint32_t>(s_->places.size()));
  for (const BlockPlace& p : s_->places) out.put(p.time_s), out.put(p.offset);
  out.put(at);
  out.put(kEnd);
  s_->write(out.bytes.data(), out.bytes.size());
  s_->file.flush();
  if (!s_->file) throw RunError(s_->name + ": the replay cannot be written; is the disk full?");
}

std::uint64_t ReplayWriter::bytes() const { return s_->bytes; }

struct ReplayReader::State {
  std::string name;
  std::ifstream file;
  ReplayHeader header;
  std::vector<BlockPlace> places;
  std::uint64_t end_of_blocks = 0;
  float last_s = 0;
  std::size_t next_block = 0;
  std::vector<char> plain, packed;
  std::unique_ptr<ByteReader> in;
  replay::FrameDecoder decoder;
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
    refuse(name, "the replay is damaged: " + what, "run the scenario again to record it anew");
  }
};

void ReplayReader::State::open() {
  file.open(name, std::ios::binary);
  if (!file) refuse(name, "cannot be opened", "give a replay.mwr that `mwendo run` or the window wrote");
  const std::uint64_t size = std::filesystem::file_size(name);
  std::uint64_t magic = 0;
  std::uint32_t version = 0, header_size = 0;
  if (!read(magic) || magic != kMagic)
    refuse(name, "is no replay", "give a replay.mwr that `mwendo run` or the window wrote");
  if (!read(version) || version != kReplayVersion)
    refuse(name, "was written in version " + std::to_string(version) + " of the replay format; this program reads version " +
           std::to_string(kReplayVersion), "run the scenario again with this program to record it anew");
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
  if (!read(head) || head.mark != kBlock || head.plain > kLargestBlock || head.packed > kLargestBlock)
    damaged("a block is not where the index says");
  packed.resize(head.packed);
  plain.resize(head.plain);
  file.read(packed.data(), head.packed);
  if (!file) damaged("a block ends too early");
  const std::size_t n = ZSTD_decompress(plain.data(), plain.size(), packed.data(), packed.size());
  if (ZSTD_isError(n) != 0 || n != plain.size()) damaged("a block cannot be unpacked");
  in = std::make_unique<ByteReader>(std::span<const char>(plain));
  decoder.begin_block();
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
      s_->decoder.decode(*s_->in, frame);
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
