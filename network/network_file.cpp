#include "network/network_file.h"

#include <fmt/format.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <type_traits>

#include "network/base/input_error.h"
#include "network/validate.h"

namespace mwendo {
namespace {

constexpr char kMagic[8] = {'M', 'W', 'E', 'N', 'D', 'O', 'N', 'W'};
constexpr std::uint32_t kVersion = 3;
constexpr std::uint32_t kByteOrder = 0x01020304U;

struct Header {
  char magic[8] = {};
  std::uint32_t version = 0;
  std::uint32_t byte_order = 0;
  std::uint64_t length = 0;
  std::uint64_t checksum = 0;
};

std::uint64_t checksum(const std::string& body) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : body) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

class Writer {
 public:
  static constexpr bool kReads = false;
  std::string body;

  template <class T>
  void plain(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    body.append(reinterpret_cast<const char*>(&value), sizeof(T));
  }
  template <class T>
  void array(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    plain(std::uint64_t{values.size()});
    body.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  void text(const std::string& value) {
    plain(std::uint64_t{value.size()});
    body += value;
  }
};

class Reader {
 public:
  static constexpr bool kReads = true;
  explicit Reader(std::string_view body) : rest_(body) {}

  template <class T>
  void plain(T& value) {
    std::memcpy(&value, take(sizeof(T)), sizeof(T));
  }
  template <class T>
  void array(std::vector<T>& values) {
    const std::uint64_t n = count(sizeof(T));
    values.resize(n);
    if (n > 0) std::memcpy(values.data(), take(n * sizeof(T)), n * sizeof(T));
  }
  void text(std::string& value) {
    const std::uint64_t n = count(1);
    value.assign(take(n), n);
  }
  [[nodiscard]] std::uint64_t count(std::size_t entry_size) {
    std::uint64_t n = 0;
    plain(n);
    if (n > rest_.size() / entry_size) throw std::length_error("a column is longer than the file");
    return n;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  const char* take(std::size_t bytes) {
    if (bytes > rest_.size()) throw std::length_error("the body ends early");
    const char* at = rest_.data();
    rest_.remove_prefix(bytes);
    return at;
  }
  std::string_view rest_;
};

// SignalPlan and its phases hold vectors, so they have a form of their own.
template <class Archive, class Plan>
void pass_plan(Archive& archive, Plan& plan) {
  archive.plain(plan.kind);
  archive.plain(plan.offset_s);
  archive.plain(plan.bus_priority);
  std::uint64_t phases = plan.phases.size();
  archive.plain(phases);
  if constexpr (Archive::kReads) {
    if (phases > 1000) throw std::length_error("a signal plan has too many phases");
    plan.phases.resize(phases);
  }
  for (auto& phase : plan.phases) {
    archive.plain(phase.green_s);
    archive.plain(phase.clearance_s);
    archive.array(phase.movements);
    archive.array(phase.stopping);
    archive.plain(phase.least_green_s);
    archive.plain(phase.most_green_s);
  }
}

template <class Archive, class Net>
void pass_links(Archive& archive, Net& net) {
  archive.array(net.link.from.raw());
  archive.array(net.link.to.raw());
  archive.array(net.link.length_m.raw());
  archive.array(net.link.free_speed_mps.raw());
  archive.array(net.link.road_class.raw());
  archive.array(net.link.grade.raw());
  archive.array(net.link.friction.raw());
  archive.array(net.link.footway.raw());
  archive.array(net.link.cycleway.raw());
  archive.array(net.link.flags.raw());
  archive.array(net.link.reverse.raw());
  archive.array(net.link.street.raw());
  archive.array(net.link.source_id.raw());
  archive.array(net.link.first_lane.raw());
  archive.array(net.link.first_movement.raw());
  archive.array(net.link.first_point.raw());
}

template <class Archive, class Net>
void pass_rest(Archive& archive, Net& net) {
  archive.array(net.lane.link.raw());
  archive.array(net.lane.permissions.raw());
  archive.array(net.lane.width_m.raw());
  archive.array(net.lane.first_connection.raw());
  archive.array(net.movement.from.raw());
  archive.array(net.movement.to.raw());
  archive.array(net.movement.direction.raw());
  archive.array(net.movement.rank.raw());
  archive.array(net.movement.speed_mps.raw());
  archive.array(net.movement.conflicts.first);
  archive.array(net.movement.conflicts.values);
  archive.array(net.connections);
  archive.array(net.connection_permissions);
  archive.array(net.geometry);
}

template <class Archive, class Net>
void pass(Archive& archive, Net& net) {
  archive.text(net.name);
  archive.text(net.crs);
  archive.plain(net.driving_side);
  archive.array(net.node.position.raw());
  archive.array(net.node.control.raw());
  archive.array(net.node.signal_plan.raw());
  archive.array(net.node.outgoing.first);
  archive.array(net.node.outgoing.values);
  archive.array(net.node.incoming.first);
  archive.array(net.node.incoming.values);
  pass_links(archive, net);
  pass_rest(archive, net);
  std::uint64_t plans = net.signal_plans.size();
  archive.plain(plans);
  if constexpr (Archive::kReads) {
    if (plans > net.node.position.size()) throw std::length_error("more signal plans than nodes");
    net.signal_plans.resize(plans);
  }
  for (auto& plan : net.signal_plans) pass_plan(archive, plan);
  std::uint64_t names = net.street_names.size();
  archive.plain(names);
  if constexpr (Archive::kReads) {
    if (names > net.link.from.size() + 1) throw std::length_error("more street names than links");
    net.street_names.resize(names);
  }
  for (auto& name : net.street_names) archive.text(name);
}

std::string file_in(const std::string& folder) {
  return (std::filesystem::path(folder) / "network.mwn").string();
}

[[noreturn]] void fail(const std::string& file, const std::string& what,
                       const std::string& what_to_do) {
  throw InputError(
      Problem{.file = file, .line = 0, .column = 0, .what = what, .what_to_do = what_to_do});
}

std::string read_body(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) fail(file, "file not found or not readable", "import the network first");
  Header header;
  in.read(reinterpret_cast<char*>(&header), sizeof header);
  if (!in || std::memcmp(header.magic, kMagic, sizeof kMagic) != 0)
    fail(file, "is not a network file", "import the network again");
  if (header.byte_order != kByteOrder)
    fail(file, "was written on a machine with another byte order", "import the network here");
  if (header.version != kVersion)
    fail(file,
         fmt::format("has format version {}, this program reads {}", header.version, kVersion),
         "import the network again");
  std::string body((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (body.size() != header.length)
    fail(file, fmt::format("is cut off: {} of {} bytes", body.size(), header.length),
         "import or copy it again");
  if (checksum(body) != header.checksum)
    fail(file, "was altered: the checksum differs", "import or copy it again");
  return body;
}

}  // namespace

void save_network(const Network& net, const std::string& folder) {
  Writer writer;
  pass(writer, net);
  Header header{.version = kVersion,
                .byte_order = kByteOrder,
                .length = writer.body.size(),
                .checksum = checksum(writer.body)};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  const std::string file = file_in(folder);
  const std::string draft = file + ".part";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::ofstream out(draft, std::ios::binary | std::ios::trunc);
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(writer.body.data(), static_cast<std::streamsize>(writer.body.size()));
  out.close();
  if (out) std::filesystem::rename(draft, file, error);
  if (!out || error) {
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    throw RunError("cannot write " + file + ": is the disk full or the folder read-only?");
  }
}

Network load_network(const std::string& folder) {
  const std::string file = file_in(folder);
  const std::string body = read_body(file);
  Network net;
  try {
    Reader reader(body);
    pass(reader, net);
    if (!reader.at_end()) throw std::length_error("bytes follow the last column");
  } catch (const std::length_error& e) {
    fail(file, std::string("is damaged: ") + e.what(), "import the network again");
  }
  const auto violations = validate(net);
  if (!violations.empty())
    fail(file, "is damaged: " + violations.front(), "import the network again");
  return net;
}

}  // namespace mwendo
