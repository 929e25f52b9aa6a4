//! One command's stay at the database: come in, do the one thing, leave everything as it was found.

use std::sync::Arc;

use greenroom_core::{Console, Result, Setup};

use crate::{Options, output::Output};

pub struct Session {
    pub console: Arc<Console>,
    was_stopped: bool,
}

pub fn open(options: &Options) -> Result<Arc<Console>> {
    Console::open(Setup {
        data_dir: options.data_dir.clone(),
        database_url: options.database_url.clone(),
        profile: options.profile.clone(),
        actor: options.actor.clone(),
        origin: "greenroomctl",
        ..Setup::default()
    })
}

impl Session {
    /// Connected, and to a database in the shape this program knows.
    pub async fn begin(options: &Options, output: &Output) -> Result<Self> {
        let session = Self::prepare(options, output)?;
        session.console.connect().await?;
        Ok(session)
    }

    /// Not connected yet.
    pub fn prepare(options: &Options, output: &Output) -> Result<Self> {
        let console = open(options)?;
        let was_stopped = console.site().is_stopped_on_purpose();
        output.follow(&console);
        Ok(Self { console, was_stopped })
    }

    pub async fn end(self) -> Result<()> {
        self.console.leave().await;
        if self.was_stopped {
            self.console.site().set_stop_mark()?;
        }
        Ok(())
    }
}
