# Whether the server answers: exit code 0 or 1. In bash alone, since a Node for each question would cost more than the server.
case ${BASE_PATH-} in '' | /) path= ;; //*) exit 1 ;; /*) path=${BASE_PATH%/} ;; *) exit 1 ;; esac
exec 3<>"/dev/tcp/127.0.0.1/${PORT:-8080}" || exit 1
printf 'GET %s/healthz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$path" >&3
IFS= read -r -t 4 status <&3 || exit 1
case $status in HTTP/1.[01]\ 200\ *) exit 0 ;; *) exit 1 ;; esac
