# shellcheck shell=bash
# One Docker engine in mount, UTS, PID and network namespaces of its own, so that one kill
# takes everything with it and no mount, shim or zombie is left.

engine_socket() { echo "$LAB/e/$1/docker.sock"; }

dk() { # ENGINE ARGS... : the docker client against that engine
  local name=$1
  shift
  DOCKER_CONFIG=$LAB/docker-config docker -H "unix://$(engine_socket "$name")" "$@"
}

engine_pid() { # NAME dockerd|containerd, as this namespace sees them
  local pid
  for pid in $(descendants "$(cat "$LAB/e/$1/pid")"); do
    if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$2" ]; then
      echo "$pid"
      return 0
    fi
  done
  return 1
}

engine_answers() { curl -fsS -m 2 -o /dev/null --unix-socket "$LAB/e/$1/docker.sock" http://docker/_ping 2>/dev/null; }

# engine_up NAME [--docker 20|28] [--tls] [--tcp] [--bare] [-- DOCKERD-ARGS]
#   --tls   also listen on ADDRESS:2376 with mutual TLS;  --tcp  on ADDRESS:2375 without
#   --bare  do not load the test images
engine_up() {
  local name=$1 version=20 bare=0 octet dir=$LAB/e/$1 args=() tree address i
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --docker) version=$2; shift ;;
      --tls) args+=(-H tcp://0.0.0.0:2376 --tlsverify --tlscacert "$LAB/certs/ca.pem" --tlscert "$LAB/certs/server.pem" --tlskey "$LAB/certs/server-key.pem") ;;
      --tcp) args+=(-H tcp://0.0.0.0:2375 --tls=false) ;;
      --bare) bare=1 ;;
      --) shift; args+=("$@"); break ;;
      *) die "engine-up: unknown option $1" ;;
    esac
    shift
  done
  alive "$(cat "$dir/pid" 2>/dev/null)" && die "engine $name is already up"
  tree=$("docker${version}_tree") || exit 1
  mkdir -p "$dir"
  rm -f "$dir/hold" "$dir/docker.sock"
  octet=$(cat "$dir/octet" 2>/dev/null || take_octet)
  address=$NET.$octet
  echo "$octet" >"$dir/octet"
  echo "$address" >"$dir/address"
  trust_registry "$dir/etc/certs.d"
  plug "$name" "$octet"
  # docker20 is also reached by an address its certificate does not name.
  [ "$name" != docker20 ] || ip -n "plab$ID-docker20" addr add "$NET.211/24" dev eth0
  PATH=$tree/usr/sbin:$tree/usr/bin:$PATH setsid nohup nsenter "--net=/run/netns/plab$ID-$name" \
    unshare --mount --uts --pid --fork --kill-child tini -- "$HERE/lab.d/engine-init" "$dir" "lab-$name" \
    --cgroup-parent "/plab$ID-$name" --insecure-registry "$(registry_plain)" "${args[@]}" >>"$dir/log" 2>&1 </dev/null &
  echo $! >"$dir/pid"
  for ((i = 0; i < 600; i++)); do
    if engine_answers "$name"; then
      [ "$bare" = 1 ] || load_images "$name"
      echo "$dir/docker.sock $address"
      return 0
    fi
    alive "$(cat "$dir/pid")" || break
    sleep 0.05
  done
  tail -n 5 "$dir/log" >&2
  die "engine $name did not start"
}

engine_down() { # NAME [--kill]
  local name=$1 dir=$LAB/e/$1 pid child left i
  [ -d "$dir" ] || return 0
  rm -f "$dir/hold"
  pid=$(cat "$dir/pid" 2>/dev/null || true)
  if alive "$pid" && [ "${2:-}" != --kill ] && engine_answers "$name"; then
    # Containers first: a process 1 that ignores TERM would cost ten seconds each.
    dk "$name" ps -q 2>/dev/null | DOCKER_CONFIG=$LAB/docker-config xargs -r docker -H "unix://$dir/docker.sock" kill >/dev/null 2>&1 || true
    for child in $(pgrep -P "$pid" || true); do kill -TERM "$child" 2>/dev/null || true; done
    wait_gone "$pid" 20 || true
  fi
  if alive "$pid"; then
    kill -9 "$pid" 2>/dev/null || true
    wait_gone "$pid" 5 || true
  fi
  # Killed containers leave their cgroups behind.
  for ((i = 0; i < 50; i++)); do
    left=$(find /sys/fs/cgroup -maxdepth 4 -type d -name "plab$ID-$name" 2>/dev/null || true)
    [ -n "$left" ] || break
    # shellcheck disable=SC2086
    find $left -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.1
  done
  [ ! -s "$dir/octet" ] || unplug "$name" "$(cat "$dir/octet")"
  [ ! -s "$dir/octet" ] || rmdir "$LAB/taken/$(cat "$dir/octet")" 2>/dev/null || true
  rm -rf "$dir"
}

# engine_crash NAME            dockerd dies and stays down (containers live on with -- --live-restore)
#              NAME --resume   and is back
#              NAME --freeze | --thaw   connections stay open, nothing answers
#              NAME --rate MBIT         a slow cable (0: full speed)
#              NAME --cut | --mend      the cable swallows every packet
engine_crash() {
  local name=$1 dir=$LAB/e/$1 space=plab$ID-$1 pid i
  case ${2:-} in
    --resume)
      rm -f "$dir/hold"
      for ((i = 0; i < 600; i++)); do
        engine_answers "$name" && return 0
        sleep 0.05
      done
      die "engine $name did not come back"
      ;;
    --freeze)
      pid=$(engine_pid "$name" dockerd)
      kill -STOP "$pid"
      # The signal is only an order: a thread at work may still answer a call before it obeys.
      for ((i = 0; i < 500; i++)); do
        [ "$(grep -h '^State:' "/proc/$pid/task/"*/status | grep -cv 'T (stopped)')" != 0 ] || return 0
        sleep 0.01
      done
      die "engine $name did not freeze"
      ;;
    --thaw) kill -CONT "$(engine_pid "$name" dockerd)" ;;
    --rate)
      nsenter "--net=/run/netns/$space" tc qdisc del dev eth0 root 2>/dev/null || true
      [ "$3" = 0 ] || nsenter "--net=/run/netns/$space" tc qdisc add dev eth0 root tbf rate "${3}mbit" burst 32k latency 400ms
      ;;
    --cut) nsenter "--net=/run/netns/$space" iptables -I INPUT -i eth0 -j DROP ;;
    --mend) nsenter "--net=/run/netns/$space" iptables -D INPUT -i eth0 -j DROP ;;
    '')
      pid=$(engine_pid "$name" dockerd) || die "no dockerd in $name"
      touch "$dir/hold"
      kill -9 "$pid"
      wait_gone "$pid" 5
      ;;
    *) die "engine-crash: unknown option $2" ;;
  esac
}
