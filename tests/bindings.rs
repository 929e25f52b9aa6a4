//! `ui/src/bindings.ts` is what the Rust commands say. `cargo xtask bindings` writes it.

use crate::support::root;

#[test]
fn bindings_are_current() {
    let written = root().join("ui/src/bindings.ts");
    let fresh = std::env::temp_dir().join(format!("greenroom-bindings-{}.ts", std::process::id()));
    greenroom_lib::bindings().export(greenroom_lib::typescript(), &fresh).expect("bindings can be written");
    let text = std::fs::read_to_string(&fresh).expect("they were written");
    std::fs::remove_file(&fresh).expect("they can be removed");
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(&written, &text).expect("bindings can be updated");
    }
    let current = std::fs::read_to_string(&written).unwrap_or_default();
    assert!(current == text, "ui/src/bindings.ts is out of date: run `cargo xtask bindings`");
}
