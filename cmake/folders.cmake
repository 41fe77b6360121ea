# mwendo_folder(FOLDER USES FOLDER... [LIBRARIES LIBRARY...] [SHOWN_LIBRARIES LIBRARY...])
#
# SHOWN_LIBRARIES are those whose types stand in the folder's headers.
# One target a folder. It sees the headers of the folders that it names and of those that these name,
# and no others: its include path is a tree of links to their headers. An include that climbs does
# not compile. A folder can name only folders that were added before it, so there is no circle.
function(mwendo_folder folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LIBRARIES;SHOWN_LIBRARIES")
  mwendo_target_name(target ${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/${folder}/*.h)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")

  set(tree ${CMAKE_BINARY_DIR}/include/${target})
  file(REMOVE_RECURSE ${tree})
  file(MAKE_DIRECTORY ${tree}/${folder})
  set(proven)
  set(unproven)
  foreach(header ${headers})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${header} ${tree}/${header} SYMBOLIC)
    mwendo_stands_first(first ${header})
    if(first)
      list(APPEND proven ${tree}/${header})
    else()
      list(APPEND unproven ${tree}/${header})
    endif()
  endforeach()

  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
    # A unit of several sources shadows across them; check_tidy compiles each alone.
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion
      -Wno-sign-conversion -Werror $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>)
    target_link_libraries(${target} PRIVATE ${arg_LIBRARIES})
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${tree} FILES ${proven})
  target_sources(${target} PUBLIC FILE_SET unproven TYPE HEADERS BASE_DIRS ${tree} FILES ${unproven})
  set_target_properties(${target} PROPERTIES INTERFACE_HEADER_SETS_TO_VERIFY unproven)
  # No fused multiply-add and no -ffast-math: the same bytes on every machine.
  # -Wno-restrict: g++ 12 warns falsely on std::string operator+ (GCC bug 105651).
  # -Wno-deprecated-declarations: std::stable_sort of libstdc++ 12 uses what clang 19 deprecates.
  target_compile_options(${target} ${scope} -ffp-contract=off
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
  target_link_libraries(${target} ${scope} OpenMP::OpenMP_CXX fmt::fmt ${arg_SHOWN_LIBRARIES})
  foreach(used ${arg_USES})
    mwendo_target_name(used_target ${used})
    if(NOT TARGET ${used_target})
      message(FATAL_ERROR "${folder} uses ${used}, which is not below it")
    endif()
    target_link_libraries(${target} ${scope} ${used_target})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY mwendo_folders_of_${mwendo_current_room} ${target})
endfunction()

# Whether a source of its name includes the header before all else: that source proves that the
# header stands alone. The others are compiled by tests/check_headers.
function(mwendo_stands_first variable header)
  string(REGEX REPLACE "h$" "cpp" source ${header})
  set(first)
  if(EXISTS ${CMAKE_SOURCE_DIR}/${source})
    file(STRINGS ${CMAKE_SOURCE_DIR}/${source} first LIMIT_COUNT 1 REGEX "^#include")
  endif()
  string(COMPARE EQUAL "${first}" "#include \"${header}\"" equal)
  set(${variable} ${equal} PARENT_SCOPE)
endfunction()

# network/base -> mwendo_folder_network_base
function(mwendo_target_name variable folder)
  string(REPLACE "/" "_" name ${folder})
  set(${variable} mwendo_folder_${name} PARENT_SCOPE)
endfunction()

# mwendo_room(ROOM): all folders of a room, and of the rooms below, as one library for programs and
# tests.
macro(mwendo_room room)
  set(mwendo_current_room ${room})
  add_subdirectory(${room})
  get_property(folders GLOBAL PROPERTY mwendo_folders_of_${room})
  add_library(mwendo_${room} INTERFACE)
  target_link_libraries(mwendo_${room} INTERFACE ${folders} ${mwendo_rooms_below})
  list(PREPEND mwendo_rooms_below mwendo_${room})
endmacro()
