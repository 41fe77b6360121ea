// One picture without hands.
#include <SFML/Graphics/Image.hpp>
#include <SFML/Graphics/RenderTexture.hpp>
#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "viz/app/app.h"

namespace mwendo::viz {
namespace {

void sleep_ms(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

bool under_way(Stage& s, float until_s) {
  return s.session().state() == RunState::running &&
         (s.rehearsing() || s.snapshot().time_s < until_s || s.session().snapshots().pending());
}

}  // namespace

void App::wait_until(float time_s) {
  Worlds& worlds = view_.worlds;
  for (std::size_t i = 0; i < worlds.size(); ++i) {
    Session& session = worlds[i].session();
    while (session.state() == RunState::preparing) sleep_ms(2);
    if (session.can_seek()) session.seek(time_s);
    session.allow_until(time_s);
  }
  view_.clock.set_range(worlds.base().session().from(), worlds.base().session().to());
  view_.clock.hurry_to(time_s);
  const auto any_under_way = [&] {
    for (std::size_t i = 0; i < worlds.size(); ++i)
      if (under_way(worlds[i], time_s)) return true;
    return false;
  };
  while (any_under_way()) {
    for (std::size_t i = 0; i < worlds.size(); ++i)
      worlds[i].follow(view_.clock, i == 1 ? &worlds.base() : nullptr);
    sleep_ms(1);
  }
  for (std::size_t i = 0; i < worlds.size(); ++i)
    if (worlds[i].session().state() == RunState::failed)
      throw std::runtime_error(worlds[i].session().failure());
}

int App::render() {
  const sf::Vector2u size = window_.size();
  sf::RenderTexture picture;
  if (!picture.create(size.x, size.y)) return 2;
  view_.worlds.start();
  const float at = options_.at_s.value_or(view_.clock.from());
  view_.clock.set_playing(false);
  wait_until(at);
  view_.worlds.settle_figures(is_active(view_.look.layer));
  view_.clock.jump_to(std::min(at, view_.clock.to()));
  // The first frame lays out what the second one shows.
  for (int i = 0; i < 2; ++i) {
    view_.advance(0, window_.extent());
    view_.worlds.camera().finish();
    draw(picture);
    picture.display();
  }
  view_.worlds.stop();
  if (!picture.getTexture().copyToImage().saveToFile(*options_.render))
    throw std::runtime_error(*options_.render + " cannot be written");
  return 0;
}

}  // namespace mwendo::viz
