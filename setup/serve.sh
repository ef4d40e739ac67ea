#!/bin/sh
# Runs the server. It spends most of its memory before it does any work: these settings keep it small (docs/performance.md).
# As a whole address: Node looks for `setup/...` among the packages.
here=$(cd "$(dirname "$0")" && pwd)
# Types are stripped and code is compiled once, not at each start. A folder that cannot be written does no harm.
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE-$here/../node_modules/.cache/compiled}"
# Each pool of the C library keeps what it once had.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-2}"
# And it gives nothing back of what it took for larger pieces unless told what may lie free.
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_-1048576}"
# One thread more for the garbage costs more memory than it saves time here. Sizes are of the space for new objects, MB.
exec "${NODE_BIN:-node}" --require "$here/heap.cjs" --single-threaded-gc --min-semi-space-size=2 --max-semi-space-size=2 \
  "$here/../src/main.ts"
