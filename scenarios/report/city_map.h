// A map of the streets coloured by class, as one SVG.
//
//   CityMap map(net, extent_of(net, weight));
//   map.set_links("speed", classes, order);   // class of each link, -1: thin grey
//   out += map.svg("Speed before");
//
// Guarantees: links of one class and width are one path, so that a city takes some hundred
// kilobytes; points closer than half a pixel are left out; a scale bar of round length.
// Colour classes are "c0", "c1" ... inside a scale named by `scale` ("speed", "co2e", "diff").
#pragma once

#include <string>
#include <vector>

#include "network/network.h"

namespace mwendo {

struct MapExtent {
  double min_x = 0, min_y = 0, max_x = 1, max_y = 1;
  [[nodiscard]] double width() const { return max_x - min_x; }
  [[nodiscard]] double height() const { return max_y - min_y; }
};

// The box that holds all but the outermost half per cent of the weight at each side, with a margin.
[[nodiscard]] MapExtent extent_of(const Network& net, const Column<LinkId, double>& weight);

class CityMap {
 public:
  static constexpr int kBackground = -1;
  static constexpr int kHidden = -2;

  CityMap(const Network& net, MapExtent extent) : net_(&net), extent_(extent) {}
  // order: classes from the one drawn first to the one drawn last (on top).
  void set_links(const std::string& scale, Column<LinkId, int> classes, std::vector<int> order);
  void add_stations(std::vector<Point> points) { stations_ = std::move(points); }
  [[nodiscard]] std::string svg(const std::string& title) const;

 private:
  [[nodiscard]] std::string path_of(int colour, bool main_road) const;
  [[nodiscard]] std::string scale_bar(double height) const;
  [[nodiscard]] Point on_page(Point p) const;
  [[nodiscard]] double per_metre() const;

  const Network* net_;
  MapExtent extent_;
  std::string scale_;
  Column<LinkId, int> classes_;
  std::vector<int> order_;
  std::vector<Point> stations_;
};

// Class boundaries with round numbers for a set of values, about as many in each class.
[[nodiscard]] std::vector<double> round_breaks(std::vector<double> values, int classes);
// Index of the class of a value: 0 below the first break ... breaks.size() above the last.
[[nodiscard]] int class_of(double value, const std::vector<double>& breaks);

// Coloured boxes with the ranges of the classes.
[[nodiscard]] std::string map_legend(const std::string& scale, const std::vector<double>& breaks,
                                     const std::string& unit, bool is_difference);

}  // namespace mwendo
