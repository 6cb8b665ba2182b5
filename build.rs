//! Tells the code which PHP it is built for: version, debug build, thread safety.
use anyhow::Result;

fn main() -> Result<()> {
    // the library registers an atfork handler and may be asked to unload: its code must stay mapped
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    println!("cargo:rerun-if-env-changed=PHP");
    println!("cargo:rerun-if-env-changed=PHP_CONFIG");
    println!("cargo:rustc-check-cfg=cfg(php_debug, php_zts)");
    let info = ext_php_rs_build::PHPInfo::get(&ext_php_rs_build::find_php()?)?;
    ext_php_rs_build::emit_check_cfg();
    ext_php_rs_build::emit_php_cfg_flags(info.zend_version()?.try_into()?);
    if info.debug()? {
        println!("cargo:rustc-cfg=php_debug");
    }
    if info.thread_safety()? {
        println!("cargo:rustc-cfg=php_zts");
    }
    Ok(())
}
