// Bodies of planner.hpp; one family of plans a file.
#pragma once

#include "fadu/engine/impl/planner_conditions_inl.hpp"
#include "fadu/engine/impl/planner_elements_inl.hpp"
#include "fadu/engine/impl/planner_events_inl.hpp"
#include "fadu/engine/impl/planner_values_inl.hpp"
