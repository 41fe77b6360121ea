// User input: the effect of keys and mouse.
//
//   Hands hands(view, window, ui);
//   hands.begin_frame();
//   while (window->pollEvent(e)) hands.handle(e);
//   hands.move_map(frame_seconds);
//   ui.begin(painter, theme, scale, hands.input());
#pragma once

#include <SFML/Window/Event.hpp>

#include "viz/app/view.h"
#include "viz/app/window.h"

namespace mwendo::viz {

class Hands {
 public:
  // All outlive the hands.
  Hands(View& view, Window& window, const Ui& ui) : view_(&view), window_(&window), ui_(&ui) {}

  void begin_frame();
  void handle(const sf::Event& e);
  // The mouse on the map, and the arrows.
  void move_map(float wall_s);
  [[nodiscard]] const Input& input() const { return input_; }

 private:
  void note_mouse(const sf::Event& e);
  void key(const sf::Event::KeyEvent& key);
  bool key_of_time(sf::Keyboard::Key key);
  bool key_of_look(sf::Keyboard::Key key);
  bool key_of_place(const sf::Event::KeyEvent& key);
  bool key_of_drawing(sf::Keyboard::Key key);
  void key_of_window(sf::Keyboard::Key key);
  void key_while_searching(const sf::Event::KeyEvent& key);
  void key_while_drawing(const sf::Event::KeyEvent& key);
  void type(char32_t letter);
  void open_search();

  void press();
  void drag();
  void zoom(float factor);
  void pan_by_keys(float wall_s);

  View* view_;
  Window* window_;
  const Ui* ui_;
  Input input_;
  bool dragging_ = false, moved_ = false, on_divider_ = false;
  bool search_just_opened_ = false;  // the key that opened it is no letter of the name
  Vec drag_from_, pressed_at_;
};

}  // namespace mwendo::viz
