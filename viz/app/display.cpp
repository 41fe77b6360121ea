#include "viz/app/display.h"

#include <GL/gl.h>
#include <GL/glx.h>
#include <X11/Xlib.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace mwendo::viz {
namespace {

struct DisplayCloser {
  void operator()(Display* d) const { XCloseDisplay(d); }
};

// Xlib's own handler ends the process.
int ignore_error(Display* /*display*/, XErrorEvent* /*event*/) { return 0; }

std::string where() {
  const char* name = std::getenv("DISPLAY");
  return name == nullptr ? "DISPLAY is not set" : "DISPLAY is \"" + std::string(name) + "\"";
}

int major_version(Display* display, XVisualInfo* visual) {
  GLXContext context = glXCreateContext(display, visual, nullptr, True);
  if (context == nullptr) return 0;
  const Window root = RootWindow(display, visual->screen);
  XSetWindowAttributes attributes{};
  attributes.colormap = XCreateColormap(display, root, visual->visual, AllocNone);
  const Window window = XCreateWindow(display, root, 0, 0, 8, 8, 0, visual->depth, InputOutput,
                                      visual->visual, CWColormap, &attributes);
  int major = 0;
  if (glXMakeCurrent(display, window, context) != False) {
    if (const GLubyte* text = glGetString(GL_VERSION)) major = text[0] - '0';
    glXMakeCurrent(display, None, nullptr);
  }
  XDestroyWindow(display, window);
  XFreeColormap(display, attributes.colormap);
  glXDestroyContext(display, context);
  return major;
}

std::string opengl_problem(Display* display) {
  const std::string advice =
      "install the OpenGL driver of the graphics card, or libgl1-mesa-dri for drawing in software";
  int ignored = 0;
  if (glXQueryExtension(display, &ignored, &ignored) == False)
    return "the display offers no OpenGL (the GLX extension is missing): " + advice;
  int wanted[] = {GLX_RGBA, GLX_DOUBLEBUFFER, GLX_RED_SIZE, 8, GLX_GREEN_SIZE, 8, GLX_BLUE_SIZE, 8,
                  None};
  XVisualInfo* visual = glXChooseVisual(display, DefaultScreen(display), wanted);
  if (visual == nullptr) return "the display has no visual for OpenGL in full colour: " + advice;
  const int major = major_version(display, visual);
  XFree(visual);
  if (major < 2)
    return "OpenGL 2.0 is needed, the display offers " +
           (major == 0 ? std::string("none") : "version " + std::to_string(major)) + ": " + advice;
  return {};
}

}  // namespace

namespace {

// Xlib ends the process after these in any case; here it says why, once, as for any other trouble.
[[noreturn]] void give_up(const char* text) {
  static std::atomic<bool> told{false};
  if (!told.exchange(true)) std::fprintf(stderr, "mwendo-view: %s\n", text);
  std::_Exit(2);
}
int lost_display(Display* /*display*/) {
  give_up("the X display was lost; the recording up to now is kept");
}
int refused_request(Display* /*display*/, XErrorEvent* /*event*/) {
  give_up("the X display closed the window; the recording up to now is kept");
}

}  // namespace

void tell_when_display_is_lost() {
  XSetIOErrorHandler(lost_display);
  XSetErrorHandler(refused_request);
}

std::string display_problem() {
  const std::unique_ptr<Display, DisplayCloser> display(XOpenDisplay(nullptr));
  if (display == nullptr)
    return "no X display can be opened (" + where() +
           "): start the window from a desktop, or by `xvfb-run -a mwendo-view ...`";
  const auto handler = XSetErrorHandler(ignore_error);
  std::string problem = opengl_problem(display.get());
  XSync(display.get(), False);
  XSetErrorHandler(handler);
  return problem;
}

}  // namespace mwendo::viz
