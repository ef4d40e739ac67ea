# Ends with SIGKILL every process that carries the environment variable $1 (NAME=VALUE) when the pipe on standard input
# ends, or when no line came for $2 seconds. Each line says how many seconds may pass until the next; "end" ends this script.
run=$1
patience=$2
# Every process carries the empty text.
case $run in ?*=?*) ;; *) exit 2 ;; esac
# The second look is for when this script stood still itself, as with the whole machine: then a line is there, or comes soon.
# The time may have been up in the midst of a line, whose beginning is in the first one then.
begun=
while IFS= read -r -t "$patience" line || { begun=$line; IFS= read -r -t 2 line; }; do
  line=$begun$line
  begun=
  case $line in
    end) exit 0 ;;
    # Without a number nothing would be waited for.
    '' | 0* | *[!0-9]*) ;;
    *) patience=$line ;;
  esac
done

# Without /proc the system's ps tells the environment of this user's processes.
if [ -e /proc/self/environ ]; then
  carriers() { grep -laFs -e "$run" /proc/[0-9]*/environ; }
  carries() { grep -qaFs -e "$run" "/proc/$1/environ"; }
else
  carriers() { ps -axwwE -o pid= -o command= | grep -F -e "$run" | while read -r pid rest; do echo "$pid"; done; }
  carries() { ps -wwE -o command= -p "$1" | grep -qF -e "$run"; }
fi

# What was just being started when its parent was killed carries the variable only once its program has begun.
ended=0
for round in 1 2 3 4 5 6 7 8 9 10; do
  found=0
  for pid in $(carriers); do
    pid=${pid#/proc/}
    pid=${pid%/environ}
    # Looked at once more: what was found may have ended, and its number been given to another.
    if [ "$pid" != $$ ] && carries "$pid" && kill -9 "$pid" 2>&-; then
      found=1
      ended=$((ended + 1))
    fi
  done
  [ $found = 0 ] && [ "$round" -ge 3 ] && break
  sleep 0.1
done
echo "$ended"
