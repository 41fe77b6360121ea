#include "tests/support/ascii_city.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

namespace mwendo {

struct AsciiCity::Walk {
  int row = 0;
  int column = 0;
  int down = 0;  // direction of the walk
  int right = 0;
  bool forward = true;   // may be travelled as walked
  bool backward = true;  // may be travelled the other way
  std::vector<Point> points = {};
};

namespace {

bool is_node(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 && c != 'v'; }

// Whether a stroke continues a walk in this direction; sets what an arrow forbids.
bool stroke_fits(char c, int down, int right, bool& forward, bool& backward) {
  const auto arrow = [&](bool along) {
    (along ? backward : forward) = false;
    return true;
  };
  if (down == 0) {
    if (c == '>' || c == '<') return arrow((c == '>') == (right > 0));
    return c == '-';
  }
  if (right == 0) {
    if (c == 'v' || c == '^') return arrow((c == 'v') == (down > 0));
    return c == '|';
  }
  return c == (down == right ? '\\' : '/');
}

}  // namespace

AsciiCity::AsciiCity(std::string_view drawing, AsciiOptions options)
    : builder({.name = "drawing",
               .driving_side = options.driving_side,
               .infer_priority = options.infer_priority}),
      options_(std::move(options)) {
  for (std::size_t start = 0; start <= drawing.size();) {
    const std::size_t end = std::min(drawing.find('\n', start), drawing.size());
    rows_.emplace_back(drawing.substr(start, end - start));
    start = end + 1;
  }
  find_nodes();
  find_streets();
  net = builder.build();
}

char AsciiCity::at(int row, int column) const {
  if (row < 0 || row >= static_cast<int>(rows_.size()) || column < 0) return ' ';
  const std::string& line = rows_[static_cast<std::size_t>(row)];
  return column < static_cast<int>(line.size()) ? line[static_cast<std::size_t>(column)] : ' ';
}

Point AsciiCity::place(int row, int column) const {
  return {column * options_.metres_per_column, -row * options_.metres_per_row};
}

void AsciiCity::find_nodes() {
  for (int row = 0; row < static_cast<int>(rows_.size()); ++row)
    for (int column = 0; column < static_cast<int>(rows_[static_cast<std::size_t>(row)].size());
         ++column) {
      const char c = at(row, column);
      if (!is_node(c)) continue;
      if (nodes_.contains(c)) throw std::invalid_argument(std::string("node drawn twice: ") + c);
      const auto control = options_.controls.find(std::string(1, c));
      nodes_[c] = builder.add_node(place(row, column), control == options_.controls.end()
                                                           ? JunctionControl::uncontrolled
                                                           : control->second);
      letters_[nodes_[c]] = c;
    }
}

// Walks from a stroke to the next node; false if there is no street in this direction.
bool AsciiCity::follow(Walk& walk) const {
  walk.points.push_back(place(walk.row, walk.column));
  bool started = false;
  while (true) {
    walk.row += walk.down;
    walk.column += walk.right;
    const char c = at(walk.row, walk.column);
    if (is_node(c) && started) break;
    if (c == '+' && started) {
      walk.points.push_back(place(walk.row, walk.column));
      bool turned = false;
      for (int down = -1; down <= 1 && !turned; ++down)
        for (int right = -1; right <= 1 && !turned; ++right) {
          bool unused_a = true;
          bool unused_b = true;
          if ((down == 0 && right == 0) || (down == -walk.down && right == -walk.right)) continue;
          if (!stroke_fits(at(walk.row + down, walk.column + right), down, right, unused_a,
                           unused_b))
            continue;
          walk.down = down;
          walk.right = right;
          turned = true;
        }
      if (turned) continue;
      throw std::invalid_argument("bend that leads nowhere");
    }
    if (!stroke_fits(c, walk.down, walk.right, walk.forward, walk.backward)) {
      if (!started) return false;
      throw std::invalid_argument("street that leads nowhere at row " + std::to_string(walk.row) +
                                  ", column " + std::to_string(walk.column));
    }
    started = true;
  }
  walk.points.push_back(place(walk.row, walk.column));
  return true;
}

void AsciiCity::find_streets() {
  for (const auto& [letter, n] : nodes_) {
    const Point p = builder.node(n).position;
    const int row = static_cast<int>(-p.y / options_.metres_per_row + 0.5);
    const int column = static_cast<int>(p.x / options_.metres_per_column + 0.5);
    for (int down = -1; down <= 1; ++down)
      for (int right = -1; right <= 1; ++right) {
        if (down == 0 && right == 0) continue;
        Walk walk{.row = row, .column = column, .down = down, .right = right};
        if (!follow(walk)) continue;
        const char to = at(walk.row, walk.column);
        // Each street is met from both ends; it is added from the end that comes first.
        const bool first = letter < to || (letter == to && std::pair(down, right) <
                                                               std::pair(-walk.down, -walk.right));
        if (first) add_street(letter, to, walk);
      }
  }
}

LinkSpec AsciiCity::spec_of(const std::string& name, const std::string& opposite) const {
  auto found = options_.streets.find(name);
  if (found == options_.streets.end()) found = options_.streets.find(opposite);
  LinkSpec spec = found == options_.streets.end() ? LinkSpec{} : found->second;
  if (spec.free_speed_mps <= 0) spec.free_speed_mps = 50 / 3.6F;
  if (spec.street.empty()) spec.street = std::min(name, opposite);
  return spec;
}

void AsciiCity::add_street(char from, char to, const Walk& walk) {
  const std::string there = {from, to};
  const std::string back = {to, from};
  LinkId first;
  if (walk.forward) {
    LinkSpec spec = spec_of(there, back);
    spec.from = nodes_[from];
    spec.to = nodes_[to];
    spec.geometry = walk.points;
    first = builder.add_link(std::move(spec));
  }
  if (!walk.backward) return;
  LinkSpec spec = spec_of(back, there);
  spec.from = nodes_[to];
  spec.to = nodes_[from];
  spec.geometry.assign(walk.points.rbegin(), walk.points.rend());
  spec.reverse = first;
  builder.add_link(std::move(spec));
}

NodeId AsciiCity::node(char name) const {
  const auto found = nodes_.find(name);
  if (found == nodes_.end()) throw std::invalid_argument(std::string("no node ") + name);
  return found->second;
}

LinkId AsciiCity::link(std::string_view name) const {
  for (const LinkId l : net.outgoing(node(name.at(0))))
    if (net.link.to[l] == node(name.at(1))) return l;
  throw std::invalid_argument("no street " + std::string(name));
}

MovementId AsciiCity::turn(std::string_view name) const {
  const LinkId from = link(name.substr(0, 2));
  const LinkId to = link(name.substr(1, 2));
  for (const MovementId m : net.movements_of(from))
    if (net.movement.to[m] == to) return m;
  return {};
}

std::string AsciiCity::name_of(LinkId l) const {
  return {letters_.at(net.link.from[l]), letters_.at(net.link.to[l])};
}

}  // namespace mwendo
