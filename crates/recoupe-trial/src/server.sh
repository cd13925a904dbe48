# Starts a PostgreSQL server of its own for the tests, tells its folder in a line, and stops it when its standard input
# ends: that is when the process of the tests is gone, however it went. Tells `none: REASON` where there is no server,
# and `broken: REASON` where the one that RECOUPE_POSTGRES names does not start.
set -u
# Who cleans up is not to be ended before that, nor by what comes where nobody reads any more (PIPE).
trap '' INT TERM HUP PIPE

root=
server=
give_up() {
    # Not every server that is whole can encrypt.
    if [ -n "${RECOUPE_POSTGRES:-}" ] && [ -z "${RECOUPE_PORT:-}" ]; then echo "broken: $1"; else echo "none: $1"; fi
    [ -z "$server" ] || kill -KILL "$server" 2> /dev/null
    [ -z "$root" ] || { umount "$root/small"; rm -rf "$root"; } 2> /dev/null
    exit 0
}

complete() { [ -x "$1/initdb" ] && [ -x "$1/postgres" ]; }

# Who names a folder means that one.
programs=
if [ -n "${RECOUPE_POSTGRES:-}" ]; then
    complete "$RECOUPE_POSTGRES" || give_up "$RECOUPE_POSTGRES holds no initdb and postgres"
    programs=$RECOUPE_POSTGRES
else
    found=$(command -v initdb) && complete "$(dirname "$found")" && programs=$(dirname "$found")
    for folder in /usr/lib/postgresql/*/bin; do
        [ -n "$programs" ] || ! complete "$folder" || programs=$folder
    done
    [ -n "$programs" ] || give_up 'initdb and postgres are not on this machine'
fi

# The server does not run as root.
as=
root=$(mktemp -d "${TMPDIR:-/tmp}/recoupe-XXXXXX") || give_up 'no folder can be made'
if [ "$(id -u)" = 0 ]; then
    id nobody > /dev/null 2>&1 || give_up 'it does not run as root, and there is no user `nobody`'
    chown nobody "$root"
    if command -v setpriv > /dev/null; then
        as="setpriv --reuid=nobody --regid=$(id -g nobody) --clear-groups"
    elif command -v runuser > /dev/null; then
        as='runuser -u nobody --'
    else
        give_up 'it does not run as root, and there is no `setpriv` or `runuser`'
    fi
fi

# A disk that is soon full, where this script stands in a view of the disks of its own (`unshare`): then the disk is gone
# with it. Where none can be had, the tests that fill one are passed over.
mkdir "$root/small"
if [ -n "${RECOUPE_OWN_DISKS:-}" ] && mount -t tmpfs -o size=20m none "$root/small" 2> /dev/null; then
    mkdir "$root/small/space"
    chown nobody "$root/small/space"
fi

$as "$programs/initdb" -D "$root/data" -U recoupe -A trust -E UTF8 --locale=C --no-sync > "$root/log" 2>&1 \
    || give_up "initdb: $(tail -n 1 "$root/log")"

# One role is asked for a password, the others are not.
{ echo 'local all asked scram-sha-256'; cat "$root/data/pg_hba.conf"; } > "$root/pg_hba.conf"
cat "$root/pg_hba.conf" > "$root/data/pg_hba.conf"

# With RECOUPE_PORT it is also heard on a port of this machine, and speaks as who has the certificate in `root.pem`.
heard='-c listen_addresses='
if [ -n "${RECOUPE_PORT:-}" ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE \
        -keyout "$root/key.pem" -out "$root/root.pem" >> "$root/log" 2>&1 || give_up 'openssl makes no certificate'
    [ -z "$as" ] || chown nobody "$root/key.pem"
    heard="-c listen_addresses=127.0.0.1 -p $RECOUPE_PORT -c ssl=on -c ssl_cert_file=$root/root.pem"
    heard="$heard -c ssl_key_file=$root/key.pem"
fi

# Nothing of it is to outlive the machine.
$as "$programs/postgres" -D "$root/data" -k "$root" $heard -c fsync=off -c shared_buffers=16MB \
    -c max_connections=200 < /dev/null >> "$root/log" 2>&1 &
server=$!

tries=0
until grep -q '^ready' "$root/data/postmaster.pid" 2> /dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] && kill -0 "$server" 2> /dev/null || give_up "postgres: $(tail -n 1 "$root/log")"
    sleep 0.1
done
echo "$root"

# Until the tests are over.
cat > /dev/null
kill -QUIT "$(head -n 1 "$root/data/postmaster.pid")"
wait
umount "$root/small" 2> /dev/null
rm -rf "$root"
