#include "scenarios/world.h"
