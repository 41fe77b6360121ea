#include "tests/viz/support/screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <thread>

#include "viz/paint/fonts.h"

namespace mwendo::test {
namespace {

using Environment = std::map<std::string, std::string>;

// In the child: never returns. The child dies with the test.
[[noreturn]] void become(const std::vector<std::string>& words, const Environment& environment,
                         const std::filesystem::path& folder, int output) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const auto& [name, value] : environment)
    value.empty() ? unsetenv(name.c_str()) : setenv(name.c_str(), value.c_str(), 1);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  if (chdir(folder.c_str()) != 0) _exit(126);
  std::vector<char*> argv;
  for (const std::string& w : words) argv.push_back(const_cast<char*>(w.c_str()));
  argv.push_back(nullptr);
  execvp(argv[0], argv.data());
  _exit(127);
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

pid_t start(const std::vector<std::string>& words, const Environment& environment,
            const std::filesystem::path& folder, const std::filesystem::path& log) {
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const pid_t child = fork();
  if (child == 0) become(words, environment, folder, out);
  close(out);
  return child;
}

struct DisplayCloser {
  void operator()(Display* d) const { XCloseDisplay(d); }
};
using OpenDisplay = std::unique_ptr<Display, DisplayCloser>;

OpenDisplay open_display(const std::string& name) {
  return OpenDisplay(XOpenDisplay(name.c_str()));
}

bool installed(const std::string& program) {
  return std::system(("command -v " + program + " > /dev/null 2>&1").c_str()) == 0;
}

void stop(pid_t& child) {
  if (child <= 0) return;
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  child = -1;
}

}  // namespace

std::string missing_programs() {
  std::string out;
  for (const char* p : {"Xvfb", "xdotool"})
    if (!installed(p)) out += (out.empty() ? "" : ", ") + std::string(p);
  if (viz::Fonts fonts; !fonts.load().empty())
    out += (out.empty() ? "" : ", ") + std::string("a typeface");
  return out;
}

bool soon(const std::function<bool()>& so) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < end) {
    if (so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(40));
  }
  return so();
}

Screen::Screen(int width, int height, const std::vector<std::string>& more) {
  int ends[2];
  if (pipe(ends) != 0) return;
  server_ = fork();
  if (server_ == 0) {
    close(ends[0]);
    const int nothing = open("/dev/null", O_WRONLY);
    std::vector<std::string> words = {
        "Xvfb",      "-displayfd", std::to_string(ends[1]),
        "-nolisten", "tcp",        "-noreset",
        "-screen",   "0",          std::to_string(width) + "x" + std::to_string(height) + "x24"};
    words.insert(words.end(), more.begin(), more.end());
    become(words, {}, ".", nothing);
  }
  close(ends[1]);
  std::string number;
  char c = 0;
  pollfd wait{ends[0], POLLIN, 0};
  while (poll(&wait, 1, 30000) > 0 && read(ends[0], &c, 1) == 1 && c != '\n') number += c;
  close(ends[0]);
  if (!number.empty()) display_ = ":" + number;
}

Screen::~Screen() { die(); }

void Screen::die() { stop(server_); }

Picture Screen::look() const {
  const OpenDisplay display = open_display(display_);
  if (display == nullptr) return {};
  const int w = DisplayWidth(display.get(), 0), h = DisplayHeight(display.get(), 0);
  XImage* image = XGetImage(display.get(), DefaultRootWindow(display.get()), 0, 0,
                            static_cast<unsigned>(w), static_cast<unsigned>(h), AllPlanes, ZPixmap);
  Picture out{w, h, {}};
  out.rgb.reserve(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 3);
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) {
      const unsigned long v = XGetPixel(image, x, y);
      for (const int shift : {16, 8, 0})
        out.rgb.push_back(static_cast<std::uint8_t>((v >> shift) & 255U));
    }
  XDestroyImage(image);
  return out;
}

void Screen::hands(const std::string& words) const {
  if (std::system(("DISPLAY=" + display_ + " xdotool " + words + " > /dev/null 2>&1").c_str()) != 0)
    return;
}

