// Small OpenStreetMap files as text, on a grid of 0.001 degrees (111 m).
//
//   OsmText osm;
//   osm.node(1, 0, 0).node(2, 2, 0, "barrier=bollard").way(10, {1, 2}, "highway=primary name=A");
//   osm.restriction(900, "no_right_turn", 10, 2, 13, "except=psv");
//   write("a.osm", osm.text());
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace mwendo {

class OsmText {
 public:
  // x east, y north in steps of the grid; the tags as words key=value.
  OsmText& node(int id, double x, double y, const std::string& tags = {},
                const std::string& attributes = {}) {
    nodes_ += fmt::format("<node id='{}' {} lat='{:.7f}' lon='{:.7f}'>{}</node>\n", id, attributes,
                          -1.28 + 0.001 * y, 36.82 + 0.001 * x, words(tags));
    return *this;
  }
  OsmText& way(int id, const std::vector<int>& nodes, const std::string& tags,
               const std::string& attributes = {}) {
    ways_ += fmt::format("<way id='{}' {}>", id, attributes);
    for (const int n : nodes) ways_ += fmt::format("<nd ref='{}'/>", n);
    ways_ += words(tags) + "</way>\n";
    return *this;
  }
  // kind: no_right_turn, or a whole tag such as restriction:hgv=no_right_turn.
  OsmText& restriction(int id, const std::string& kind, int from, int via, int to,
                       const std::string& tags = {}, const std::string& attributes = {}) {
    relations_ += fmt::format(
        "<relation id='{}' {}><member type='way' ref='{}' role='from'/><member type='node' "
        "ref='{}' role='via'/><member type='way' ref='{}' role='to'/>{}</relation>\n",
        id, attributes, from, via, to,
        words("type=restriction " + (kind.find('=') == kind.npos ? "restriction=" + kind : kind) +
              " " + tags));
    return *this;
  }
  [[nodiscard]] std::string text() const {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6'>\n" + nodes_ + ways_ +
           relations_ + "</osm>\n";
  }

 private:
  static std::string words(const std::string& tags) {
    std::string xml;
    for (std::size_t at = 0; at < tags.size();) {
      const std::size_t end = std::min(tags.find(' ', at), tags.size());
      const std::string tag = tags.substr(at, end - at);
      const std::size_t equals = tag.find('=');
      if (equals != std::string::npos)
        xml += fmt::format("<tag k='{}' v='{}'/>", tag.substr(0, equals), tag.substr(equals + 1));
      at = end + 1;
    }
    return xml;
  }

  std::string nodes_;
  std::string ways_;
  std::string relations_;
};

// Four streets of 500 m, West, East, North and South, that meet in node 2. Way 10 leads from the
// west to node 2, 11 to the east, 12 from the north to node 2, 13 to the south.
inline OsmText crossing_of_four(const std::string& at_node_2 = {},
                                const std::string& tags = "highway=secondary") {
  OsmText osm;
  osm.node(1, -4, 0).node(2, 0, 0, at_node_2).node(3, 4, 0).node(4, 0, 4).node(5, 0, -4);
  osm.way(10, {1, 2}, tags + " name=West").way(11, {2, 3}, tags + " name=East");
  osm.way(12, {4, 2}, tags + " name=North").way(13, {2, 5}, tags + " name=South");
  return osm;
}

}  // namespace mwendo
