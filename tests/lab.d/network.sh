# shellcheck shell=bash
# The private switch: a bridge inside a network namespace of its own. Engines plug in,
# the machine has one leg ($NET.1). Nothing touches the machine's iptables, and deleting
# the namespaces removes every interface.

switch_up() {
  local switch=plab$ID-switch host=plab$ID-host n
  ip netns add "$switch"
  ip -n "$switch" link set dev lo up
  ip -n "$switch" link add name br0 type bridge
  ip -n "$switch" link set dev br0 up
  ip link add name "$host" type veth peer name host netns "$switch"
  ip -n "$switch" link set dev host master br0 up
  ip addr add "$NET.1/24" dev "$host"
  ip link set dev "$host" up
  # A neighbour nobody is: packets to it leave and never come back.
  for n in 250 251 252; do
    ip neigh add "$NET.$n" lladdr "02:00:00:00:00:$((n - 200))" dev "$host" nud permanent
  done
}

switch_down() {
  local space
  ip link del dev "plab$ID-host" 2>/dev/null || true
  for space in /run/netns/"plab$ID"-*; do
    [ ! -e "$space" ] || ip netns del "$(basename "$space")"
  done
}

# plug NAME LASTOCTET : network namespace with eth0 on the switch
plug() {
  local space=plab$ID-$1 switch=plab$ID-switch
  [ -e "/run/netns/$space" ] && return 0
  ip netns add "$space"
  ip -n "$space" link set dev lo up
  ip -n "$switch" link add name "p$2" type veth peer name eth0 netns "$space"
  ip -n "$switch" link set dev "p$2" master br0 up
  ip -n "$space" addr add "$NET.$2/24" dev eth0
  ip -n "$space" link set dev eth0 up
}

# The interface goes first and by name: a namespace dies asynchronously and would keep it.
unplug() {
  ip -n "plab$ID-switch" link del dev "p$2" 2>/dev/null || true
  ip netns del "plab$ID-$1" 2>/dev/null || true
}

# Prints a free last octet and takes it (mkdir is the lock: tests start engines in parallel).
take_octet() {
  local n
  for ((n = 11; n < 200; n++)); do
    if mkdir "$LAB/taken/$n" 2>/dev/null; then
      echo "$n"
      return
    fi
  done
  die "all addresses of the lab are taken"
}
