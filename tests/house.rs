//! The walls of the house that no compiler and no linter holds.

use crate::support::root;

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

/// The names under `[dependencies]` of a manifest.
fn dependencies(manifest: &str) -> Vec<String> {
    let text = read(manifest);
    let section = text.split("\n[dependencies]\n").nth(1).expect("a manifest has dependencies");
    section
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_core_has_never_heard_of_a_window() {
    for name in dependencies("src-tauri/core/Cargo.toml") {
        assert!(!name.starts_with("tauri"), "core depends on {name}");
    }
}

#[test]
fn commands_hold_no_statements() {
    assert!(!dependencies("Cargo.toml").contains(&"sqlx".to_owned()), "the shell depends on sqlx");
}

/// Without these addresses every call between page and program silently takes a road a hundred times slower.
#[test]
fn the_window_lets_its_pages_reach_the_commands() {
    let configuration: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).expect("it is JSON");
    let allowed = configuration["app"]["security"]["csp"]["connect-src"].as_str().expect("connect-src is set");
    assert!(allowed.contains("ipc:") && allowed.contains("http://ipc.localhost"), "{allowed}");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let configuration: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).expect("it is JSON");
    let policy = configuration["app"]["security"]["csp"].as_object().expect("a policy");
    for (directive, sources) in policy {
        let sources = sources.as_str().unwrap_or_default();
        assert!(!sources.contains("https:") && !sources.contains('*'), "{directive} allows {sources}");
    }
}

/// sqlx knows a migration by its bytes: one that ends its lines differently on another system is another migration.
#[test]
fn migrations_come_in_pairs_and_end_their_lines_alike() {
    for system in greenroom_core::db::migrate::SYSTEMS {
        let folder = root().join("migrations").join(system);
        let names: Vec<String> = std::fs::read_dir(&folder)
            .expect("migrations")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        for name in &names {
            let text = read(&format!("migrations/{system}/{name}"));
            assert!(!text.contains('\r'), "{system}/{name} has carriage returns");
            let pair = match name.strip_suffix(".up.sql") {
                Some(stem) => format!("{stem}.down.sql"),
                None => name.replace(".down.sql", ".up.sql"),
            };
            assert!(names.contains(&pair), "{system}/{name} has no {pair}");
        }
    }
}

/// Where the file system takes capitals for small letters (macOS, Windows), an import of one would find the other.
#[test]
fn no_two_modules_differ_by_their_capitals_only() {
    let mut seen = std::collections::HashMap::new();
    let mut folders = vec![root().join("ui/src"), root().join("src-tauri"), root().join("tests")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let module = path.with_extension("");
            let known = seen.entry(module.to_string_lossy().to_lowercase()).or_insert_with(|| module.clone());
            assert_eq!(*known, module, "two modules with one name");
        }
    }
}
