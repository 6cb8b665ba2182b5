# What is there already is not made again: `sudo make install` must need no cargo, which root may not have.
netsvr_sources = $(wildcard $(srcdir)/../Cargo.* $(srcdir)/../build.rs $(srcdir)/../proto/*.proto) \
	$(shell find $(srcdir)/../src $(srcdir)/../crates/wire $(srcdir)/../crates/client -name '*.rs' -o -name 'Cargo.toml')

# The + lends cargo make's job slots.
$(phplibdir)/netsvr.so: $(netsvr_sources)
	+cd $(srcdir)/.. && PHP='$(NETSVR_PHP)' PHP_CONFIG='$(NETSVR_PHP_CONFIG)' CARGO_TARGET_DIR='$(builddir)/target' \
		$(CARGO) build --release --locked --package netsvr
	@mkdir -p $(phplibdir)
	cp $(builddir)/target/release/libnetsvr.so $@

clean: netsvr-clean

.PHONY: netsvr-clean
netsvr-clean:
	rm -rf $(builddir)/target
