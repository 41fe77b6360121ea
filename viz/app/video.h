// A video of the window: frames go through a pipe to the ffmpeg program.
//
//   VideoWriter video;
//   const std::string problem = video.start("city.mp4", {1280, 720});
//   if (!problem.empty()) tell(problem);
//   video.add_window(elapsed_seconds, size);      // after each frame was drawn
//   video.stop();
//
// The video runs at 30 frames per second of wall time. Slow frames are repeated, fast ones left
// out. Errors are texts for people; nothing is thrown.
// Limits: a window that changes its size ends the video.
#pragma once

#include <SFML/System/Vector2.hpp>
#include <string>
#include <vector>

namespace mwendo::viz {

class VideoWriter {
 public:
  ~VideoWriter() { (void)stop(); }
  [[nodiscard]] std::string start(const std::string& file, sf::Vector2u size);
  [[nodiscard]] bool running() const { return pipe_ >= 0; }
  // Reads the pixels of the present OpenGL context. Empty text, or why the video ended.
  [[nodiscard]] std::string add_window(double elapsed_s, sf::Vector2u size);
  // Waits for ffmpeg; empty text, or what went wrong.
  std::string stop();
  [[nodiscard]] const std::string& file() const { return file_; }

  static constexpr int kFramesPerSecond = 30;

 private:
  int pipe_ = -1;
  int child_ = -1;
  sf::Vector2u size_;
  std::string file_;
  std::vector<unsigned char> pixels_;
  long written_ = 0;
  double started_at_ = -1;
};

// Where a program of that name is on the PATH; empty if nowhere.
[[nodiscard]] std::string find_program(const std::string& name);

}  // namespace mwendo::viz
