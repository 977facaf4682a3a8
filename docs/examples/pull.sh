#!/usr/bin/env bash
# Pulls files of Monitor into a folder: page after page, and only what changed since the last time. Needs curl.
#
#   pull.sh FOLDER PATH ...        pull.sh data 'exports/benchmark/2017.csv?limit=5000'
#
# MONITOR_URL       the gateway; default http://127.0.0.1:5200
# MONITOR_TOKEN     a token; or, to have one fetched by client credentials,
# MONITOR_TOKEN_URL, MONITOR_CLIENT_ID, MONITOR_CLIENT_SECRET, MONITOR_SCOPE
# Without any of these only what is public is asked for, as nobody.
set -euo pipefail

url=${MONITOR_URL:-http://127.0.0.1:5200}
url=${url%/}
folder=$1
shift
mkdir -p "$folder/.pull"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

token=${MONITOR_TOKEN:-}
if [ -z "$token" ] && [ -n "${MONITOR_TOKEN_URL:-}" ]; then
  # The secret goes by standard input: the list of processes shows arguments to everybody on the machine.
  token=$(printf '%s\n' grant_type=client_credentials "client_id=$MONITOR_CLIENT_ID" \
      "client_secret=$MONITOR_CLIENT_SECRET" "scope=${MONITOR_SCOPE:-benchmark:read figures:read}" |
    sed 's/[\\"]/\\&/g; s/.*/data-urlencode = "&"/' |
    curl -sSf --max-time 30 --config - "$MONITOR_TOKEN_URL" |
    sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p')
fi
if [ -n "$token" ]; then
  printf 'header = "Authorization: Bearer %s"\n' "$token" >"$work/token"
else
  : >"$work/token"
fi

# get PATH BODY [curl's arguments]: the headers come to $work/headers, the status to $status.
get() {
  status=$(curl -sS --config "$work/token" --compressed --max-time 180 --retry 3 \
    -D "$work/headers" -o "$2" -w '%{http_code}' "${@:3}" "$url$1")
  case $status in
    200 | 304) ;;
    *)
      echo "$1: $status $(cat "$2")" >&2   # application/problem+json: code and detail
      return 1
      ;;
  esac
}

header() { tr -d '\r' <"$work/headers" | sed -n "s/^$1: *//Ip" | tail -1; }

for path in "$@"; do
  path=/${path#/}
  tag=$folder/.pull/$(printf '%s' "$path" | cksum | tr ' ' '-').etag
  known=()
  if [ -s "$tag" ]; then known=(-H "If-None-Match: $(cat "$tag")"); fi
  get "$path" "$work/page" "${known[@]}"
  if [ "$status" = 304 ]; then
    echo "$path: unchanged"
    continue
  fi

  etag=$(header etag)
  name=$(header content-disposition | sed -n 's/.*filename="\{0,1\}\([^";]*\).*/\1/p')
  name=${name:-$(basename "${path%%\?*}")}
  cp "$work/page" "$work/whole"
  next=$(header link | tr ',' '\n' | sed -n 's/.*<\(.*\)>; rel="next".*/\1/p')
  while [ -n "$next" ]; do
    get "$next" "$work/page"
    case $name in
      *.csv) tail -n +2 "$work/page" >>"$work/whole" ;;   # each page has the header
      *.ndjson) cat "$work/page" >>"$work/whole" ;;
      *)
        echo "$path: pages of this form are files of their own; leave limit out" >&2
        exit 1
        ;;
    esac
    next=$(header link | tr ',' '\n' | sed -n 's/.*<\(.*\)>; rel="next".*/\1/p')
  done
  mv "$work/whole" "$folder/$name"
  printf '%s' "$etag" >"$tag"   # last: what broke off is pulled again
  echo "$path: $name"
done
