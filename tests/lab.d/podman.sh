# shellcheck shell=bash
# Podman's Docker-compatible API on $LAB/podman/podman.sock, in its own namespaces
# ($NET.210), private storage, with the test images (lab/web:1 shows as localhost/lab/web:1).

podman_up() {
  local dir=$LAB/podman i files
  mkdir -p "$dir"
  # No internet: short names must not be looked up anywhere.
  printf '%s\n' 'unqualified-search-registries = ["localhost"]' '[[registry]]' "location = \"$(registry_plain)\"" 'insecure = true' >"$dir/registries.conf"
  trust_registry "$dir/certs.d"
  # Podman asks for more files than a session without CAP_SYS_RESOURCE may hand out.
  files=$(ulimit -Hn)
  [ "$files" != unlimited ] || files=1048576
  cat >"$dir/containers.conf" <<EOF
[containers]
default_ulimits = ["nofile=$files:$files", "nproc=30000:30000"]
[engine]
events_logger = "file"
cgroup_manager = "cgroupfs"
[network]
network_config_dir = "$dir/net"
EOF
  plug podman 210
  setsid nohup nsenter "--net=/run/netns/plab$ID-podman" unshare --mount --uts --pid --fork --kill-child \
    tini -- "$HERE/lab.d/podman-init" "$dir" "plab$ID-podman" >>"$dir/log" 2>&1 </dev/null &
  echo $! >"$dir/pid"
  for ((i = 0; i < 400; i++)); do
    if curl -fsS -m 2 -o /dev/null --unix-socket "$dir/podman.sock" http://podman/_ping 2>/dev/null; then
      curl -fsS -o /dev/null --unix-socket "$dir/podman.sock" -H 'Content-Type: application/x-tar' --data-binary "@$LAB/images.tar" http://podman/images/load
      return
    fi
    alive "$(cat "$dir/pid")" || break
    sleep 0.05
  done
  tail -n 5 "$dir/log" >&2
  die "podman did not start"
}

podman_down() {
  local pid left
  pid=$(cat "$LAB/podman/pid" 2>/dev/null || true)
  if alive "$pid"; then
    kill -9 "$pid" 2>/dev/null || true
    wait_gone "$pid" 5 || true
  fi
  # Cgroups of the killed containers: podman's own parent, and only when nobody else's are in it.
  find /sys/fs/cgroup -maxdepth 3 -type d -name libpod_parent 2>/dev/null | while read -r left; do
    find "$left" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done
}
