#include "scenarios/files/results_folder.h"

#include <fmt/format.h>
#include <unistd.h>

#include "network/base/input_error.h"
#include "scenarios/files/refuse.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

// Only folders that look like ours are replaced: --force must not wipe a home folder.
bool looks_like_results(const fs::path& folder) {
  return fs::is_empty(folder) || fs::exists(folder / "run.json") ||
         fs::exists(folder / "comparison.json") || fs::exists(folder / "imported.toml") ||
         fs::exists(folder / "export.json");
}

// Permissions are not enough: some file systems refuse users that have them.
bool can_hold_folders(const fs::path& parent) {
  const fs::path probe = parent / fmt::format(".mwendo-probe-{}", ::getpid());
  std::error_code error;
  const bool made = fs::create_directory(probe, error);
  if (made) fs::remove(probe, error);
  return made;
}

// The nearest folder above the target that exists.
fs::path existing_parent(const fs::path& target) {
  fs::path parent = fs::absolute(target).parent_path();
  while (!parent.empty() && !fs::exists(parent) && parent != parent.root_path())
    parent = parent.parent_path();
  return parent;
}

}  // namespace

void ResultsFolder::check(const fs::path& target, bool force) {
  std::error_code error;
  if (fs::exists(target, error)) {
    if (!fs::is_directory(target))
      refuse(target, "exists and is not a folder", "choose another --out");
    if (!force) refuse(target, "the output folder exists", "choose another --out or add --force");
    if (!looks_like_results(target))
      refuse(target, "the folder holds files that are not results",
             "choose another --out; --force only replaces results");
  }
  const fs::path parent = existing_parent(target);
  if (!can_hold_folders(parent))
    refuse(target, fmt::format("cannot write into {}", parent.string()),
           "choose an --out in a folder with write permission");
}

ResultsFolder::ResultsFolder(const fs::path& target, bool force)
    : target_(fs::absolute(target).lexically_normal()) {
  if (!target_.has_filename()) target_ = target_.parent_path();
  check(target_, force);
  temporary_ =
      target_.parent_path() / fmt::format(".{}.part-{}", target_.filename().string(), ::getpid());
  std::error_code error;
  fs::remove_all(temporary_, error);
  fs::create_directories(temporary_, error);
  if (error)
    refuse(target_, "cannot create the folder: " + error.message(), "choose another --out");
}

ResultsFolder::~ResultsFolder() {
  std::error_code error;
  if (!committed_) fs::remove_all(temporary_, error);
}

void ResultsFolder::commit() {
  std::error_code error;
  const fs::path old = temporary_.string() + ".old";
  const bool replaces = fs::exists(target_);
  if (replaces) fs::rename(target_, old, error);
  if (!error) fs::rename(temporary_, target_, error);
  if (error) {
    std::error_code ignored;
    if (replaces && !fs::exists(target_)) fs::rename(old, target_, ignored);
    throw RunError(fmt::format("cannot write {}: {}", target_.string(), error.message()));
  }
  committed_ = true;
  if (replaces) fs::remove_all(old, error);
}

}  // namespace mwendo
