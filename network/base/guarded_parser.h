// Exceptions across a parser of expat, which is written in C: none may pass through it.
//
//   guard.call(parser, [&] { handle(name); });   // in a callback: stops the parser if it throws
//   guard.rethrow();                             // after the parser has returned
#pragma once

#include <expat.h>

#include <exception>

namespace mwendo {

class GuardedParser {
 public:
  // After the first exception nothing is called.
  template <class F>
  void call(XML_Parser parser, F&& f) {
    if (thrown_) return;
    try {
      f();
    } catch (...) {
      thrown_ = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
  void rethrow() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  std::exception_ptr thrown_;
};

}  // namespace mwendo
