# shellcheck shell=bash disable=SC2016
# The test images: one busybox file system, and images made from it by metadata alone, so they
# share a single layer. All carry lab.role; web:1 web:2 web:bad logger burn sick crash stubborn mem.

rootfs() {
  local root=$LAB/rootfs
  mkdir -p "$root"/{bin,etc,tmp,var,usr,root,dev,proc,sys,www/cgi-bin}
  chmod 1777 "$root/tmp"
  cp "$(command -v busybox)" "$root/bin/busybox"
  "$root/bin/busybox" --list | while read -r applet; do
    [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
  done
  printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
  cp "$HERE/lab.d/rootfs/logger.sh" "$root/bin/logger.sh"
  install -m 755 "$HERE/lab.d/rootfs/who" "$root/www/cgi-bin/who"
  tar -C "$root" -cf "$LAB/rootfs.tar" .
  rm -rf "$root"
}

image() { # ENGINE NAME DOCKERFILE-LINE...
  local engine=$1 name=$2
  shift 2
  printf '%s\n' 'FROM lab/base:1' "LABEL lab.role=${name%%:*}" "$@" |
    DOCKER_BUILDKIT=0 dk "$engine" build -q -t "lab/$name" - >/dev/null 2>"$LAB/build.log" ||
    die "building lab/$name failed: $(tail -n 3 "$LAB/build.log")"
}

web() { # ENGINE TAG VERSION BAD
  image "$1" "web:$2" "ENV VERSION=$3 BAD=$4" 'LABEL org.opencontainers.image.title="lab web"' \
    "LABEL org.opencontainers.image.version=$3" 'VOLUME /data' 'EXPOSE 8080 9090/udp' \
    'HEALTHCHECK --interval=2s --timeout=15s --start-period=1s --retries=2 CMD [ "$BAD" = 0 ] && timeout 10 wget -q -O /dev/null http://127.0.0.1:8080/' \
    'CMD echo "lab web v$VERSION" >/www/index.html; exec httpd -f -v -p 8080 -h /www'
}

make_images() { # ENGINE
  rootfs
  dk "$1" import -c 'ENV PATH=/bin LAB=1' -c 'LABEL lab.role=base' -c 'CMD ["/bin/sh"]' "$LAB/rootfs.tar" lab/plain:1 >/dev/null
  printf 'FROM lab/plain:1\nSTOPSIGNAL SIGKILL\n' | DOCKER_BUILDKIT=0 dk "$1" build -q -t lab/base:1 - >/dev/null 2>"$LAB/build.log" ||
    die "building lab/base:1 failed: $(tail -n 3 "$LAB/build.log")"
  web "$1" 1 1 0
  web "$1" 2 2 0
  web "$1" bad bad 1
  # LINES=0: for ever. RATE=0: as fast as it can, else lines a second.
  image "$1" logger:1 'ENV LINES=0 RATE=0' 'CMD ["sh", "/bin/logger.sh"]'
  image "$1" burn:1 'CMD while :; do :; done'
  image "$1" sick:1 'HEALTHCHECK --interval=1s --timeout=1s --retries=2 CMD echo "I am sick"; exit 1' 'CMD ["sleep", "2000000"]'
  image "$1" crash:1 'ENV CODE=3 AFTER=1' 'CMD echo "will exit $CODE"; sleep $AFTER; echo boom >&2; exit $CODE'
  # Ignores TERM: a stop takes its full time-out.
  image "$1" stubborn:1 'STOPSIGNAL SIGTERM' 'CMD ["sleep", "2000000"]'
  # Holds about MB megabytes; with less --memory it is killed.
  image "$1" mem:1 'ENV MB=64' 'CMD x=$(yes x | head -c ${MB}000000); echo "holding $MB MB"; sleep 2000000; echo ${#x}'
  dk "$1" rmi lab/plain:1 >/dev/null
  rm "$LAB/rootfs.tar"
  dk "$1" save -o "$LAB/images.part" lab/base:1 lab/web:1 lab/web:2 lab/web:bad lab/logger:1 lab/burn:1 lab/sick:1 lab/crash:1 lab/stubborn:1 lab/mem:1
  mv "$LAB/images.part" "$LAB/images.tar"
}

load_images() { # ENGINE
  if [ -s "$LAB/images.tar" ]; then
    dk "$1" load -q -i "$LAB/images.tar" >/dev/null || die "loading the test images into $1 failed"
  else
    make_images "$1"
  fi
}
