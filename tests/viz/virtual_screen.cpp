#include "tests/viz/virtual_screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <set>
#include <thread>

#include "viz/video.h"

namespace mwendo::viz {
namespace {

using namespace std::chrono_literals;

void nap(std::chrono::milliseconds t) { std::this_thread::sleep_for(t); }

[[noreturn]] void become(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  execvp(argv[0], argv.data());
  _exit(127);
}

void end_child(int& child) {
  if (child < 0) return;
  kill(child, SIGTERM);
  for (int i = 0; i < 200; ++i) {
    if (waitpid(child, nullptr, WNOHANG) != 0) return void(child = -1);
    nap(20ms);
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  child = -1;
}

}  // namespace

double Picture::difference(const Picture& other) const {
  if (width != other.width || height != other.height || rgb.empty()) return 1;
  std::size_t differ = 0;
  for (std::size_t i = 0; i < rgb.size(); i += 3) {
    int most = 0;
    for (std::size_t k = 0; k < 3; ++k) most = std::max(most, std::abs(rgb[i + k] - other.rgb[i + k]));
    differ += most > 64;
  }
  return static_cast<double>(differ) / static_cast<double>(rgb.size() / 3);
}

Picture Picture::part(unsigned x, unsigned y, unsigned w, unsigned h) const {
  Picture p{w, h, {}};
  for (unsigned row = y; row < y + h; ++row)
    p.rgb.insert(p.rgb.end(), rgb.begin() + 3 * (row * width + x), rgb.begin() + 3 * (row * width + x + w));
  return p;
}

std::size_t Picture::colours() const {
  std::set<int> seen;
  for (std::size_t i = 0; i < rgb.size(); i += 3) seen.insert((rgb[i] >> 3) << 10 | (rgb[i + 1] >> 3) << 5 | rgb[i + 2] >> 3);
  return seen.size();
}

VirtualScreen::VirtualScreen(unsigned width, unsigned height, const std::vector<std::string>& more) {
  for (const char* program : {"Xvfb", "xdotool"})
    if (find_program(program).empty()) problem_ = std::string(program) + " is not installed (Debian packages xvfb, xdotool)";
  if (!problem_.empty()) return;
  int ends[2];
  if (pipe(ends) != 0) return void(problem_ = "no pipe");
  child_ = fork();
  if (child_ == 0) {
    close(ends[0]);
    const int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, STDERR_FILENO);
    std::vector<std::string> a = {"-displayfd", std::to_string(ends[1]), "-nolisten", "tcp", "-screen", "0",
                                  std::to_string(width) + "x" + std::to_string(height) + "x24"};
    a.insert(a.end(), more.begin(), more.end());
    become("Xvfb", a);
  }
  close(ends[1]);
  std::string number;
  char c = 0;
  while (read(ends[0], &c, 1) == 1 && c != '\n') number += c;
  close(ends[0]);
  if (number.empty()) problem_ = "Xvfb does not start";
  display_ = ":" + number;
}

VirtualScreen::~VirtualScreen() { end(); }
void VirtualScreen::end() { end_child(child_); }

Picture VirtualScreen::picture() const {
  Picture p;
  Display* d = XOpenDisplay(display_.c_str());
  if (d == nullptr) return p;
  const Window root = DefaultRootWindow(d);
  XWindowAttributes a{};
  XGetWindowAttributes(d, root, &a);
  XImage* image = XGetImage(d, root, 0, 0, static_cast<unsigned>(a.width), static_cast<unsigned>(a.height), AllPlanes, ZPixmap);
  p.width = static_cast<unsigned>(a.width), p.height = static_cast<unsigned>(a.height);
  for (int y = 0; y < a.height; ++y)
    for (int x = 0; x < a.width; ++x) {
      const unsigned long v = XGetPixel(image, x, y);
      for (const unsigned shift : {16U, 8U, 0U}) p.rgb.push_back(static_cast<std::uint8_t>(v >> shift));
    }
  XDestroyImage(image);
  XCloseDisplay(d);
  return p;
}

void VirtualScreen::hand(const std::string& arguments) const {
  const std::string command = "DISPLAY=" + display_ + " xdotool " + arguments + " >/dev/null 2>&1";
  if (std::system(command.c_str()) != 0) return;
}

void VirtualScreen::click(int x, int y) const {
  hand("mousemove " + std::to_string(x) + " " + std::to_string(y));
  nap(150ms);
  hand("mousedown 1");
  nap(100ms);
  hand("mouseup 1");
  nap(150ms);
}

void VirtualScreen::drag(int x0, int y0, int x1, int y1) const {
  hand("mousemove " + std::to_string(x0) + " " + std::to_string(y0));
  nap(100ms);
  hand("mousedown 1");
  for (int i = 1; i <= 4; ++i) {
    hand("mousemove " + std::to_string(x0 + (x1 - x0) * i / 4) + " " + std::to_string(y0 + (y1 - y0) * i / 4));
    nap(80ms);
  }
  hand("mouseup 1");
  nap(200ms);
}

void VirtualScreen::wheel(int x, int y, int notches) const {
  hand("mousemove " + std::to_string(x) + " " + std::to_string(y));
  nap(100ms);
  for (int i = 0; i < std::abs(notches); ++i) {
    hand(notches > 0 ? "click 4" : "click 5");
    nap(60ms);
  }
  nap(600ms);
}

bool VirtualScreen::window_shown(double most_seconds) const {
  for (double t = 0; t < most_seconds; t += 0.1) {
    if (picture().colours() > 12) {
      hand("search --sync --name Mwendo windowfocus");
      nap(200ms);
      return true;
    }
    nap(100ms);
  }
  return false;
}

WindowProgram::WindowProgram(const std::string& display, const std::vector<std::string>& arguments,
                             const std::string& folder)
    : display_(display) {
  int ends[2];
  if (pipe(ends) != 0) return;
  child_ = fork();
  if (child_ == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    if (display.empty()) unsetenv("DISPLAY");
    else setenv("DISPLAY", display.c_str(), 1);
    if (chdir(folder.c_str()) != 0) _exit(126);
    become(MWENDO_VIEW_PROGRAM, arguments);
  }
  close(ends[1]);
  out_ = ends[0];
}

WindowProgram::~WindowProgram() {
  if (!ended_) end_child(child_);
  if (out_ >= 0) ::close(out_);
}

bool WindowProgram::running() { return wait(0) == -1; }

int WindowProgram::wait(double most_seconds) {
  for (double t = 0; !ended_; t += 0.02) {
    const int r = waitpid(child_, &status_, WNOHANG);
    if (r == child_) ended_ = true;
    else if (t >= most_seconds) return -1;
    else nap(20ms);
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : 1000 + WTERMSIG(status_);
}

void WindowProgram::signal(int number) const { kill(child_, number); }

// Sends the message of a window's close button.
void WindowProgram::close() {
  Display* d = XOpenDisplay(display_.c_str());
  if (d == nullptr) return;
  Window root = 0, parent = 0;
  Window* children = nullptr;
  unsigned n = 0;
  XQueryTree(d, DefaultRootWindow(d), &root, &parent, &children, &n);
  for (unsigned i = 0; i < n; ++i) {
    XEvent e{};
    e.xclient.type = ClientMessage;
    e.xclient.window = children[i];
    e.xclient.message_type = XInternAtom(d, "WM_PROTOCOLS", False);
    e.xclient.format = 32;
    e.xclient.data.l[0] = static_cast<long>(XInternAtom(d, "WM_DELETE_WINDOW", False));
    XSendEvent(d, children[i], False, NoEventMask, &e);
  }
  if (children != nullptr) XFree(children);
  XCloseDisplay(d);
}

std::string WindowProgram::output() {
  char buffer[4096];
  for (ssize_t n = 0; out_ >= 0 && (n = read(out_, buffer, sizeof buffer)) > 0;) text_.append(buffer, static_cast<std::size_t>(n));
  return text_;
}

}  // namespace mwendo::viz
