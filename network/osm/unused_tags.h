// Tags of a street that change traffic and are not used. Internal to network/osm.
#pragma once

#include "network/osm/osm_data.h"
#include "network/osm/tag_notes.h"

namespace mwendo::osm {

void note_unused_tags(const OsmTags& tags, TagNotes& notes);

}  // namespace mwendo::osm
