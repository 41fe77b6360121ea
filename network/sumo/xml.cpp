#include "network/sumo/xml.h"

#include <expat.h>
#include <fmt/format.h>
#include <zlib.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <exception>
#include <memory>

namespace mwendo {
namespace {

constexpr int kChunk = 1 << 18;
constexpr std::size_t kMostProblems = 50;

bool parse_number(std::string_view text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

class Reader : public XmlPlace {
 public:
  Reader(const std::filesystem::path& file, XmlHandler& handler)
      : file_(file), handler_(handler), parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &Reader::on_start, &Reader::on_end);
  }

  void run() {
    // gzread passes files through that are not compressed.
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file_.c_str(), "rb"), gzclose);
    if (!in) throw InputError({file_.string(), 0, 0, "cannot be opened", "check the path"});
    gzbuffer(in.get(), kChunk);
    for (bool last = false; !last;) {
      void* buffer = XML_GetBuffer(parser_.get(), kChunk);
      const int got = gzread(in.get(), buffer, kChunk);
      if (got < 0) throw InputError({file_.string(), line(), 0, "cannot be read", ""});
      last = got == 0;
      if (XML_ParseBuffer(parser_.get(), got, last ? 1 : 0) != XML_STATUS_OK) stop();
    }
    problems_.throw_if_any();
  }

  void problem(std::string what, std::string what_to_do) const override {
    problems_.add({file_.string(), line(), column(), std::move(what), std::move(what_to_do)});
    if (problems_.all().size() >= kMostProblems) XML_StopParser(parser_.get(), XML_FALSE);
  }
  int line() const override { return static_cast<int>(XML_GetCurrentLineNumber(parser_.get())); }
  int column() const override {
    return static_cast<int>(XML_GetCurrentColumnNumber(parser_.get())) + 1;
  }

 private:
  [[noreturn]] void stop() {
    if (thrown_) std::rethrow_exception(thrown_);
    const XML_Error code = XML_GetErrorCode(parser_.get());
    if (code != XML_ERROR_ABORTED)
      problems_.add({file_.string(), line(), column(), XML_ErrorString(code),
                     "the file is no well-formed XML"});
    throw InputError(problems_.all());
  }

  // No exception may pass through the parser, which is written in C.
  template <class F>
  void guarded(F&& f) {
    if (thrown_) return;
    try {
      f();
    } catch (...) {
      thrown_ = std::current_exception();
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  static void XMLCALL on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& r = *static_cast<Reader*>(self);
    r.guarded([&] { r.handler_.start(XmlElement(name, attributes, r)); });
  }
  static void XMLCALL on_end(void* self, const XML_Char* name) {
    auto& r = *static_cast<Reader*>(self);
    r.guarded([&] { r.handler_.end(name); });
  }

  std::filesystem::path file_;
  XmlHandler& handler_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser_;
  mutable Problems problems_;
  std::exception_ptr thrown_;
};

}  // namespace

const char* XmlElement::find(std::string_view attribute) const {
  for (const char** a = attributes_; *a != nullptr; a += 2)
    if (**a == attribute.front() && attribute == *a) return a[1];
  return nullptr;
}

std::string_view XmlElement::text(std::string_view attribute) const {
  if (const char* value = find(attribute)) return value;
  place_.problem(fmt::format("<{}> has no attribute '{}'", name_, attribute), "add it");
  return {};
}

std::string_view XmlElement::text(std::string_view attribute, std::string_view otherwise) const {
  const char* value = find(attribute);
  return value ? value : otherwise;
}

double XmlElement::parse(std::string_view attribute, const char* value) const {
  double number = 0;
  if (!parse_number(value, number))
    place_.problem(fmt::format("'{}' of <{}> is '{}'", attribute, name_, value),
                   "a number is needed");
  return number;
}

double XmlElement::number(std::string_view attribute) const {
  if (const char* value = find(attribute)) return parse(attribute, value);
  place_.problem(fmt::format("<{}> has no attribute '{}'", name_, attribute), "add it");
  return 0;
}

double XmlElement::number(std::string_view attribute, double otherwise) const {
  const char* value = find(attribute);
  return value ? parse(attribute, value) : otherwise;
}

double XmlElement::time(std::string_view attribute, double otherwise) const {
  const char* value = find(attribute);
  if (!value) return otherwise;
  if (std::strchr(value, ':') == nullptr) return parse(attribute, value);
  double seconds = 0;
  double unit[] = {60, 60, 24, 1};  // between parts, from the last one back
  double factor = 1;
  std::string_view left = value;
  for (int part = 0; part < 4; ++part) {
    const std::size_t colon = left.rfind(':');
    const std::string_view piece = colon == std::string_view::npos ? left : left.substr(colon + 1);
    double number = 0;
    if (!parse_number(piece, number)) break;
    seconds += number * factor;
    factor *= unit[part];
    if (colon == std::string_view::npos) return seconds;
    left = left.substr(0, colon);
  }
  place_.problem(fmt::format("'{}' of <{}> is '{}'", attribute, name_, value),
                 "a time in seconds or h:m:s is needed");
  return 0;
}

void read_xml(const std::filesystem::path& file, XmlHandler& handler) {
  Reader(file, handler).run();
}

std::string xml_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace mwendo
