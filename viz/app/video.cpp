#include "viz/app/video.h"

#include <GL/gl.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <sstream>

namespace mwendo::viz {
namespace {

constexpr long kMostRepeats = 10;

// Runs ffmpeg in the child; does not return.
[[noreturn]] void become_ffmpeg(const std::string& program, int input, const std::string& file,
                                sf::Vector2u size) {
  dup2(input, STDIN_FILENO);
  const int nothing = open("/dev/null", O_WRONLY);
  if (nothing >= 0) {
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
  }
  const std::string dimensions = std::to_string(size.x) + "x" + std::to_string(size.y);
  const std::string rate = std::to_string(VideoWriter::kFramesPerSecond);
  // OpenGL counts rows from below; H.264 wants even sizes.
  execl(program.c_str(), "ffmpeg", "-y", "-f", "rawvideo", "-pix_fmt", "rgba", "-s",
        dimensions.c_str(), "-r", rate.c_str(), "-i", "-", "-an", "-vf",
        "vflip,crop=trunc(iw/2)*2:trunc(ih/2)*2", "-pix_fmt", "yuv420p", file.c_str(),
        static_cast<char*>(nullptr));
  _exit(127);
}

bool write_all(int fd, const unsigned char* data, std::size_t n) {
  while (n > 0) {
    const ssize_t done = write(fd, data, n);
    if (done <= 0) return false;
    data += done;
    n -= static_cast<std::size_t>(done);
  }
  return true;
}

}  // namespace

std::string find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  std::string folder;
  while (std::getline(folders, folder, ':')) {
    folder.append("/").append(name);
    if (access(folder.c_str(), X_OK) == 0) return folder;
  }
  return {};
}

std::string VideoWriter::start(const std::string& file, sf::Vector2u size) {
  const std::string program = find_program("ffmpeg");
  if (program.empty())
    return "Videos need the program ffmpeg, which is not installed (Debian package ffmpeg)";
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return "The pipe to ffmpeg cannot be opened";
  std::signal(SIGPIPE, SIG_IGN);
  child_ = fork();
  if (child_ < 0) return "ffmpeg cannot be started";
  if (child_ == 0) become_ffmpeg(program, ends[0], file, size);
  close(ends[0]);
  pipe_ = ends[1];
  file_ = file;
  size_ = size;
  written_ = 0;
  started_at_ = -1;
  pixels_.resize(std::size_t{size.x} * size.y * 4);
  return {};
}

std::string VideoWriter::add_window(double elapsed_s, sf::Vector2u size) {
  if (!running()) return {};
  if (size != size_) {
    (void)stop();
    return "The window changed its size; the video " + file_ + " ends here";
  }
  if (started_at_ < 0) started_at_ = elapsed_s;
  const long due = static_cast<long>((elapsed_s - started_at_) * kFramesPerSecond) + 1;
  if (due <= written_) return {};
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, static_cast<GLsizei>(size.x), static_cast<GLsizei>(size.y), GL_RGBA,
               GL_UNSIGNED_BYTE, pixels_.data());
  for (long i = std::min(due - written_, kMostRepeats); i > 0; --i)
    if (!write_all(pipe_, pixels_.data(), pixels_.size())) {
      (void)stop();
      return "ffmpeg ended before the video " + file_ + " was done";
    }
  written_ = due;
  return {};
}

std::string VideoWriter::stop() {
  if (!running()) return {};
  close(pipe_);
  pipe_ = -1;
  int status = 0;
  waitpid(child_, &status, 0);
  child_ = -1;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return "ffmpeg could not write " + file_;
}

}  // namespace mwendo::viz
