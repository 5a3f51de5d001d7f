# shellcheck shell=bash
# Where the lab is, and the small words everything else is written in.

die() {
  echo "lab: $*" >&2
  exit 1
}

need_root() {
  [ "$(id -u)" = 0 ] || die "the lab makes network namespaces and mounts: please run this as root."
}

# A lab is a number: it names the state folder (short, because a unix socket's path
# ends at 107 bytes), the network namespaces and the subnet. mkdir is the lock.
allocate() {
  local n
  for ((n = 1; n < 100; n++)); do
    if [ ! -e "/run/netns/plab$n-switch" ] && mkdir "${TMPDIR:-/tmp}/plab-$n" 2>/dev/null; then
      use_lab "${TMPDIR:-/tmp}/plab-$n"
      echo "$HERE" >"$LAB/checkout"
      ln -s "$HERE/lab" "$LAB/lab"
      mkdir "$LAB/e" "$LAB/taken" "$LAB/docker-config"
      return
    fi
  done
  die "99 labs are in use; remove old ones with tests/lab down"
}

use_lab() {
  LAB=$1
  ID=${LAB##*-}
  NET=10.211.$ID
  export LAB
}

find_lab() {
  local file
  if [ -n "${PORTAINER_TEST_LAB:-}" ]; then
    [ -d "$PORTAINER_TEST_LAB" ] || die "there is no lab in $PORTAINER_TEST_LAB; start one with tests/lab up"
    use_lab "$PORTAINER_TEST_LAB"
    return
  fi
  for file in "${TMPDIR:-/tmp}"/plab-*/checkout; do
    if [ "$(cat "$file" 2>/dev/null)" = "$HERE" ]; then
      use_lab "$(dirname "$file")"
      return
    fi
  done
  die "no lab is up for this checkout; start one with tests/lab up"
}

# A zombie is not alive: process 1 may be slow to reap.
alive() {
  local state
  [ -n "${1:-}" ] || return 1
  state=$(awk '/^State:/ { print $2 }' "/proc/$1/status" 2>/dev/null) || return 1
  [ -n "$state" ] && [ "$state" != Z ]
}

wait_gone() { # PID SECONDS
  local i
  for ((i = 0; i < $2 * 50; i++)); do
    alive "$1" || return 0
    sleep 0.02
  done
  return 1
}

descendants() {
  local child
  for child in $(pgrep -P "$1" || true); do
    echo "$child"
    descendants "$child"
  done
}

# What a lab could leave on the machine; empty when it left nothing.
traces() {
  ip -o link | awk -F': ' '{ print $2 }' | grep "^plab$ID-" || true
  find /run/netns -name "plab$ID-*" 2>/dev/null || true
  awk '{ print $2 }' /proc/mounts | grep -F "$LAB/" || true
  find /sys/fs/cgroup -maxdepth 4 -type d -name "plab$ID-*" 2>/dev/null || true
  pgrep -af "$LAB/" | grep -v pgrep || true
}

lab_env() {
  cat <<EOF
export PORTAINER_TEST_LAB='$LAB'
export PORTAINER_TEST_DOCKER='$(engine_socket docker20)'
export PORTAINER_TEST_DOCKER_ADDRESS='$(cat "$LAB/e/docker20/address")'
export PORTAINER_TEST_DOCKER_28='$(engine_socket docker28)'
export PORTAINER_TEST_DOCKER_CLI='$(docker_client)'
export PORTAINER_TEST_PODMAN='$LAB/podman/podman.sock'
export PORTAINER_TEST_TLS='$(cat "$LAB/e/docker20/address"):2376'
export PORTAINER_TEST_TLS_OTHER_NAME='$NET.211:2376'
export PORTAINER_TEST_BLACKHOLE='$NET.250:2375'
export PORTAINER_TEST_POSTGRES='Host=$LAB/postgres/socket;Username=postgres;Database=portainer'
export PORTAINER_TEST_REGISTRY='$(registry_address)'
export PORTAINER_TEST_REGISTRY_UNTRUSTED='$(registry_untrusted)'
export PORTAINER_TEST_REGISTRY_CA='$LAB/certs/ca.pem'
export PORTAINER_TEST_REGISTRY_USER='$REGISTRY_USER'
export PORTAINER_TEST_REGISTRY_PASSWORD='$REGISTRY_PASSWORD'
export PORTAINER_TEST_REGISTRY_PLAIN='$(registry_plain)'
export PORTAINER_TEST_CHROMIUM='$(command -v chromium)'
EOF
}
