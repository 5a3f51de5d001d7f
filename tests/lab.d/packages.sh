# shellcheck shell=bash
# What the lab needs from Debian.

# command or file -> package
NEEDED="dockerd:docker.io containerd:containerd runc:runc busybox:busybox-static iptables:iptables tini:tini
ip:iproute2 nsenter:util-linux pgrep:procps openssl:openssl curl:curl podman:podman docker-registry:docker-registry htpasswd:apache2-utils debootstrap:debootstrap chromium:chromium
/usr/lib/postgresql/*/bin/initdb:postgresql /usr/lib/*/libsqlite3.so.0:libsqlite3-0
/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf:fonts-dejavu-core
/etc/containers/policy.json:golang-github-containers-common"

there() {
  case $1 in
    /*) compgen -G "$1" >/dev/null ;;
    *) PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null ;;
  esac
}

install_missing() {
  local pair missing=() policy=/usr/sbin/policy-rc.d
  for pair in $NEEDED; do
    there "${pair%%:*}" || missing+=("${pair##*:}")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "the tests need ${missing[*]}, and only know how to install them on Debian (apt-get)."
  echo "Installing ${missing[*]}" >&2
  (
    # Nothing that gets installed may start a service or a database of its own.
    if [ ! -e "$policy" ]; then
      printf '#!/bin/sh\nexit 101\n' >"$policy"
      chmod +x "$policy"
      trap 'rm -f "$policy"' EXIT
    fi
    if [[ " ${missing[*]} " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
      mkdir -p /etc/postgresql-common
      echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    export DEBIAN_FRONTEND=noninteractive
    local log
    log=$(mktemp)
    if ! { apt-get -qq update && apt-get -qq install -y --no-install-recommends -o Dpkg::Options::=--force-confold "${missing[@]}"; } </dev/null >"$log" 2>&1; then
      cat "$log" >&2
      rm "$log"
      exit 1
    fi
    rm "$log"
  ) || die "apt-get could not install ${missing[*]}; see above."
}

# The archive this machine's apt already uses, so that the repository names none.
debian_archive() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/\?$' | sort -u | head -n 1
}

# unpacked SUITE : a newer (or older) Docker from another Debian suite, unpacked beside
# the installed one and kept for the next run. Prints the tree.
unpacked() {
  local suite=$1 tree cache archive work
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/portainer-tests
  tree=$cache/docker-$suite
  mkdir -p "$cache"
  (
    flock 9
    [ ! -e "$tree/complete" ] || exit 0
    archive=$(debian_archive)
    [ -n "$archive" ] || die "apt on this machine has no Debian archive configured; Docker from $suite comes from there."
    echo "Fetching Docker from Debian $suite" >&2
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$work"/{lists/partial,cache/archives/partial,debs,tree}
    : >"$work/status"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" >"$work/sources.list"
    printf '%s "%s";\n' Dir::Etc::sourcelist "$work/sources.list" Dir::Etc::sourceparts - Dir::State::lists "$work/lists" \
      Dir::State::status "$work/status" Dir::Cache "$work/cache" APT::Sandbox::User root >"$work/apt.conf"
    cd "$work/debs"
    export APT_CONFIG=$work/apt.conf
    apt-get -qq update >&2 || die "Debian $suite could not be reached through this machine's package source."
    apt-get -qq download docker.io containerd >&2 || die "Debian $suite has no docker.io and containerd to download."
    # A package of its own in newer suites; in older ones the client comes with the daemon.
    apt-get -qq download docker-cli >&2 2>/dev/null || true
    local deb
    for deb in ./*.deb; do dpkg-deb -x "$deb" "$work/tree"; done
    # The installed runc serves every version.
    rm -rf "$work/tree/usr/share" "$work/tree/usr/bin/runc" "$work/tree/usr/sbin/runc" "$tree"
    touch "$work/tree/complete"
    mv "$work/tree" "$tree"
  ) 9>"$cache/lock" || exit 1
  echo "$tree"
}

has_version() { # DOCKERD VERSION
  "$1" --version 2>/dev/null | grep -q "version $2\."
}

docker28_tree() {
  local tree
  tree=$(unpacked forky) || exit 1
  if ! has_version "$tree/usr/sbin/dockerd" 28; then
    rm -rf "$tree"
    die "the tests need Docker 28; Debian forky now carries another version."
  fi
  echo "$tree"
}

# The newest client there is: it speaks with every engine of the lab and knows every option.
docker_client() {
  local client
  client=$(docker28_tree)/usr/bin/docker
  if "$client" --version >/dev/null 2>&1; then echo "$client"; else command -v docker; fi
}

# Debian 12's own, installed or (where another Docker is installed) unpacked.
docker20_tree() {
  if has_version /usr/sbin/dockerd 20.10; then
    echo /
  else
    unpacked bookworm
  fi
}
