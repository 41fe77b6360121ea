#include "viz/paint/street_painter.h"

#include <SFML/Graphics/Glsl.hpp>
#include <stdexcept>

namespace mwendo::viz {
namespace {

constexpr float kCoarseBelow = 0.05F;  // pixels per metre
constexpr unsigned kTableWidth = 512;

constexpr const char* kVertexShader = R"(#version 120
uniform sampler2D table;
uniform vec2 table_size;
uniform float scale;      // pixels per metre
uniform float grow;       // pixels added on either side
uniform float thin;
uniform vec4 flat_colour; // alpha 0: colours of the table
varying vec4 colour;
varying vec2 from_middle;  // pixels: across a line, or from the middle of a disc
varying float half_px;

void main() {
  vec4 code = floor(gl_Color * 255.0 + 0.5);
  float entry = code.r + 256.0 * code.g + 65536.0 * code.b;
  float edge = mod(code.a, 8.0);
  float disc = floor(code.a / 8.0) * 0.5;
  vec2 cell = vec2(mod(entry, table_size.x), floor(entry / table_size.x));
  vec4 style = texture2DLod(table, (cell + 0.5) / table_size, 0.0);

  vec2 across = gl_MultiTexCoord0.xy;
  bool round = edge > 5.5;
  float metres = round ? disc : length(across);
  float side = mod(edge, 2.0) * 2.0 - 1.0;
  float shift = floor(edge / 2.0) - 1.0;
  float least = style.a * 25.5 * thin * 0.5;
  float half_width = max(metres * scale, least);
  float reach = half_width + grow + 0.5;

  vec2 unit = round ? across : metres > 0.0 ? across / metres : vec2(0.0);
  vec4 p = gl_ModelViewMatrix * gl_Vertex;
  p.xy += vec2(unit.x, -unit.y) * (round ? reach : shift * half_width + side * reach);
  gl_Position = gl_ProjectionMatrix * p;
  if (style.a <= 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  from_middle = round ? across * reach : vec2(side * reach, 0.0);
  half_px = half_width + grow;
  colour = flat_colour.a > 0.0 ? flat_colour : vec4(style.rgb, 1.0);
}
)";

constexpr const char* kFragmentShader = R"(#version 120
varying vec4 colour;
varying vec2 from_middle;
varying float half_px;

void main() {
  float cover = clamp(half_px + 0.5 - length(from_middle), 0.0, 1.0) * min(1.0, 2.0 * half_px);
  gl_FragColor = vec4(colour.rgb, colour.a * cover);
}
)";

}  // namespace

sf::Transform transform_of(const Camera& camera) {
  const float s = camera.scale();
  const Vec origin = camera.to_pixel({0, 0});
  return {s, 0, origin.x, 0, -s, origin.y, 0, 0, 1};
}

void StreetPainter::Table::set(std::span<const StreetStyle> styles) {
  const auto rows = static_cast<unsigned>(styles.size() / kTableWidth + 1);
  if (width != kTableWidth || height != rows) {
    width = kTableWidth;
    height = rows;
    texture.create(width, height);
    texture.setSmooth(false);
  }
  pixels.assign(static_cast<std::size_t>(width) * height * 4, 0);
  for (std::size_t i = 0; i < styles.size(); ++i) {
    pixels[4 * i] = styles[i].colour.r;
    pixels[4 * i + 1] = styles[i].colour.g;
    pixels[4 * i + 2] = styles[i].colour.b;
    pixels[4 * i + 3] = static_cast<sf::Uint8>(std::clamp(styles[i].least_px * 10, 0.0F, 255.0F));
  }
  texture.update(pixels.data());
}

void StreetPainter::Layer::upload() {
  buffer = std::make_unique<sf::VertexBuffer>(sf::Triangles, sf::VertexBuffer::Static);
  if (mesh.vertices.empty()) return;
  buffer->create(mesh.vertices.size());
  buffer->update(mesh.vertices.data());
  mesh.vertices.shrink_to_fit();
}

StreetPainter::StreetPainter(const Network& net, const LaneGeometry& lanes) {
  if (!shader_.loadFromMemory(kVertexShader, kFragmentShader))
    throw std::runtime_error(
        "the OpenGL driver does not take the shaders of the window; a driver "
        "with GLSL 1.20 is needed");
  fine_.mesh = make_street_mesh(net, lanes, Detail::fine);
  coarse_.mesh = make_street_mesh(net, lanes, Detail::coarse);
  lanes_.mesh = make_lane_mesh(net, lanes);
  for (Layer* layer : {&fine_, &coarse_, &lanes_}) layer->upload();
}

void StreetPainter::set_style(std::span<const StreetStyle> styles) { street_table_.set(styles); }

void StreetPainter::set_lane_style(std::span<const StreetStyle> styles) { lane_table_.set(styles); }

void StreetPainter::prepare(const Camera& camera, const Table& table, float thin) {
  shader_.setUniform("table", table.texture);
  shader_.setUniform("table_size", sf::Glsl::Vec2(static_cast<float>(table.width),
                                                  static_cast<float>(table.height)));
  shader_.setUniform("scale", camera.scale());
  shader_.setUniform("thin", thin);
  shader_.setUniform("grow", 0.0F);
  shader_.setUniform("flat_colour", sf::Glsl::Vec4(0, 0, 0, 0));
}

void StreetPainter::draw_ranges(sf::RenderTarget& target, const Layer& layer,
                                const Camera& camera) {
  sf::RenderStates states;
  states.shader = &shader_;
  states.transform = transform_of(camera);
  for (const MeshRange& r : layer.mesh.visible(camera.visible()))
    target.draw(*layer.buffer, r.first, r.count, states);
}

void StreetPainter::draw(sf::RenderTarget& target, const Camera& camera, const StreetDrawing& how) {
  const Layer& layer = camera.scale() < kCoarseBelow ? coarse_ : fine_;
  prepare(camera, street_table_, how.thin);
  if (how.casing_px > 0) {
    shader_.setUniform("grow", how.casing_px);
    shader_.setUniform("flat_colour", sf::Glsl::Vec4(how.casing));
    draw_ranges(target, layer, camera);
    shader_.setUniform("grow", 0.0F);
    shader_.setUniform("flat_colour", sf::Glsl::Vec4(0, 0, 0, 0));
  }
  draw_ranges(target, layer, camera);
}

void StreetPainter::draw_lanes(sf::RenderTarget& target, const Camera& camera, float thin) {
  if (lanes_.mesh.vertices.empty()) return;
  prepare(camera, lane_table_, thin);
  draw_ranges(target, lanes_, camera);
}

}  // namespace mwendo::viz
