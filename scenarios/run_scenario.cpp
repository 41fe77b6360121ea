#include "scenarios/run_scenario.h"
