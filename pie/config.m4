dnl Lets phpize, configure and make build the extension: for PIE, and for whoever builds all extensions that way.
dnl cargo does the work; this says which PHP it is for. Everything else uses the Makefile one folder up.

PHP_ARG_ENABLE([netsvr],
  [whether to enable netsvr],
  [AS_HELP_STRING([--disable-netsvr], [Build without netsvr])],
  [yes])

if test "$PHP_NETSVR" != "no"; then
  AC_PATH_PROG([CARGO], [cargo], [], [$PATH:$HOME/.cargo/bin])
  if test -z "$CARGO"; then
    AC_MSG_ERROR([cargo is not in PATH: install Rust with rustup])
  fi
  AC_PATH_PROG([CLANG], [clang])
  if test -z "$CLANG"; then
    AC_MSG_ERROR([clang is missing: on Debian and Ubuntu install clang and libclang-dev])
  fi

  netsvr_php=`$PHP_CONFIG --php-binary 2>/dev/null`
  if test ! -x "$netsvr_php"; then
    netsvr_php="$PHP_EXECUTABLE"
  fi
  NETSVR_PHP="$netsvr_php"
  NETSVR_PHP_CONFIG="$PHP_CONFIG"
  PHP_SUBST([CARGO])
  PHP_SUBST([NETSVR_PHP])
  PHP_SUBST([NETSVR_PHP_CONFIG])

  dnl Instead of PHP_NEW_EXTENSION, which is for sources in C.
  PHP_MODULES="\$(phplibdir)/netsvr.so"
  PHP_ADD_BUILD_DIR([modules])
  PHP_ADD_MAKEFILE_FRAGMENT([$abs_srcdir/Makefile.frag], [$abs_srcdir], [$abs_builddir])
fi
