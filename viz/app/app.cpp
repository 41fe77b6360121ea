#include "viz/app/app.h"

#include <SFML/Window/Event.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "viz/app/display.h"
#include "viz/runs/refuse.h"
#include "viz/runs/replay_run.h"
#include "viz/paint/vehicle_pose.h"

namespace mwendo::viz {
Box city_box(const Stage& stage) {
  const Network& net = stage.world().network;
  std::vector<float> x, y;
  for (const NodeId n : net.nodes()) {
    const Vec p = stage.map().lanes().origin_offset(net.node.position[n]);
    x.push_back(p.x), y.push_back(p.y);
  }
  if (x.empty()) return {{-500, -500}, {500, 500}};
  const auto at = [](std::vector<float>& v, double share) {
    const auto i = static_cast<std::ptrdiff_t>(share * static_cast<double>(v.size() - 1));
    std::nth_element(v.begin(), v.begin() + i, v.end());
    return v[static_cast<std::size_t>(i)];
  };
  return Box{{at(x, 0.04), at(y, 0.04)}, {at(x, 0.96), at(y, 0.96)}}.grown(500);
}

App::App(const Options& options, const Fonts& fonts, ViewedRun base,
         std::optional<ViewedRun> alternative)
    : options_(options), fonts_(&fonts), clock_(base.from_s, base.to_s) {
  stages_.push_back(std::make_unique<Stage>(std::move(base), fonts));
  if (alternative) stages_.push_back(std::make_unique<Stage>(std::move(*alternative), fonts));
  if (two()) arrangement_ = options.swipe ? Arrangement::swipe : Arrangement::beside;
  if (!options.forget && !options.render) {
    const Settings known = read_settings();
    size_ = {known.width, known.height};
    look_.theme = known.theme;
    show_charts_ = known.charts, show_legend_ = known.legend;
  }
  if (two()) show_charts_ = false;
  kiosk_ = options.kiosk;
  if (!options.tour.empty()) {
    Problems problems;
    tour_ = Tour(read_tour(options.tour, problems));
    problems.throw_if_any();
  }
  if (!options.video.empty() && find_program("ffmpeg").empty())
    refuse("--video needs the program ffmpeg, which is not installed", "install the package ffmpeg");
  if (options.width > 0) size_ = {options.width, options.height};
  if (options.theme) look_.theme = *options.theme;
  if (options.layer) look_.layer = *options.layer;
  if (options.speed) *options.speed > 0 ? clock_.set_speed(*options.speed) : clock_.set_fastest(true);
  camera_.set_limits(stages_[0]->map().lanes().box());
  if (!options.record.empty()) {
    const ReplayRecorder recorder = replay_recorder(options.record, stages_[0]->run());
    stages_[0]->session().record_by(recorder, [recorder] { recorder.finish(); });
  }
  tool_ = std::make_unique<DrawTool>(stages_[0]->world(), stages_[0]->map().lanes());
  index_ = std::make_unique<SearchIndex>(stages_.back()->world(), stages_.back()->map().lanes());
}

void App::tell(const std::string& message, float seconds) {
  message_ = message;
  message_left_s_ = seconds;
}

// What --look-at names, else the whole city.
void App::look_first() {
  Box box = city_box(*stages_.back());
  if (!options_.look_at.empty()) {
    const auto found = index_->find(options_.look_at, 1);
    if (found.empty() && options_.render)
      refuse("--look-at \"" + options_.look_at + "\" is no street, stop or line here", "try a part of the name");
    if (found.empty()) tell("Nothing of the name \"" + options_.look_at + "\" here", 6);
    else box = found.front().box;
  }
  if (options_.across_m > 0) {
    const float half = options_.across_m / 2;
    box = {box.centre() - Vec{half, 1}, box.centre() + Vec{half, 1}};
  }
  camera_.fit(box, free_part(), true);
}

// The chosen vehicle keeps its place on the screen, and its speeds are noted.
void App::keep_up_with_selection() {
  if (selection_.kind != SelectionKind::vehicle) return;
  const Stage& stage = *stages_[selection_stage_];
  const VehicleSample* v = find_vehicle(stage.snapshot(), selection_.id);
  if (v == nullptr) {
    if (following_) tell("The vehicle has left the road");
    following_ = false;
    return;
  }
  if (trace_.empty() || trace_.back().time_s < stage.snapshot().time_s)
    trace_.push_back({stage.snapshot().time_s, v->speed_mps * 3.6F});
  if (!following_) return;
  const Pose p = pose_between(stage.map().lanes(), *v, stage.share_at(clock_.now()));
  camera_.look_at(p.position, std::max(camera_.scale(), 3.0F), false);
}

float App::slowest() const {
  float reached = stages_[0]->session().reached();
  if (two()) reached = std::min(reached, stages_[1]->session().reached());
  return reached;
}

void App::show_view(const TourView& view) {
  Box box = city_box(*stages_.back());
  if (!view.look_at.empty()) {
    const auto found = index_->find(view.look_at, 1);
    if (!found.empty()) box = found.front().box;
  }
  if (view.across_m > 0) box = {box.centre() - Vec{view.across_m / 2, 1}, box.centre() + Vec{view.across_m / 2, 1}};
  camera_.fit(box, free_part(), false);
  camera_.travel(3);
  if (view.layer) choose_layer(*view.layer);
  if (view.theme) look_.theme = *view.theme;
  if (view.speed > 0) clock_.set_speed(view.speed);
}

int App::run() {
  open_window();
  tell_when_display_is_lost();
  for (auto& s : stages_) s->start();
  if (options_.at_s) clock_.hurry_to(*options_.at_s);
  sf::Clock frame_clock;
  if (!options_.video.empty()) toggle_video();
  since_start_.restart();
  while (window_->isOpen()) {
    const float wall = std::min(frame_clock.restart().asSeconds(), 0.25F);
    meter_.begin();
    input_.pressed = input_.released = false;
    input_.wheel = 0;
    sf::Event e;
    while (window_->pollEvent(e)) handle(e);
    if (!window_->isOpen()) break;
    handle_mouse_on_map();
    if (!search_.open() && !naming_) pan_by_keys(wall);
    advance(wall);
    if (size_.x > 1 && size_.y > 1) draw(*window_);
    if (video_.running())
      if (const std::string problem = video_.add_window(since_start_.getElapsedTime().asSeconds(), size_); !problem.empty())
        tell(problem, 8);
    window_->display();
    meter_.end();
    if (options_.frames > 0 && meter_.frames() >= options_.frames) window_->close();
    limit_frames();
  }
  if (options_.count_frames) fmt::print("{}", meter_.text());
  (void)video_.stop();
  remember();
  for (auto& s : stages_) s->session().stop();
  keep_figures();
  return 0;
}

void App::advance(float wall_s) {
  clock_.set_range(stages_[0]->session().from(), stages_[0]->session().to());
  clock_.advance(wall_s, slowest());
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    stages_[i]->session().allow_until(std::max(clock_.allowed(slowest()), clock_.now()));
    stages_[i]->follow(clock_, i == 1 ? stages_[0].get() : nullptr, is_active(look_.layer));
  }
  take_built();
  lay_out(size_);
  if (const TourView* view = tour_.empty() ? nullptr : tour_.advance(wall_s)) show_view(*view);
  keep_up_with_selection();
  camera_.advance(wall_s);
  message_left_s_ -= wall_s;
}

