#!/bin/sh
# share.sh runs one part of a search. Start it once for each part, for example as a job array of a
# cluster or as a matrix of a CI system:
#
#   share.sh PART PARTS ITERATIONS [more flags of search]
#
#   for part in 1 2 3 4; do share.sh $part 4 32 -all & done; wait       # on one computer
#   #SBATCH --array=1-4                                                 # on a cluster with Slurm
#   share.sh $SLURM_ARRAY_TASK_ID 4 32 -all
#
# Part 1 writes part-1.jsonl, and so on. Afterwards, merge the parts into the table of the whole
# search:
#
#   search -merge "part-*.jsonl"
#
# The variable SEARCH is the command that runs search.
set -eu
part=$1 parts=$2 iterations=$3
shift 3
exec ${SEARCH:-go run ./solutions/labs/search} -iterations "$iterations" \
	-trials "$(((part - 1) * iterations / parts + 1))-$((part * iterations / parts))" \
	-results "part-$part.jsonl" "$@"
