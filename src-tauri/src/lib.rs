//! The shell: opens the window, passes each command to the core and each change to the pages. It holds no rule and
//! no statement; whoever looks for one looks in `core`.

mod commands;
mod events;
mod notices;

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use greenroom_core::{
    Console, Setup, logging,
    pools::duplicates::Duplicates,
    runs::worker,
    tables::{
        bulk::BulkDone,
        exchange::{Exported, Import},
        undo::Undone,
    },
};
use tauri::Manager;
use tokio_util::sync::CancellationToken;

/// The one list of commands and events: the program serves it, and a test writes `ui/src/bindings.ts` from it.
pub fn bindings() -> tauri_specta::Builder<tauri::Wry> {
    tauri_specta::Builder::new()
        .disable_serde_phases()
        .commands(commands::all())
        .events(events::all())
        // What long work comes to: a task carries it as plain JSON.
        .typ::<BulkDone>()
        .typ::<Undone>()
        .typ::<Import>()
        .typ::<Exported>()
        .typ::<Duplicates>()
}

/// How bindings are written down.
pub fn typescript() -> specta_typescript::Typescript {
    specta_typescript::Typescript::default()
        .header("// Written from the Rust commands by `cargo xtask bindings`; edits are overwritten.\n")
}

/// When the program started, to tell how long the first paint took.
struct Started(Instant);

pub fn run() -> ExitCode {
    let started = Started(Instant::now());
    if !has_display() {
        eprintln!("greenroom: there is no display to open a window on");
        return ExitCode::FAILURE;
    }
    prefer_plain_rendering();
    match build(started) {
        Ok(app) => {
            app.run(|app, event| {
                if let tauri::RunEvent::Exit = event {
                    let console = app.state::<Arc<Console>>().inner().clone();
                    app.state::<Attendance>().end();
                    tauri::async_runtime::block_on(console.leave());
                }
            });
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            eprintln!("greenroom: {refusal}");
            ExitCode::FAILURE
        }
    }
}

fn build(started: Started) -> Result<tauri::App, Box<dyn std::error::Error>> {
    let bindings = bindings();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .invoke_handler(bindings.invoke_handler())
        .manage(started)
        .manage(notices::Desk::default())
        .setup(move |app| {
            bindings.mount_events(app);
            let setup = setup_from_environment(app.path().resource_dir().ok());
            let console = tauri::async_runtime::block_on(async { Console::open(setup) })?;
            logging::to_files(&console.folders.logs(), "greenroom")?;
            tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
            events::forward(app.handle(), &console);
            events::forward_tasks(app.handle(), &console);
            notices::watch(app.handle(), &console);
            tauri::async_runtime::spawn(console.clone().supervise());
            app.manage(Attendance::begin(console.clone()));
            app.manage(console);
            Ok(())
        })
        .build(tauri::generate_context!())?;
    Ok(app)
}

/// The window's own worker: runs are worked on for as long as it is open.
struct Attendance {
    leaving: CancellationToken,
    attending: Mutex<Option<tauri::async_runtime::JoinHandle<()>>>,
}

/// As many runs at once as the product's own server took.
const AT_ONCE: u32 = 5;

impl Attendance {
    fn begin(console: Arc<Console>) -> Self {
        let leaving = CancellationToken::new();
        let attending = tauri::async_runtime::spawn(worker::attend(console, AT_ONCE, leaving.clone()));
        Self { leaving, attending: Mutex::new(Some(attending)) }
    }

    /// What is in hand and does not end at once is taken up again by whoever works next.
    fn end(&self) {
        self.leaving.cancel();
        let attending = self.attending.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(attending) = attending {
            let _ = tauri::async_runtime::block_on(async { tokio::time::timeout(LAST_WORDS, attending).await });
        }
    }
}

const LAST_WORDS: Duration = Duration::from_secs(4);

fn setup_from_environment(resources: Option<PathBuf>) -> Setup {
    let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Setup {
        data_dir: text("GREENROOM_DATA_DIR").map(PathBuf::from),
        database_url: text("DATABASE_URL"),
        profile: text("GREENROOM_PROFILE"),
        origin: "greenroom",
        bundled: resources.map(|folder| folder.join("postgres.tar.zst")),
        ..Setup::default()
    }
}

fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Without a graphics device WebKit would draw through a software OpenGL: slower, and a hundred megabytes heavier
/// than its plain renderer.
fn prefer_plain_rendering() {
    #[cfg(target_os = "linux")]
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() && !std::path::Path::new("/dev/dri").exists() {
        #[allow(unsafe_code, reason = "nothing else runs yet that could read the environment")]
        unsafe {
            std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
    }
}
