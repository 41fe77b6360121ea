// Damages the files of a folder again and again and reads them; tells what crashes or never ends.
//
//   $ tests/fuzz/fuzz_inputs FOLDER [--seed N] [--seconds S] [--keep FOLDER]
//
// Each run is a process of its own with 10 s and 1 GiB. A run that reads the file or refuses it
// with an InputError is right; a signal, another exception or the end of its time is a fault. The
// damaged file of a fault is kept, and its seed and number are printed. Exit code 1 if there was a
// fault.
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <vector>

#include "network/base/input_error.h"
#include "network/osm/osm_import.h"
#include "network/sumo/write.h"
#include "network/validate.h"
#include "scenarios/experiments/scenario.h"
#include "scenarios/files/csv_table.h"
#include "scenarios/formats/gtfs/feed_lines.h"
#include "scenarios/formats/sumo/case.h"
#include "scenarios/measures/measure.h"
#include "tests/fuzz/mutate.h"
#include "tests/support/temporary_folder.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

constexpr rlim_t kSeconds = 10;
constexpr rlim_t kBytes = rlim_t{1} << 30U;
enum Answer { kRead = 0, kRefused = 2, kOtherException = 3 };

struct Input {
  fs::path file;
  fs::path net;  // of SUMO routes
};

bool ends(const fs::path& file, std::string_view end) {
  return std::string_view(file.native()).ends_with(end);
}

bool is_osm(const fs::path& f) {
  return ends(f, ".pbf") || ends(f, ".osm") || ends(f, ".osc") || ends(f, ".osh");
}
bool is_net(const fs::path& f) { return ends(f, ".net.xml"); }
bool is_routes(const fs::path& f) { return ends(f, ".rou.xml") || ends(f, ".trips.xml"); }
bool is_feed(const fs::path& f) { return ends(f, ".zip"); }
bool is_known(const fs::path& f) {
  return is_osm(f) || is_feed(f) || is_net(f) || is_routes(f) || ends(f, ".toml") ||
         ends(f, ".csv");
}

fs::path net_beside(const fs::path& routes) {
  for (const auto& entry : fs::directory_iterator(routes.parent_path()))
    if (is_net(entry.path())) return entry.path();
  return {};
}

std::vector<Input> inputs_in(const fs::path& folder) {
  std::vector<Input> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path& file = entry.path();
    if (!entry.is_regular_file() || !is_known(file)) continue;
    const fs::path net = is_routes(file) ? net_beside(file) : fs::path{};
    if (!is_routes(file) || !net.empty()) found.push_back({file, net});
  }
  std::sort(found.begin(), found.end(),
            [](const Input& a, const Input& b) { return a.file < b.file; });
  return found;
}

void check(const Network& net, const fs::path& stem) {
  const auto violations = validate(net);
  if (!violations.empty()) throw std::logic_error(violations.front());
  write_sumo_net(net, stem);
}

// A zip, and the lines of the feed in it.
void read_feed_of(const fs::path& file) {
  gtfs::Defects defects;
  const gtfs::Feed feed = gtfs::read_feed(gtfs::open_feed(file, defects), {}, defects);
  Problems problems;
  const int day = gtfs::service_day(feed, "tuesday", problems);
  problems.throw_if_any();
  auto lines = gtfs::feed_lines(feed, day, defects);
  (void)gtfs::find_placeholders(lines);
}

void read_input(const fs::path& file, const fs::path& net, const fs::path& stem) {
  Problems problems;
  if (is_osm(file)) {
    check(import_osm(file.string(), {}).network, stem);
  } else if (is_net(file)) {
    check(read_sumo_case(file, {}).net.net, stem);
  } else if (is_routes(file)) {
    (void)read_sumo_case(net, {file});
  } else if (is_feed(file)) {
    read_feed_of(file);
  } else if (ends(file, ".toml")) {
    const Scenario scenario = load_scenario(file.string(), problems);
    (void)read_measures(scenario.measures, problems);
  } else {
    (void)CsvTable::read(file, problems);
  }
  problems.throw_if_any();
}

int answer_of(const fs::path& file, const fs::path& net, const fs::path& stem) {
  try {
    read_input(file, net, stem);
    return kRead;
  } catch (const InputError&) {
    return kRefused;
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return kOtherException;
  }
}

// What happened, in words; empty if it is right.
std::string fault_of(int status) {
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    return number == SIGXCPU || number == SIGALRM || number == SIGKILL ? "it does not end"
                                                                       : strsignal(number);
  }
  return WEXITSTATUS(status) == kOtherException ? "another exception" : "";
}

int run_limited(const fs::path& file, const fs::path& net, const fs::path& stem) {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit time{kSeconds, kSeconds + 1};
    const rlimit memory{kBytes, kBytes};
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CORE, &no_core);
    alarm(4 * kSeconds);
    _exit(answer_of(file, net, stem));
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Options {
  fs::path folder;
  std::uint64_t seed = 1;
  double seconds = 60;
  fs::path keep = "fuzz-faults";
};

class Fuzz {
 public:
  explicit Fuzz(Options options) : o_(std::move(options)), inputs_(inputs_in(o_.folder)) {
    for (const Input& input : inputs_) contents_.push_back(unpacked(content_of(input.file)));
  }

  int run() {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::duration<double>(o_.seconds);
    std::uint32_t run = 0;
    for (; !inputs_.empty() && Clock::now() < end; ++run) one(run);
    fmt::print("{} runs over {} files, seed {}: {} read, {} refused, {} faults\n", run,
               inputs_.size(), o_.seed, counts_[kRead], counts_[kRefused], faults_);
    return faults_ > 0 || run == 0 ? 1 : 0;
  }

 private:
  void one(std::uint32_t run) {
    const std::size_t i = run % inputs_.size();
    const fs::path file = folder_ / inputs_[i].file.filename().string();
    std::ofstream(file, std::ios::binary) << mutate(contents_[i], {o_.seed, run});
    const int status = run_limited(file, inputs_[i].net, folder_ / "out");
    if (WIFEXITED(status)) ++counts_[WEXITSTATUS(status)];
    const std::string fault = fault_of(status);
    if (!fault.empty()) tell(run, inputs_[i], file, fault);
  }

  void tell(std::uint32_t run, const Input& input, const fs::path& damaged,
            const std::string& fault) {
    ++faults_;
    fs::create_directories(o_.keep);
    const fs::path kept =
        o_.keep / fmt::format("{}-{}-{}", o_.seed, run, input.file.filename().string());
    fs::copy_file(damaged, kept, fs::copy_options::overwrite_existing);
    fmt::print("run {}: {} of {}: {}\n", run, fault, input.file.string(), kept.string());
    std::fflush(stdout);
  }

  Options o_;
  std::vector<Input> inputs_;
  std::vector<std::string> contents_;
  testing::TemporaryFolder folder_;
  std::map<int, std::size_t> counts_;
  std::size_t faults_ = 0;
};

}  // namespace
}  // namespace mwendo

int main(int count, char** words) {
  mwendo::Options o;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const bool more = i + 1 < count;
    if (word == "--seed" && more)
      o.seed = std::stoull(words[++i]);
    else if (word == "--seconds" && more)
      o.seconds = std::stod(words[++i]);
    else if (word == "--keep" && more)
      o.keep = words[++i];
    else
      o.folder = word;
  }
  if (o.folder.empty() || !std::filesystem::is_directory(o.folder)) {
    fmt::print(stderr, "fuzz_inputs FOLDER [--seed N] [--seconds S] [--keep FOLDER]\n");
    return 2;
  }
  return mwendo::Fuzz(std::move(o)).run();
}
