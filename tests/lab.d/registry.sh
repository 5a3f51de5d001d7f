# shellcheck shell=bash
# Two image registries in a namespace of their own ($NET.5): plain HTTP on 5000, which the engines
# are told to accept, and TLS by the lab's CA with a password on 5443, whose CA they know.
# The second is also reached as $NET.6:5443, a name for which no engine knows the CA.

REGISTRY_USER=lab
REGISTRY_PASSWORD=lab-password

registry_address() { echo "$NET.5:5443"; }
registry_untrusted() { echo "$NET.6:5443"; }
registry_plain() { echo "$NET.5:5000"; }

registry_up() {
  local dir=$LAB/registry
  mkdir -p "$dir"
  plug registry 5
  ip -n "plab$ID-registry" addr add "$NET.6/24" dev eth0
  htpasswd -Bbc -C 4 "$dir/htpasswd" "$REGISTRY_USER" "$REGISTRY_PASSWORD" 2>/dev/null
  start_registry plain 5000 http
  start_registry private 5443 https "  tls: {certificate: $LAB/certs/server.pem, key: $LAB/certs/server-key.pem}" \
    "auth: {htpasswd: {realm: lab, path: $dir/htpasswd}}"
}

start_registry() { # NAME PORT SCHEME CONFIG-LINE...
  local dir=$LAB/registry name=$1 port=$2 scheme=$3 i
  shift 3
  {
    printf '%s\n' 'version: 0.1' 'log: {level: warn, accesslog: {disabled: true}}' \
      "storage: {cache: {blobdescriptor: inmemory}, delete: {enabled: true}, filesystem: {rootdirectory: $dir/$name}}" \
      'http:' "  addr: 0.0.0.0:$port" "$@"
  } >"$dir/$name.yml"
  setsid nohup nsenter "--net=/run/netns/plab$ID-registry" docker-registry serve "$dir/$name.yml" >>"$dir/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/$name.pid"
  for ((i = 0; i < 200; i++)); do
    if curl -sS -m 2 -o /dev/null --cacert "$LAB/certs/ca.pem" "$scheme://$NET.5:$port/v2/" 2>/dev/null; then
      return 0
    fi
    alive "$(cat "$dir/$name.pid")" || break
    sleep 0.05
  done
  tail -n 5 "$dir/$name.log" >&2
  die "the $name registry did not start"
}

registry_down() {
  local file pid
  for file in "$LAB"/registry/*.pid; do
    [ -e "$file" ] || continue
    pid=$(cat "$file")
    if alive "$pid"; then
      kill -9 "$pid" 2>/dev/null || true
      wait_gone "$pid" 5 || true
    fi
  done
}

# trust_registry FOLDER : what lies in an engine's certs.d
trust_registry() {
  mkdir -p "$1/$(registry_address)"
  cp "$LAB/certs/ca.pem" "$1/$(registry_address)/ca.crt"
}
