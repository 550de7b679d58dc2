# Steps of the gate: each says its name before each of its lines, and its seconds at the end.
# shellcheck shell=bash

# What became of each step, a line a step: begun, seconds, seconds of processors, status, name.
steps="$work/steps"

# step NAME COMMAND…: a step that fails fails the gate, and those after it are still tried.
step() {
  local name=$1 began=$SECONDS status=0
  shift
  echo "== $name ($began s)"
  # in the background, since errexit is off inside of a command that is followed by ||
  (
    trap 'times > "$work/times of ${name//\//-}"' EXIT
    "$@"
  ) > >(sed -u "s|^|$name: |") 2>&1 &
  wait $! || status=$?
  printf '%s\t%s\t%s\t%s\t%s\n' "$began" "$((SECONDS - began))" \
    "$(processor_seconds < "$work/times of ${name//\//-}")" "$status" "$name" >> "$steps"
}

# What `times` prints, as whole seconds.
processor_seconds() {
  tr 'ms' '  ' | awk '{ all += 60 * ($1 + $3) + $2 + $4 } END { printf "%d", all }'
}

# in_turn ROW…: functions, each a row of steps, begun in their order and as many at once as there is room for: two
# more than there are processors, since some wait for a child or a page now and then.
in_turn() {
  local row
  for row in "$@"; do
    while [ "$(jobs -rp | wc -l)" -gt "$(($(nproc) + 1))" ]; do wait -n || true; done
    (
      # its steps say themselves what became of them
      trap '[ $? = 0 ] || printf "%s\t0\t0\t1\t%s\n" "$SECONDS" "$row broke off" >> "$steps"' EXIT
      "$row"
    ) &
  done
}

# A table of the steps; 1 where one failed, or where there was none.
table() {
  [ -s "$steps" ] || return 1
  sort -n "$steps" | awk -F '\t' -v whole="$SECONDS" '
    BEGIN { printf "\n%-45s %8s %8s %8s\n", "step", "begun", "seconds", "of cpu" }
    { printf "%-45s %8d %8d %8d%s\n", $5, $1, $2, $3, $4 ? "  FAILED" : ""
      cpu += $3; failed += $4 != 0 }
    END { printf "%-45s %8s %8d %8d\n", "the gate", "", whole, cpu; exit failed > 0 }'
}
