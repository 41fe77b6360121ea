#include "scenarios/commands/command_line.h"

int main(int argc, char** argv) {
  return mwendo::command_line(std::vector<std::string>(argv + 1, argv + argc));
}
