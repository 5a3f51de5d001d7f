# shellcheck shell=bash
# A private PostgreSQL on a unix socket in the lab folder; it refuses to run as root.

postgres_tool() { # TOOL ARGS...
  local bin
  bin=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)
  # Its user must be allowed to stand where it is started.
  (cd / && exec setpriv --reuid=postgres --regid=postgres --clear-groups "$(dirname "$bin")/$1" "${@:2}")
}

postgres_up() {
  local dir=$LAB/postgres
  mkdir -p "$dir/socket"
  chown -R postgres:postgres "$dir"
  chmod 700 "$dir/socket"
  postgres_tool initdb --pgdata "$dir/data" --username postgres --auth trust --encoding UTF8 --locale C --no-sync >"$dir/initdb.log" 2>&1 || {
    tail -n 5 "$dir/initdb.log" >&2
    return 1
  }
  postgres_tool pg_ctl --pgdata "$dir/data" --log "$dir/data/log" --wait --silent \
    --options "-k '$dir/socket' -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200" start >/dev/null || {
    tail -n 5 "$dir/data/log" >&2
    return 1
  }
  postgres_tool createdb --host "$dir/socket" --username postgres portainer
}

postgres_down() {
  [ ! -e "$LAB/postgres/data/postmaster.pid" ] || postgres_tool pg_ctl --pgdata "$LAB/postgres/data" --mode immediate --wait --silent stop || true
}
