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
// <include href="b.xml"/> reads that file in its place, as SUMO does: paths are relative to the
// file that names it. The handler sees the elements of both, not <include> itself.
//
// Guarantees: attributes and names are valid during the call only. A missing or unreadable
// attribute is noted and reading goes on; read_xml throws InputError with all problems at the end,
// or at once where the file is not well-formed or cannot be opened.
// Limits: character data are ignored, because the formats read here have none that matter.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "network/base/input_error.h"

namespace mwendo {

// A place in a file, from 1.
struct XmlPosition {
  std::string_view file;  // lives as long as the file is read
  int line = 0;
  int column = 0;
  [[nodiscard]] std::string text() const;  // "b.rou.xml:3:7", without the folder
};

// Where a stream of elements stands; collects what is wrong.
class XmlPlace {
 public:
  virtual ~XmlPlace() = default;
  virtual void problem(std::string what, std::string what_to_do = {}) const = 0;
  // Of an element that was read before.
  virtual void problem_at(const XmlPosition& at, std::string what,
                          std::string what_to_do = {}) const = 0;
  [[nodiscard]] virtual XmlPosition position() const = 0;
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
  // Required attributes: a problem is noted and an empty value returned if one is missing.
  [[nodiscard]] std::string_view text(std::string_view attribute) const;
  [[nodiscard]] double number(std::string_view attribute) const;
  // Optional ones.
  [[nodiscard]] std::string_view text(std::string_view attribute, std::string_view otherwise) const;
  [[nodiscard]] double number(std::string_view attribute, double otherwise) const;
  // Whether an attribute is there and is no number, which is noted.
  [[nodiscard]] bool is_no_number(std::string_view attribute) const;
  // A time: seconds or [days:]hours:minutes:seconds.
  [[nodiscard]] double time(std::string_view attribute, double otherwise) const;
  // A truth value: true, 1, yes, on or false, 0, no, off.
  [[nodiscard]] bool flag(std::string_view attribute, bool otherwise) const;
  // Calls f(name, value) for each attribute.
  template <class F>
  void for_each_attribute(F&& f) const {
    for (const char** a = attributes_; *a != nullptr; a += 2)
      f(std::string_view(a[0]), std::string_view(a[1]));
  }

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
  // The file that the next calls are about: at its begin, and after a file that it includes.
  virtual void enter(const XmlPlace& /*place*/) {}
  virtual void start(const XmlElement& element) = 0;
  virtual void end(std::string_view name) = 0;
};

// Returns the files that were read: the one named and those that it includes.
std::vector<std::filesystem::path> read_xml(const std::filesystem::path& file, XmlHandler& handler);

// True, and the number, if a text is a whole finite number and nothing else.
[[nodiscard]] bool parse_number(std::string_view text, double& value);

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
