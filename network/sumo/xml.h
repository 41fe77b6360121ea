// Reading XML as a stream of elements, with errors that say file, line and column.
//
//   class Handler : public XmlHandler {
//     void start(const XmlElement& e) override {
//       if (e.name() == "node") add(e.text("id"), e.number("x"), e.number("y"));
//     }
//     void end(std::string_view) override {}
//   };
//   Handler handler;
//   read_xml("city.nod.xml", handler);   // also .gz
//
// Guarantees: attributes and names are valid during the call only. A missing or unreadable
// attribute is noted and reading goes on; read_xml throws InputError with all problems at the end,
// or at once where the file is not well-formed or cannot be opened.
// Limits: character data are ignored, because the formats read here have none that matter.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "network/base/input_error.h"

namespace mwendo {

// Where a stream of elements stands; collects what is wrong.
class XmlPlace {
 public:
  virtual ~XmlPlace() = default;
  virtual void problem(std::string what, std::string what_to_do = {}) const = 0;
  [[nodiscard]] virtual int line() const = 0;
  [[nodiscard]] virtual int column() const = 0;
};

class XmlElement {
 public:
  XmlElement(const char* name, const char** attributes, const XmlPlace& place)
      : name_(name), attributes_(attributes), place_(place) {}

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] const XmlPlace& place() const { return place_; }
  [[nodiscard]] bool has(std::string_view attribute) const { return find(attribute) != nullptr; }
  template <class F>
  void for_each_attribute(F&& f) const {
    for (const char** a = attributes_; *a != nullptr; a += 2) f(std::string_view(*a));
  }
  // Required attributes: a problem is noted and an empty value returned if one is missing.
  [[nodiscard]] std::string_view text(std::string_view attribute) const;
  [[nodiscard]] double number(std::string_view attribute) const;
  // Optional ones.
  [[nodiscard]] std::string_view text(std::string_view attribute, std::string_view otherwise) const;
  [[nodiscard]] double number(std::string_view attribute, double otherwise) const;
  // A time: seconds or [days:]hours:minutes:seconds.
  [[nodiscard]] double time(std::string_view attribute, double otherwise) const;

 private:
  [[nodiscard]] const char* find(std::string_view attribute) const;
  [[nodiscard]] double parse(std::string_view attribute, const char* value) const;

  std::string_view name_;
  const char** attributes_;
  const XmlPlace& place_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(const XmlElement& element) = 0;
  virtual void end(std::string_view name) = 0;
};

void read_xml(const std::filesystem::path& file, XmlHandler& handler);

// Text for an attribute value or element content.
[[nodiscard]] std::string xml_escape(std::string_view text);

// Calls f(word) for each word of a list separated by blanks.
template <class F>
void for_each_word(std::string_view list, F&& f) {
  std::size_t at = 0;
  while ((at = list.find_first_not_of(" \t\n", at)) != std::string_view::npos) {
    const std::size_t end = std::min(list.find_first_of(" \t\n", at), list.size());
    f(list.substr(at, end - at));
    at = end;
  }
}

}  // namespace mwendo
