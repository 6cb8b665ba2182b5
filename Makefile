# `make help` lists the targets. Scripts that are longer than a line are in tools/.
#
# Another PHP:        make test PHP=/opt/php/bin/php TARGET=target-debug-php
# Its php-config is looked for beside it; PHP_CONFIG names another one. Give each PHP a TARGET of its own.

PHP        ?= php
PHP_CONFIG ?= $(shell echo '$(PHP)' | sed 's/php\([0-9.]*\)$$/php-config\1/')
CARGO      ?= cargo
CARGOFLAGS ?=
TARGET     ?= $(or $(CARGO_TARGET_DIR),target)
DESTDIR    ?=
SAPIS      ?= all
FUZZ_SECONDS ?= 60
OBJECTS_SECONDS ?= 120
DEMO         ?= push
GATEWAY      ?= 5
FUZZ_RUNS    ?=
FUZZ_TARGETS ?= $(basename $(notdir $(wildcard fuzz/fuzz_targets/*.rs)))

so      = $(abspath $(TARGET))/release/libnetsvr.so
devgate = $(abspath $(TARGET))/release/devgate
# Another PHP, of the kind that raises memory_limit at once; built when it is first asked for.
debug_php    = $$(PHP='$(PHP)' tools/debug-php.sh)
debug_target = $(abspath target-debug-php)
path_of = $(shell command -v $(1) || echo $(1))
# Said to cargo only if somebody chose a PHP: a change of these variables makes cargo build from the start.
chosen_php = $(if $(filter-out file,$(origin PHP) $(origin PHP_CONFIG)),PHP=$(call path_of,$(PHP)) PHP_CONFIG=$(call path_of,$(PHP_CONFIG)))
cargo   = $(chosen_php) CARGO_TARGET_DIR='$(abspath $(TARGET))' $(CARGO)
deps    = PHP='$(PHP)' PHP_CONFIG='$(PHP_CONFIG)' tools/deps.sh
# Packages are built with flags of their own, in a folder of their own unless one is named.
package_target = $(abspath $(if $(filter file,$(origin TARGET)),target-package,$(TARGET)))
packaging = PHP='$(call path_of,$(PHP))' PHP_CONFIG='$(call path_of,$(PHP_CONFIG))' CARGO='$(CARGO)' CARGO_TARGET_DIR='$(package_target)'
# php.ini is left out: the tests and the demo run with the built extension and nothing else.
php_with_extension = $(call path_of,$(PHP)) -n -d extension='$(so)'
# by reflection, which sees what an extension registers
php_for_shapes = $(php_with_extension) -d netsvr.functions=1

demo_push = $(call path_of,$(PHP)) -n examples/demo.php
demo_chat = PHP=$(call path_of,$(PHP)) examples/chat/demo.sh

conformance = $(patsubst tests/conformance/%.php,%,$(wildcard $(addprefix tests/conformance/,netbus.php messages.php api.php children.php)))
# The same of API 8.
conformance_8 = $(addsuffix -8,$(conformance))
steps         = rust phpt hooks $(conformance) $(conformance_8) stubs stubs-8 reference
# Areas of tests/phpt in which a gateway plays a part. Each test in them holds on 8.x, too, or tests/phpt/gateway-8.txt
# says why it cannot.
gateway_areas = api8 backoff bus coroutine extending faults log main-socket parked reliability ret8 silence socket stats webman workerman
# What make test leaves to .ci/run, because it needs more than that.
more_steps  = gateway-8 faults coroutines isolation names deploys recipes fpm browser js five-minutes laravel echo webman thinkphp \
	symfony hyperf hyperf-coroutines octane docs mistakes pie package debug-php limits objects zts opcache jit php-8.4 install musl
# PHPs that a run of everything has no time for: make test-matrix
matrix      = php-8.5 jit-function php-8.4-jit arm64

.DEFAULT_GOAL := help
# steps share two cores with what they start; their output is to be read in order
.NOTPARALLEL:
.PHONY: help deps deps-all build build-debug demo test test-more totals totals-of-all test-rust test-phpt test-hooks \
	test-stubs test-stubs-8 $(addprefix test-,$(more_steps) $(matrix)) test-matrix test-container deny coverage stubs stubs-check bench \
	cost valgrind lint fuzz fuzz-php install uninstall package release-check test-reference reference reference-check clean

help: ## list the targets
	@echo 'netsvr: a native PHP client of the netsvr websocket gateway'
	@echo
	@sed -n 's/^\([a-z0-9.-]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-13s %s\n' "$$name" "$$text"; done
	@echo
	@echo '  PHP=… PHP_CONFIG=…   another PHP; give it a TARGET=… of its own'

deps: ## install what building and testing need (apt; root or sudo), or name what is missing
	@$(deps) install

deps-all: ## the same for the tests of make test-more, too
	@$(deps) install fpm isolation browser laravel recipes echo docs openmetrics symfony

build: ## build the extension and the development gateway (target/release)
	@$(deps) build
	$(cargo) build --release --workspace $(CARGOFLAGS)

build-debug: ## the same without optimisation (target/debug)
	@$(deps) build
	$(cargo) build --workspace $(CARGOFLAGS)

demo: ## set up, build, and push messages to three websocket clients; DEMO=chat: a chat in the browser, with two gateways; GATEWAY=8
	@test -n '$(demo_$(DEMO))' || { echo 'DEMO is push or chat' >&2; exit 1; }
	@test -n '$(filter 5 8,$(GATEWAY))' || { echo 'GATEWAY is 5 or 8' >&2; exit 1; }
	@$(deps) test
	@$(MAKE) --no-print-directory build
	@GATEWAY=$(GATEWAY) NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' $(demo_$(DEMO))

test: ## set up, build, and run all tests
	@$(deps) test
	@$(MAKE) --no-print-directory build
	@rm -rf out/counts out/*.log
	@$(MAKE) --no-print-directory --keep-going $(addprefix test-,$(steps)) || true
	@$(MAKE) --no-print-directory totals

test-rust: ## the tests of the crates
	@tools/counted.sh rust env $(cargo) test --workspace --exclude netsvr --no-fail-fast $(CARGOFLAGS)

test-phpt: ## the phpt suite, on what has been built
	@tools/counted.sh phpt env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		TEST_PHP_EXECUTABLE='$(call path_of,$(PHP))' tests/run-phpt.sh

# tracing, function, or off; TESTS='…' runs some: files or folders
opcached = env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' TEST_PHP_EXECUTABLE='$(call path_of,$(PHP))' \
	tests/matrix/opcache.sh
test-opcache: ## the phpt suite with opcache, on what has been built; TESTS='…' for some, files or folders
	@tools/counted.sh opcache $(opcached) off $(TESTS)

test-jit: ## the same with its JIT, tracing; JIT=function is the other one
	@tools/counted.sh jit $(opcached) $(or $(JIT),tracing) $(TESTS)

# Another PHP in a Debian of its own. The extension is built out here, without optimisation; devgate is that of make build.
in_debian = @tools/counted.sh $(1) env NETSVR_DEVGATE='$(devgate)' CARGO='$(CARGO)' CARGOFLAGS='$(CARGOFLAGS)' tests/matrix/debian.sh
test-php-8.4: ## the phpt suite on PHP 8.4 of Debian trixie, in a Debian of its own, made once and kept; TESTS='…' for some
	$(call in_debian,php-8.4) 8.4 $(TESTS)

test-musl: ## what clippy says of the build for musl
	@tools/counted.sh musl env CARGO='$(CARGO)' CARGOFLAGS='$(CARGOFLAGS)' tests/matrix/musl.sh

test-matrix: ## the PHPs that .ci/run has no time for, on what has been built: 8.5 of experimental, 8.4 with JIT, the other JIT, arm64
	@$(MAKE) --no-print-directory --keep-going $(addprefix test-,$(matrix)) || true
	@tools/totals.sh $(matrix)

test-php-8.5:
	$(call in_debian,php-8.5) 8.5 $(TESTS)

test-jit-function:
	@tools/counted.sh jit-function $(opcached) function $(TESTS)

test-php-8.4-jit:
	$(call in_debian,php-8.4-jit) 8.4 --jit tracing $(TESTS)

test-arm64: ## the phpt suite on arm64, which qemu-user emulates: built out here, run in a Debian of that kind; TESTS='…' for some
	@tools/counted.sh arm64 env CARGO='$(CARGO)' CARGOFLAGS='$(CARGOFLAGS)' tests/matrix/arm64.sh $(TESTS)

test-gateway-8: ## those phpt tests that need a gateway on one that plays 8.x, with netsvr.gateway=8
	@tools/counted.sh gateway-8 env NETSVR_TEST_GATEWAY=8 NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		TEST_PHP_EXECUTABLE='$(call path_of,$(PHP))' tests/run-phpt.sh $(addprefix tests/phpt/,$(gateway_areas))

# The debug build has functions that make the extension fail from inside; a release has none.
test-hooks: ## tests of what only a fault inside the extension can show
	@$(cargo) build --features test-hooks $(CARGOFLAGS)
	@tools/counted.sh hooks env NETSVR_SO='$(abspath $(TARGET))/debug/libnetsvr.so' NETSVR_DEVGATE='$(devgate)' \
		TEST_PHP_EXECUTABLE='$(call path_of,$(PHP))' tests/run-phpt.sh tests/phpt-hooks

# test-netbus, test-messages, test-api, test-children: what was recorded, on what has been built, and with -8 the same of
# API 8. The package kept no connections, and asked every gateway, whatever it had not answered before.
as_recorded = $(php_for_shapes) -d netsvr.persistent=0 -d netsvr.timeout_backoff_ms=0
$(addprefix test-,$(conformance)): test-%:
	@tools/counted.sh $* $(as_recorded) tests/conformance/$*.php

$(addprefix test-,$(conformance_8)): test-%-8:
	@tools/counted.sh $*-8 $(as_recorded) -d netsvr.api=8 tests/conformance/$*.php

test-fpm: ## the tests behind a real php-fpm and nginx, on what has been built; more set-up than the others
	@$(deps) test fpm
	@tools/counted.sh fpm env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		$(call path_of,$(PHP)) -n tests/fpm/run.php

test-faults: ## calls and events under faults left to chance, on what has been built; SEED=… repeats one
	@tools/counted.sh faults env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		$(call path_of,$(PHP)) -n tests/faults/run.php $(if $(SEED),--seed $(SEED))

test-coroutines: ## queries in coroutines of each scheduler that is at hand, on what has been built; SEED=… repeats one, ONLY=… runs one scene
	@tools/counted.sh coroutines env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		$(call path_of,$(PHP)) -n tests/coroutine/run.php $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only '$(ONLY)')

test-names: ## host names that move, hang and fail, against a name server of the tests' own, on what has been built
	@tools/counted.sh names env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		$(call path_of,$(PHP)) -n tests/names/run.php

test-deploys: ## business processes that are replaced while clients send, on what has been built; nothing may be lost
	@tools/counted.sh deploys env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		$(call path_of,$(PHP)) -n tests/deploys/run.php
	@tools/counted.sh deploys-8 env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		$(call path_of,$(PHP)) -n tests/deploys/run.php --gateway 8 --reloads 3 2
	@tools/counted.sh deploys-api-8 env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		$(call path_of,$(PHP)) -n tests/deploys/run.php --gateway 8 --api 8 --reloads 3 2

test-recipes: ## examples/recipes, each with two gateways and several processes that fail, on what has been built; ONLY=… for some
	@$(deps) test recipes
	@tools/counted.sh recipes env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		tests/run-recipes.sh $(if $(ONLY),--only '$(ONLY)')

test-isolation: ## one gateway of several that is dead, hangs, vanishes or is none; ONLY=… runs one scene
	@$(deps) test fpm isolation
	@tools/counted.sh isolation env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		$(call path_of,$(PHP)) -n tests/isolation/run.php $(if $(ONLY),--only '$(ONLY)')

test-objects: ## hostile operations on objects, left to chance, for OBJECTS_SECONDS (120); SEED=… repeats a sequence
	@tools/counted.sh objects env DEBUG_PHP="$(debug_php)" CARGO_TARGET_DIR='$(debug_target)' CARGO='$(CARGO)' \
		CARGOFLAGS='$(CARGOFLAGS)' tests/run-debug-php.sh tests/fuzz/objects.php '$(OBJECTS_SECONDS)s' $(SEED)

test-mistakes: ## ways to get it wrong: whether what a person sees teaches; on what has been built
	@$(deps) test laravel
	@tools/counted.sh mistakes env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		TEST_PHP_EXECUTABLE='$(call path_of,$(PHP))' tests/run-phpt.sh tests/mistakes

test-stubs:
	@tools/counted.sh stubs $(php_for_shapes) tools/stubs.php --check

test-stubs-8:
	@tools/counted.sh stubs-8 $(php_for_shapes) -d netsvr.api=8 tools/stubs.php --check

test-reference:
	@tools/counted.sh reference $(php_for_shapes) tools/reference.php --check

test-laravel: ## the Composer library on a real Laravel, on what has been built; LARAVEL_DIR=… names an application of a newer one
	@$(deps) test laravel
	@tools/counted.sh laravel env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		LARAVEL_DIR='$(LARAVEL_DIR)' tests/run-phpunit.sh tests/laravel

test-debug-php: ## the phpt suite on a debug PHP with thread safety, built once and kept: what leaks fails
	@tools/counted.sh debug-php env DEBUG_PHP="$(debug_php)" CARGO_TARGET_DIR='$(debug_target)' CARGO='$(CARGO)' \
		CARGOFLAGS='$(CARGOFLAGS)' tests/run-debug-php.sh tests/run-phpt.sh

test-limits: ## a sweep of memory limits on that PHP; SEED=… repeats one
	@tools/counted.sh limits env DEBUG_PHP="$(debug_php)" CARGO_TARGET_DIR='$(debug_target)' CARGO='$(CARGO)' \
		CARGOFLAGS='$(CARGOFLAGS)' tests/run-debug-php.sh tests/limits/run.php $(if $(SEED),--seed $(SEED))

test-zts: ## threads that call at the same time, on that PHP, or on the one with thread safety that ZTS_PHP_DIR names
	@tools/counted.sh zts env ZTS_PHP_DIR="$(or $(ZTS_PHP_DIR),$(debug_php))" \
		ZTS_TARGET='$(if $(ZTS_PHP_DIR),,$(debug_target))' NETSVR_DEVGATE='$(devgate)' tests/zts/run.sh

test-pie: ## what PIE does to build and install the extension; PIE_DIR=… names PIE itself, which does it then
	@$(deps) build $(if $(PIE_DIR),pie)
	@tools/counted.sh pie env NETSVR_SO='$(so)' PHP='$(call path_of,$(PHP))' PHP_CONFIG='$(call path_of,$(PHP_CONFIG))' \
		CARGO='$(CARGO)' PIE_DIR='$(PIE_DIR)' tests/pie.sh

test-webman: ## the Webman plugin, on what has been built
	@$(deps) test laravel
	@tools/counted.sh webman env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		tests/run-phpunit.sh tests/webman-plugin

test-symfony: ## what docs/symfony.md has its reader paste, on Debian's Symfony; SYMFONY_DIR=… names an application of a newer one
	@$(deps) test laravel symfony
	@tools/counted.sh symfony env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		SYMFONY_DIR='$(SYMFONY_DIR)' tests/run-phpunit.sh tests/symfony

test-hyperf: ## what docs/hyperf.md has its reader paste, on a stand-in; HYPERF_DIR=… names an application, SWOOLE_SO=… the extension
	@$(deps) test laravel symfony
	@tools/counted.sh hyperf env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		HYPERF_DIR='$(HYPERF_DIR)' SWOOLE_SO='$(SWOOLE_SO)' tests/run-phpunit.sh tests/hyperf

test-thinkphp: ## the library in ThinkPHP, on what has been built; THINKPHP_DIR=… names an installed application, else a stand-in
	@$(deps) test laravel
	@tools/counted.sh thinkphp env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		THINKPHP_DIR='$(THINKPHP_DIR)' tests/run-phpunit.sh tests/thinkphp

test-hyperf-coroutines: ## Hyperf's server and what it receives, on stand-ins; on an application with HYPERF_DIR=… and SWOOLE_SO=…
	@$(deps) test laravel
	@tools/counted.sh hyperf-coroutines env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		HYPERF_DIR='$(HYPERF_DIR)' SWOOLE_SO='$(SWOOLE_SO)' tests/run-phpunit.sh tests/hyperf-coroutines

test-octane: ## the library under Laravel Octane and RoadRunner, with OCTANE_DIR=… and SWOOLE_SO=…; without them only the workers of docs/worker-mode.md
	@$(deps) test laravel
	@tools/counted.sh octane env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		OCTANE_DIR='$(OCTANE_DIR)' SWOOLE_SO='$(SWOOLE_SO)' tests/run-phpunit.sh tests/octane

stubs: ## write php-stubs/ from the built extension, in English and Chinese
	@$(php_for_shapes) tools/stubs.php
	@$(php_for_shapes) -d netsvr.api=8 tools/stubs.php

stubs-check: ## fail if php-stubs/ and the built extension differ
	@$(php_for_shapes) tools/stubs.php --check
	@$(php_for_shapes) -d netsvr.api=8 tools/stubs.php --check

reference: ## write docs/api-reference.md and its Chinese twin from the built extension and the texts of the stubs
	@$(php_for_shapes) tools/reference.php

reference-check: ## fail if they are stale
	@$(php_for_shapes) tools/reference.php --check

test-more: ## the slower tests, on what has been built: they need more than make test, and install it as root
	@$(MAKE) --no-print-directory --keep-going $(addprefix test-,$(more_steps))

test-browser: ## the chat page in a real browser, on what has been built; more set-up than the others
	@$(deps) test browser
	@tools/counted.sh browser env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		tests/run-browser.sh
	@tools/counted.sh browser-8 env GATEWAY=8 NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		PHP='$(call path_of,$(PHP))' tests/run-browser.sh

test-js: ## js/netsvr.js in Node and in a real browser, on gateways of both generations, on what has been built
	@$(deps) test browser
	@tools/counted.sh js env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' tests/run-js.sh

test-five-minutes: ## the five minutes of README, and the five steps of docs/webman.md, up to the message on the page
	@$(deps) test browser isolation laravel
	@tools/counted.sh five-minutes env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		tests/run-five-minutes.sh

test-container: ## the lines of .devcontainer/Dockerfile in a minimal Debian, without Docker; some minutes of apt
	@$(deps) only isolation
	@tools/counted.sh container env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		$(call path_of,$(PHP)) -n tests/container/run.php

test-echo: ## laravel-echo and pusher-js from npm against netsvr:work, in Node and a real browser, on what has been built
	@$(deps) test browser laravel echo
	@tools/counted.sh echo env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' \
		LARAVEL_DIR='$(LARAVEL_DIR)' tests/run-echo.sh

test-docs: ## every snippet of all documents, run or held against its parser; links and anchors; PAGES=… for some
	@$(deps) test laravel echo fpm docs
	@tools/counted.sh docs env NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' tests/docs/run.sh $(PAGES)

totals:
	@tools/totals.sh $(steps)

totals-of-all:
	@tools/totals.sh $(steps) $(more_steps)

bench: ## measure, against a limit client in the same run
	@$(deps) test
	@$(MAKE) --no-print-directory build
	@test -x benches/run.sh || { echo 'benches/run.sh is not there' >&2; exit 1; }
	@NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' PHP='$(call path_of,$(PHP))' benches/run.sh

cost: ## system calls and instructions of one call, beside those of the extension that BEFORE names
	@$(deps) only cost
	@$(call path_of,$(PHP)) -n benches/cost.php $(BEFORE) '$(so)'

valgrind: ## phpt tests under memcheck, on what has been built: TESTS='…' for some, files or folders
	@$(deps) only valgrind
	@PHP='$(call path_of,$(PHP))' NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' tools/valgrind.sh $(TESTS)

lint: ## formatting, clippy with warnings denied, php -l, who uses whom
	@$(deps) build
	$(cargo) fmt --all --check
	$(cargo) clippy --workspace --all-targets $(CARGOFLAGS) -- -D warnings
	@find examples tests benches tools packaging php php-stubs -name '*.php' -not -path 'tests/phpt/*' -exec sh -c 'for file; do '"'$(call path_of,$(PHP))'"' -n -l "$$file" \
		>/dev/null || exit 1; done' sh {} + && echo 'php -l: all files are well-formed'
	@for file in $(wildcard tools/*.sh packaging/*.sh packaging/debian/p*m packaging/debian/postinst tests/*.sh tests/*/*.sh benches/*.sh); do sh -n "$$file" || exit 1; done && \
		bash -n .ci/run && bash -n examples/chat/demo.sh && sh -n .devcontainer/gateway.sh && echo 'sh -n: all scripts are well-formed'
	@$(call path_of,$(PHP)) -n tools/licences.php --selftest
	@CARGO='$(CARGO)' $(call path_of,$(PHP)) -n tools/licences.php
	@$(call path_of,$(PHP)) -n tools/floors.php --selftest
	@$(call path_of,$(PHP)) -n tools/floors.php

deny: ## licences, sources and advisories of all crates, with cargo-deny
	@CARGO='$(CARGO)' tools/deny.sh

coverage: ## how much of the code the tests of the crates and the phpt suite run; a report in out/coverage
	@$(deps) test
	@PHP='$(call path_of,$(PHP))' PHP_CONFIG='$(call path_of,$(PHP_CONFIG))' CARGO='$(CARGO)' CARGOFLAGS='$(CARGOFLAGS)' \
		tools/coverage.sh $(TESTS)

fuzz: ## fuzz frames and messages for FUZZ_SECONDS (60) a target, or FUZZ_RUNS times
	@$(CARGO) fuzz --version >/dev/null 2>&1 || $(CARGO) install --locked cargo-fuzz
	@set -e; for name in $(FUZZ_TARGETS); do $(CARGO) fuzz run --sanitizer none "$$name" -- \
		$(if $(FUZZ_RUNS),-runs=$(FUZZ_RUNS),-max_total_time=$(FUZZ_SECONDS)); done

fuzz-php: ## the same with mutated messages on the built extension, and hold its memory flat
	@$(php_with_extension) tests/fuzz/messages.php $(or $(FUZZ_RUNS),$(FUZZ_SECONDS)s)
	@$(php_with_extension) tests/fuzz/memory.php $(FUZZ_RUNS)

install: ## copy the built extension, stripped, and netsvr.ini where PHP finds them (DESTDIR; SAPIS='cli fpm' or none)
	@PHP='$(PHP)' DESTDIR='$(DESTDIR)' SAPIS='$(SAPIS)' tools/install.sh install '$(so)'

uninstall: ## remove them (DESTDIR)
	@PHP='$(PHP)' DESTDIR='$(DESTDIR)' tools/install.sh uninstall

test-install: ## packages and installer in minimal Debians without a toolchain, replaced under running processes, removed; as root
	@$(deps) test debian
	@tools/counted.sh install env $(packaging) CARGOFLAGS='$(CARGOFLAGS)' NETSVR_SO='$(so)' NETSVR_DEVGATE='$(devgate)' \
		NETSVR_PACKAGES='$(NETSVR_PACKAGES)' tests/install/run.sh $(ONLY)

package: ## for this PHP: netsvr.so without debug information, an archive for PIE, a .deb; out/package
	@$(deps) build
	@$(packaging) packaging/package.sh out/package

# Builds of its own, with the flags of a release, are release-check's.
test-package: ## packages of what has been built: what is in them, what is refused, what the .deb does to a system
	@$(deps) test
	@tools/counted.sh package env $(packaging) packaging/test.sh out/package '$(so)'

release-check: ## all of a release that can be checked here, two builds in two folders among it; some 15 minutes
	@$(deps) only build release
	@$(packaging) packaging/release-check.sh out/package

clean: ## remove what was built and what tests left behind
	rm -rf '$(TARGET)' '$(package_target)' out fuzz/target tests/browser/node_modules tests/echo/node_modules tests/js/node_modules
	find tests/mistakes -maxdepth 1 \( -name '*.diff' -o -name '*.exp' -o -name '*.log' -o -name '*.out' -o -name '*.sh' -o -name '*.php' -not -name table.php \) -delete
	find tests/phpt tests/phpt-hooks \( -name '*.diff' -o -name '*.exp' -o -name '*.log' -o -name '*.out' -o -name '*.sh' -o -name '*.php' \) -delete