void Screen::move_to(int x, int y) const {
  hands("mousemove " + std::to_string(x) + " " + std::to_string(y));
}

void Screen::click(int x, int y) const {
  move_to(x, y);
  hands("sleep 0.15 mousedown 1 sleep 0.15 mouseup 1 sleep 0.1");
}

void Screen::drag(int x0, int y0, int x1, int y1) const {
  move_to(x0, y0);
  hands("sleep 0.15 mousedown 1 sleep 0.15");
  move_to((x0 + x1) / 2, (y0 + y1) / 2);
  hands("sleep 0.15");
  move_to(x1, y1);
  hands("sleep 0.15 mouseup 1 sleep 0.1");
}

Ended run(const std::vector<std::string>& words, const Environment& environment,
          const std::filesystem::path& folder) {
  const TemporaryFolder own;
  const pid_t child = start(words, environment, folder, own.path() / "log");
  int status = 0;
  waitpid(child, &status, 0);
  return {code_of(status), text_of(own.path() / "log")};
}

Viewer::Viewer(const Screen& screen, std::vector<std::string> words,
               const std::filesystem::path& folder, const std::filesystem::path& config)
    : screen_(&screen) {
  const std::filesystem::path remembers = config.empty() ? own_.path() : config;
  words.insert(words.begin(), MWENDO_VIEW_PROGRAM);
  child_ = start(words, {{"DISPLAY", screen.display()}, {"XDG_CONFIG_HOME", remembers.string()}},
                 folder, own_.path() / "log");
}

Viewer::~Viewer() { stop(child_); }

bool Viewer::running() {
  if (child_ <= 0) return false;
  int status = 0;
  if (waitpid(child_, &status, WNOHANG) == 0) return true;
  code_ = code_of(status);
  child_ = -1;
  return false;
}

bool Viewer::appears() {
  return soon([&] { return !running() || screen_->look().brightness() > 8; }) && running();
}

int Viewer::exit_code() {
  (void)soon([&] { return !running(); });
  return code_;
}

std::string Viewer::output() const { return text_of(own_.path() / "log"); }

namespace {

// The window with a name, the first of the children of the root.
Window find_window(Display* display) {
  Window root = 0, parent = 0, found = 0;
  Window* children = nullptr;
  unsigned n = 0;
  if (XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &n) == 0) return 0;
  for (unsigned i = 0; i < n; ++i) {
    char* name = nullptr;
    if (XFetchName(display, children[i], &name) != 0 && name != nullptr) {
      if (std::string(name).starts_with("Mwendo")) found = children[i];
      XFree(name);
    }
  }
  if (children != nullptr) XFree(children);
  return found;
}

void with_window(const std::string& display_name,
                 const std::function<void(Display*, Window)>& act) {
  const OpenDisplay display = open_display(display_name);
  if (display == nullptr) return;
  if (const Window w = find_window(display.get()); w != 0) act(display.get(), w);
  XSync(display.get(), False);
}

}  // namespace

void Viewer::close() {
  with_window(screen_->display(), [](Display* d, Window w) {
    XEvent e{};
    e.xclient.type = ClientMessage;
    e.xclient.window = w;
    e.xclient.message_type = XInternAtom(d, "WM_PROTOCOLS", False);
    e.xclient.format = 32;
    e.xclient.data.l[0] = static_cast<long>(XInternAtom(d, "WM_DELETE_WINDOW", False));
    XSendEvent(d, w, False, NoEventMask, &e);
  });
}

void Viewer::resize(int width, int height) {
  with_window(screen_->display(), [&](Display* d, Window w) {
    XMoveResizeWindow(d, w, 0, 0, static_cast<unsigned>(width), static_cast<unsigned>(height));
  });
}

void Viewer::hide() {
  with_window(screen_->display(), [](Display* d, Window w) { XUnmapWindow(d, w); });
}

void Viewer::show() {
  with_window(screen_->display(), [](Display* d, Window w) { XMapWindow(d, w); });
}

}  // namespace mwendo::test
