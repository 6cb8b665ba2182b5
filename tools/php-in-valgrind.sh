#!/bin/sh
# The PHP that run-tests.php is given by tools/valgrind.sh: runs a test (-f FILE) under memcheck, and everything else as
# it is.
#
# PHP_IN_VALGRIND  the PHP
# VALGRIND_FOUND   the folder for what memcheck says
set -eu

name=
test=false
for argument in "$@"; do
    if $test && [ -z "$name" ]; then
        name=$(basename "$argument" .php)
    fi
    [ "$argument" != -f ] || test=true
done
[ -n "$name" ] || exec "$PHP_IN_VALGRIND" "$@"
export USE_ZEND_ALLOC=0 ZEND_DONT_UNLOAD_MODULES=1
exec valgrind -q --num-callers=60 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
    --suppressions="$(dirname "$0")/valgrind.supp" --xml=yes --xml-file="$VALGRIND_FOUND/$name.%p.xml" \
    "$PHP_IN_VALGRIND" "$@"
