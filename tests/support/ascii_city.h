// Cities drawn in the test.
//
//   const AsciiCity city(R"(
//     A---B>>>C
//     |   |   |
//     D---E---+
//   )", {.streets = {{"AB", {.lanes = 2}}}, .controls = {{"B", JunctionControl::signal}}});
//   city.net.movements_of(city.link("AB"));
//
// A letter or digit (but not v) is a node; - | / \ is a street both ways; > < ^ v anywhere in a
// street makes it one-way; + is a bend. A street keeps its direction until a node or a bend.
// Streets get 50 km/h unless `streets` says otherwise; "AB" holds for both directions unless "BA"
// is given too; from, to and geometry of the entry are ignored.
// Errors: std::invalid_argument for a street that leads nowhere or a name that is not drawn.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "network/assembly/builder.h"

namespace mwendo {

struct AsciiOptions {
  double metres_per_column = 50;
  double metres_per_row = 50;
  DrivingSide driving_side = DrivingSide::left;
  std::map<std::string, LinkSpec> streets = {};
  std::map<std::string, JunctionControl> controls = {};
  bool infer_priority = false;
};

class AsciiCity {
 public:
  explicit AsciiCity(std::string_view drawing, AsciiOptions options = {});

  [[nodiscard]] NodeId node(char name) const;
  [[nodiscard]] LinkId link(std::string_view name) const;      // "AB": from A to B
  [[nodiscard]] MovementId turn(std::string_view name) const;  // "ABC"; none if it does not exist
  [[nodiscard]] std::string name_of(LinkId l) const;           // "AB"

  // The builder holds what was drawn, for tests that want to change it and build again.
  NetworkBuilder builder;
  Network net;

 private:
  struct Walk;
  void find_nodes();
  void find_streets();
  void add_street(char from, char to, const Walk& walk);
  [[nodiscard]] char at(int row, int column) const;
  [[nodiscard]] Point place(int row, int column) const;
  bool follow(Walk& walk) const;
  [[nodiscard]] LinkSpec spec_of(const std::string& name, const std::string& opposite) const;

  AsciiOptions options_;
  std::vector<std::string> rows_;
  std::map<char, NodeId> nodes_;
  std::map<NodeId, char> letters_;
};

}  // namespace mwendo
