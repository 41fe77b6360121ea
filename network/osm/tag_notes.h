// What the tags of a way say that is not understood or not used. Internal to network/osm.
//
//   notes.push_back({"lanes that are no number", "lanes=many"});
#pragma once

#include <string>
#include <vector>

namespace mwendo {

struct TagNote {
  const char* what;
  std::string tag;  // key=value
};
using TagNotes = std::vector<TagNote>;

}  // namespace mwendo
