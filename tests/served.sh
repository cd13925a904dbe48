# Starts `recoupe serve` on an archive made of the example, for the scripts beside; to be sourced.
# Gives $address (without a slash at its end), $work (a folder that is taken away at the end), and ends the server with
# the script. RECOUPE is the program; without it, it is built.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
server=
finish() {
    if [ -n "$server" ]; then
        kill "$server" 2> /dev/null || true
        wait "$server" 2> /dev/null || true
    fi
    rm -rf "$work"
}
trap finish EXIT

start_server() {
    if [ -z "${RECOUPE:-}" ]; then
        (cd "$root" && cargo build --quiet --locked -p recoupe)
        RECOUPE=$root/target/debug/recoupe
    fi
    cp -r "$root/examples/ferry" "$work/ferry"
    "$RECOUPE" add --archive "$work/archive.sqlite" "$work/ferry" > "$work/added" 2>&1
    # One report has two versions.
    sed -i 's/214/219/' "$work/ferry/littoral.txt"
    "$RECOUPE" add --archive "$work/archive.sqlite" "$work/ferry" >> "$work/added" 2>&1
    : > "$work/told"
    "$RECOUPE" serve --archive "$work/archive.sqlite" --port 0 2> "$work/told" &
    server=$!
    address=
    for _ in $(seq 100); do
        address=$(sed -n 's|.*\(http://[0-9.:]*\)/ .*|\1|p' "$work/told")
        [ -n "$address" ] && return
        sleep 0.1
    done
    echo 'the server does not start:' >&2
    cat "$work/told" >&2
    exit 1
}
