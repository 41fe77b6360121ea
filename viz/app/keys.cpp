// What each key does. docs/window.md and the help panel list them.
#include <SFML/Window/Keyboard.hpp>

#include "viz/app/hands.h"

namespace mwendo::viz {
namespace {

using K = sf::Keyboard;
constexpr float kKeyZoom = 1.6F;

std::optional<Layer> layer_of_key(K::Key code) {
  char c = 0;
  if (code >= K::Num0 && code <= K::Num9) c = static_cast<char>('0' + (code - K::Num0));
  if (code >= K::A && code <= K::Z) c = static_cast<char>('A' + (code - K::A));
  for (std::size_t i = 0; i < kLayerCount && c != 0; ++i)
    if (info_of(static_cast<Layer>(i)).shortcut == c) return static_cast<Layer>(i);
  return std::nullopt;
}

}  // namespace

void Hands::key(const sf::Event::KeyEvent& key) {
  if (view_->open.help) {
    view_->open.help = false;
    return;
  }
  if (const auto layer = layer_of_key(key.code)) return view_->choose_layer(*layer);
  if (key_of_time(key.code) || key_of_look(key.code) || key_of_place(key) ||
      key_of_drawing(key.code))
    return;
  key_of_window(key.code);
}

bool Hands::key_of_time(K::Key key) {
  PlayClock& clock = view_->clock;
  switch (key) {
    case K::Space: clock.toggle(); return true;
    case K::Period: clock.step(); return true;
    case K::Equal:
    case K::Add: clock.faster(); return true;
    case K::Hyphen:
    case K::Subtract: clock.slower(); return true;
    case K::M: clock.set_fastest(!clock.as_fast_as_it_can()); return true;
    default: return false;
  }
}

bool Hands::key_of_look(K::Key key) {
  MapLook& look = view_->look;
  OpenPanels& open = view_->open;
  switch (key) {
    case K::H:
    case K::F1: open.help = true; return true;
    case K::T: view_->toggle_theme(); return true;
    case K::C: open.charts = !open.charts; return true;
    case K::L: open.legend = !open.legend; return true;
    case K::K: view_->toggle_vehicle_colour(); return true;
    case K::V: look.vehicles = !look.vehicles; return true;
    case K::N: look.labels = !look.labels; return true;
    case K::P: look.stops = !look.stops; return true;
    case K::Tab: open.layers = !open.layers; return true;
    case K::W: view_->worlds.next_arrangement(); return true;
    default: return false;
  }
}

bool Hands::key_of_place(const sf::Event::KeyEvent& key) {
  Camera& camera = view_->worlds.camera();
  switch (key.code) {
    case K::Home: view_->look_at_city(); return true;
    case K::PageUp: camera.zoom_at(camera.viewport().centre(), kKeyZoom); return true;
    case K::PageDown: camera.zoom_at(camera.viewport().centre(), 1 / kKeyZoom); return true;
    case K::Slash: open_search(); return true;
    case K::F:
      if (key.control)
        open_search();
      else
        view_->inspection.toggle_following();
      return true;
    default: return false;
  }
}

bool Hands::key_of_drawing(K::Key key) {
  switch (key) {
    case K::B: view_->begin_drawing(MeasureKind::brt); return true;
    case K::Y: view_->begin_drawing(MeasureKind::cycle_track); return true;
    case K::U: view_->begin_drawing(MeasureKind::walkway); return true;
    case K::X: view_->begin_drawing(MeasureKind::closure); return true;
    default: return false;
  }
}

void Hands::key_of_window(K::Key key) {
  switch (key) {
    case K::Escape:
      if (view_->show.kiosk())
        (*window_)->close();
      else
        view_->escape();
      break;
    case K::S: save_picture(**window_, view_->clock.now(), view_->messages); break;
    case K::R: view_->show.toggle_video(window_->size(), view_->messages); break;
    case K::F11: window_->toggle_full_screen(); break;
    default: break;
  }
}

void Hands::open_search() {
  view_->search.show();
  search_just_opened_ = true;
}

void Hands::key_while_searching(const sf::Event::KeyEvent& key) {
  SearchBox& search = view_->search;
  switch (key.code) {
    case K::Escape: search.close(); break;
    case K::BackSpace: search.erase(view_->index()); break;
    case K::Down: search.move(1); break;
    case K::Up: search.move(-1); break;
    case K::Enter:
      if (const auto found = search.chosen()) view_->show_found(*found);
      break;
    default: break;
  }
}

void Hands::key_while_drawing(const sf::Event::KeyEvent& key) {
  Draft& draft = view_->draft;
  const bool naming = draft.naming();
  switch (key.code) {
    case K::Escape: naming ? draft.name_it(false) : draft.cancel(); break;
    case K::BackSpace: draft.erase(); break;
    case K::Enter: naming ? draft.name_it(false) : draft.build(); break;
    case K::S:
      if (key.control) view_->save_drawing();
      break;
    case K::Space:
      if (!naming) view_->clock.toggle();
      break;
    default: break;
  }
}

}  // namespace mwendo::viz