// Drawing faster than the eye, or unseen, would only take time from the simulation.
void App::limit_frames() {
  static thread_local auto last = std::chrono::steady_clock::now();
  const int most = focused_ ? 60 : 15;
  const auto next = last + std::chrono::microseconds(1000000 / most);
  std::this_thread::sleep_until(next);
  last = std::max(next, std::chrono::steady_clock::now() - std::chrono::milliseconds(20));
}

int App::render() {
  sf::RenderTexture picture;
  if (!picture.create(size_.x, size_.y)) return 2;
  for (auto& s : stages_) s->start();
  const float at = options_.at_s.value_or(clock_.from());
  clock_.set_playing(false);
  for (auto& s : stages_) {
    while (s->session().state() == RunState::preparing)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    if (s->session().can_seek()) s->session().seek(at);
    s->session().allow_until(at);
  }
  clock_.set_range(stages_[0]->session().from(), stages_[0]->session().to());
  clock_.hurry_to(at);
  const auto under_way = [&](Stage& s) {
    return s.session().state() == RunState::running &&
           (s.rehearsing() || s.snapshot().time_s < at || s.session().snapshots().pending());
  };
  while (std::any_of(stages_.begin(), stages_.end(), [&](auto& s) { return under_way(*s); })) {
    for (std::size_t i = 0; i < stages_.size(); ++i) stages_[i]->follow(clock_, i == 1 ? stages_[0].get() : nullptr);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  for (auto& s : stages_)
    if (s->session().state() == RunState::failed) throw std::runtime_error(s->session().failure());
  for (std::size_t i = 0; i < stages_.size(); ++i)
    stages_[i]->settle_figures(i == 1 ? stages_[0].get() : nullptr, is_active(look_.layer));
  clock_.jump_to(std::min(at, clock_.to()));
  for (int i = 0; i < 2; ++i) {
    advance(0);
    camera_.finish();
    draw(picture);
    picture.display();
  }
  for (auto& s : stages_) s->session().stop();
  if (!picture.getTexture().copyToImage().saveToFile(*options_.render))
    throw std::runtime_error(*options_.render + " cannot be written");
  return 0;
}

}  // namespace mwendo::viz
