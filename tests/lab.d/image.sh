# shellcheck shell=bash
# Proof of the Dockerfile on a machine without a registry: its three base images are stood
# in for by a Debian 12 with this machine's .NET and Node.js, and everything the build would
# fetch (NuGet, npm and Debian packages) lies inside them. The Dockerfile itself is untouched.

debian_tree() { # prints a Debian 12 file system with what .NET needs, kept for the next run
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/portainer-tests archive
  mkdir -p "$cache"
  (
    flock 9
    [ ! -e "$cache/debian-12/etc/os-release" ] || exit 0
    archive=$(debian_archive)
    [ -n "$archive" ] || die "apt on this machine has no Debian archive configured."
    rm -rf "$cache/debian-12.part"
    debootstrap --variant=minbase --include=ca-certificates,libicu72,libssl3,libstdc++6,tzdata bookworm "$cache/debian-12.part" "$archive" >"$LAB/debootstrap.log" 2>&1 ||
      die "debootstrap failed: $(tail -n 3 "$LAB/debootstrap.log")"
    cd "$cache/debian-12.part" || exit 1
    rm -rf var/cache/apt/*.bin var/cache/apt/archives/*.deb var/lib/apt/lists/* usr/share/{doc,man,locale,info}
    # The one Debian package the Dockerfile installs comes from a folder inside the image.
    mkdir srv/apt
    (cd srv/apt && apt-get -qq -o APT::Sandbox::User=root download libsqlite3-0) >&2 || die "libsqlite3-0 could not be downloaded."
    local deb
    deb=$(basename srv/apt/*.deb)
    { dpkg-deb -f "srv/apt/$deb"; printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "srv/apt/$deb")" "$(sha256sum <"srv/apt/$deb" | cut -d' ' -f1)"; } >srv/apt/Packages
    echo 'deb [trusted=yes] file:/srv/apt ./' >etc/apt/sources.list
    mv "$cache/debian-12.part" "$cache/debian-12"
  ) 9>"$cache/debian.lock" || exit 1
  echo "$cache/debian-12"
}

# offline FOLDER : root/.nuget and root/.npm with all that a build of the product fetches
offline() {
  local packages=${NUGET_PACKAGES:-$HOME/.nuget/packages} source=$HERE/../src file
  mkdir -p "$1/root/.nuget/NuGet" "$1/root/.nuget/packages"
  {
    for file in "$source"/Portainer*/obj/project.assets.json; do
      grep -o '"path": "[a-z][^"]*"' "$file" | cut -d'"' -f4 | grep -v '\.csproj$'
      # PackageDownload: "name": "X", "version": "[1.2.3, 1.2.3]"
      tr -d '\n ' <"$file" | grep -o '"name":"[^"]*","version":"\[[^,]*' |
        sed 's/"name":"\([^"]*\)","version":"\[/\1\//' | tr '[:upper:]' '[:lower:]' || true
    done
  } | sort -u | while read -r package; do
    [ ! -d "$packages/$package" ] || (cd "$packages" && cp -r --parents "$package" "$1/root/.nuget/packages/")
  done
  echo '<configuration><packageSources><clear /><add key="none" value="/srv/apt" /></packageSources></configuration>' >"$1/root/.nuget/NuGet/NuGet.Config"
  mkdir "$1/client"
  cp "$source"/Portainer/client/package*.json "$1/client/"
  npm ci --prefix "$1/client" --cache "$1/root/.npm" --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || die "npm could not fetch the browser packages."
  rm -rf "$1/client"
  echo 'offline=true' >"$1/root/.npmrc"
}

# stand_in ENGINE IMAGE DEBIAN EXTRA [DOTNET-PART...] : imports DEBIAN with EXTRA's files and this machine's .NET laid over it
stand_in() {
  local engine=$1 image=$2 debian=$3 extra=$4 dotnet parts=()
  shift 4
  # dotnet on the path may be a wrapper: the SDK's own folder tells where it lives.
  dotnet=$(dotnet --list-sdks | sed -n '$s,.*\[\(.*\)/sdk\]$,\1,p')
  parts=("${@/#/${dotnet#/}/}")
  # Files only: the engine refuses a folder that is named twice.
  (cd "$extra" && find . ! -type d -print0) >"$LAB/image/files"
  tar -c -C "$debian" . --no-recursion -C "$extra" --null --files-from "$LAB/image/files" --recursion \
    --transform "s,^${dotnet#/},usr/share/dotnet," -C / "${parts[@]}" |
    dk "$engine" import -c 'ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1' - "$image" >/dev/null || die "no stand-in for $image"
}

# build_image ENGINE TAG : stand-ins, then docker build of the real Dockerfile
build_image() {
  local engine=$1 tag=$2 debian work node
  debian=$(debian_tree) || exit 1
  work=$LAB/image
  rm -rf "$work"
  mkdir -p "$work"/{node/usr/local/bin,node/usr/local/lib/node_modules,sdk/usr/bin,runtime/usr/bin}
  node=$(readlink -f "$(command -v node)")
  cp "$node" "$work/node/usr/local/bin/node"
  cp -r "$(dirname "$(readlink -f "$(command -v npm)")")/.." "$work/node/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$work/node/usr/local/bin/npm"
  ln -s /usr/share/dotnet/dotnet "$work/sdk/usr/bin/dotnet"
  ln -s /usr/share/dotnet/dotnet "$work/runtime/usr/bin/dotnet"
  tar -c -C "$work/node" . | dk "$engine" import - node:22-slim >/dev/null || die "no stand-in for node"
  offline "$work/sdk"
  stand_in "$engine" mcr.microsoft.com/dotnet/sdk:10.0 "$debian" "$work/sdk" dotnet host shared packs sdk
  stand_in "$engine" mcr.microsoft.com/dotnet/aspnet:10.0 "$debian" "$work/runtime" dotnet host shared
  rm -rf "$work"
  DOCKER_BUILDKIT=0 dk "$engine" build --network none -t "$tag" "$HERE/.." >"$LAB/image.log" 2>&1 || die "docker build failed: $(tail -n 15 "$LAB/image.log")"
}
