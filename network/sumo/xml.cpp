#include "network/sumo/xml.h"

#include <expat.h>
#include <fmt/format.h>
#include <zlib.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>

#include "network/base/guarded_parser.h"
namespace mwendo {
namespace {

constexpr int kChunk = 1 << 18;
constexpr std::size_t kMostProblems = 50;
constexpr std::size_t kDeepest = 20;  // files that include each other

// What a file shares with those that it includes.
struct Reading {
  Problems problems;
  std::vector<std::filesystem::path> files;  // in the order in which they were opened
  std::vector<std::filesystem::path> open;   // from the first to the innermost
};

class Reader : public XmlPlace {
 public:
  Reader(const std::filesystem::path& file, XmlHandler& handler, Reading& reading)
      : file_(file),
        name_(file.string()),
        handler_(handler),
        reading_(reading),
        parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &Reader::on_start, &Reader::on_end);
  }

  void run() {
    // gzread passes files through that are not compressed.
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file_.c_str(), "rb"), gzclose);
    if (!in) throw InputError({file_.string(), 0, 0, "cannot be opened", "check the path"});
    reading_.files.push_back(file_);
    reading_.open.push_back(file_.lexically_normal());
    handler_.enter(*this);
    gzbuffer(in.get(), kChunk);
    for (bool last = false; !last;) {
      void* buffer = XML_GetBuffer(parser_.get(), kChunk);
      const int got = gzread(in.get(), buffer, kChunk);
      if (got < 0) throw InputError({file_.string(), line(), 0, "cannot be read", ""});
      last = got == 0;
      if (XML_ParseBuffer(parser_.get(), got, last ? 1 : 0) != XML_STATUS_OK) stop();
    }
    reading_.open.pop_back();
  }

  void problem(std::string what, std::string what_to_do) const override {
    problem_at(position(), std::move(what), std::move(what_to_do));
  }
  void problem_at(const XmlPosition& at, std::string what, std::string what_to_do) const override {
    reading_.problems.add(
        {std::string(at.file), at.line, at.column, std::move(what), std::move(what_to_do)});
    if (reading_.problems.all().size() >= kMostProblems) XML_StopParser(parser_.get(), XML_FALSE);
  }
  XmlPosition position() const override { return {name_, line(), column()}; }
  int line() const override { return static_cast<int>(XML_GetCurrentLineNumber(parser_.get())); }
  int column() const override {
    return static_cast<int>(XML_GetCurrentColumnNumber(parser_.get())) + 1;
  }

 private:
  [[noreturn]] void stop() {
    guard_.rethrow();
    const XML_Error code = XML_GetErrorCode(parser_.get());
    if (code != XML_ERROR_ABORTED)
      reading_.problems.add({file_.string(), line(), column(), XML_ErrorString(code),
                             "the file is no well-formed XML"});
    throw InputError(reading_.problems.all());
  }

  static bool is_include(std::string_view name) { return name == "include"; }

  void include(const XmlElement& e) {
    const std::filesystem::path file = file_.parent_path() / e.text("href");
    if (!e.has("href")) return;
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
      problem(fmt::format("the included file '{}' cannot be opened", file.string()),
              "paths are relative to the file that includes");
    else if (is_open(file) || reading_.open.size() >= kDeepest)
      problem(fmt::format("'{}' includes itself", file.string()), "remove this <include>");
    else
      Reader(file, handler_, reading_).run();
    handler_.enter(*this);
  }
  [[nodiscard]] bool is_open(const std::filesystem::path& file) const {
    std::error_code error;
    for (const auto& f : reading_.open)
      if (std::filesystem::equivalent(f, file, error)) return true;
    return false;
  }

  static void XMLCALL on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& r = *static_cast<Reader*>(self);
    r.guard_.call(r.parser_.get(), [&] {
      const XmlElement e(name, attributes, r);
      if (is_include(e.name()))
        r.include(e);
      else
        r.handler_.start(e);
    });
  }
  static void XMLCALL on_end(void* self, const XML_Char* name) {
    auto& r = *static_cast<Reader*>(self);
    if (!is_include(name)) r.guard_.call(r.parser_.get(), [&] { r.handler_.end(name); });
  }

  std::filesystem::path file_;
  std::string name_;
  XmlHandler& handler_;
  Reading& reading_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser_;
  GuardedParser guard_;
};

}  // namespace

bool parse_number(std::string_view text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

std::string XmlPosition::text() const {
  return fmt::format("{}:{}:{}", std::filesystem::path(file).filename().string(), line, column);
}

const char* XmlElement::find(std::string_view attribute) const {
  for (const char** a = attributes_; *a != nullptr; a += 2)
    if (**a == attribute.front() && std::strncmp(*a, attribute.data(), attribute.size()) == 0 &&
        (*a)[attribute.size()] == '\0')
      return a[1];
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

bool XmlElement::is_no_number(std::string_view attribute) const {
  double number = 0;
  const char* value = find(attribute);
  if (!value || parse_number(value, number)) return false;
  static_cast<void>(parse(attribute, value));
  return true;
}

double XmlElement::time(std::string_view attribute, double otherwise) const {
  const char* value = find(attribute);
  if (!value) return otherwise;
  if (std::strchr(value, ':') == nullptr) return parse(attribute, value);
  double seconds = 0;
  double unit[] = {60, 60, 24, 1};  // between parts, from the last one back
  double factor = 1;
  std::string_view left = value;
  const double sign = left.starts_with('-') ? -1 : 1;
  if (sign < 0) left.remove_prefix(1);
  for (int part = 0; part < 4; ++part) {
    const std::size_t colon = left.rfind(':');
    const std::string_view piece = colon == std::string_view::npos ? left : left.substr(colon + 1);
    double number = 0;
    if (piece.starts_with('-') || !parse_number(piece, number)) break;
    seconds += number * factor;
    factor *= unit[part];
    if (colon == std::string_view::npos) return sign * seconds;
    left = left.substr(0, colon);
  }
  place_.problem(fmt::format("'{}' of <{}> is '{}'", attribute, name_, value),
                 "a time in seconds or h:m:s is needed");
  return 0;
}

bool XmlElement::flag(std::string_view attribute, bool otherwise) const {
  const char* value = find(attribute);
  if (!value) return otherwise;
  const std::string_view text = value;
  for (const std::string_view yes : {"true", "1", "yes", "on", "True", "x", "t"})
    if (text == yes) return true;
  for (const std::string_view no : {"false", "0", "no", "off", "False", "-", "f"})
    if (text == no) return false;
  place_.problem(fmt::format("'{}' of <{}> is '{}'", attribute, name_, value),
                 "true or false is needed");
  return otherwise;
}

std::vector<std::filesystem::path> read_xml(const std::filesystem::path& file,
                                            XmlHandler& handler) {
  Reading reading;
  Reader(file, handler, reading).run();
  reading.problems.throw_if_any();
  return std::move(reading.files);
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
