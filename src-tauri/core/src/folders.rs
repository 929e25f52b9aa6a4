//! Where Greenroom keeps things on this machine. Window, command line and worker agree because they all ask here.

use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorCode, Result};

/// The bundle identifier; the desktop shell derives its own folders from the same word.
pub const IDENTIFIER: &str = "dev.greenroom.console";

#[derive(Debug, Clone)]
pub struct Folders {
    pub data: PathBuf,
    pub config: PathBuf,
    pub cache: PathBuf,
}

impl Folders {
    /// The user's own folders, or everything below `data` when one is named (a second, separate Greenroom).
    pub fn locate(data: Option<&Path>) -> Result<Self> {
        let base = directories::BaseDirs::new().ok_or_else(|| {
            Error::new(ErrorCode::Forbidden, "there is no home folder; name one with GREENROOM_DATA_DIR")
        });
        match data {
            Some(data) => {
                let data = std::path::absolute(data)
                    .map_err(|cause| Error::io(format!("finding {}", data.display()), cause))?;
                let cache = base.map(|base| base.cache_dir().join("greenroom")).unwrap_or_else(|_| data.join("cache"));
                Ok(Self { config: data.clone(), cache, data })
            }
            None => {
                let base = base?;
                Ok(Self {
                    data: base.data_local_dir().join(IDENTIFIER),
                    config: base.config_dir().join(IDENTIFIER),
                    cache: base.cache_dir().join("greenroom"),
                })
            }
        }
    }

    pub fn database(&self) -> PathBuf {
        self.data.join("database")
    }

    pub fn logs(&self) -> PathBuf {
        self.data.join("logs")
    }

    pub fn drafts(&self) -> PathBuf {
        self.data.join("drafts")
    }

    /// Files on their way into a table; they are thrown away afterwards.
    pub fn uploads(&self) -> PathBuf {
        self.data.join("uploads")
    }

    /// Where people look for what a program gave them: below a data folder of our own, there.
    pub fn downloads(&self) -> Result<PathBuf> {
        let theirs = directories::UserDirs::new().map(|user| match user.download_dir() {
            Some(folder) => folder.to_owned(),
            None => user.home_dir().to_owned(),
        });
        let folder = theirs.unwrap_or_else(|| self.data.join("exports"));
        std::fs::create_dir_all(&folder).map_err(|cause| Error::io(format!("making {}", folder.display()), cause))?;
        Ok(folder)
    }

    /// Writes a file among the downloads, whole or not at all, and tells where it is.
    pub fn save_download(&self, name: &str, ending: &str, bytes: &[u8]) -> Result<String> {
        let file = self.free_download(name, ending)?;
        let part = file.with_extension(format!("{}.part", uuid::Uuid::new_v4().simple()));
        std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, &file)).map_err(|cause| {
            let _ = std::fs::remove_file(&part);
            Error::io(format!("writing {}", file.display()), cause)
        })?;
        Ok(file.display().to_string())
    }

    /// A name among the downloads that nothing has yet.
    pub fn free_download(&self, name: &str, ending: &str) -> Result<PathBuf> {
        let folder = self.downloads()?;
        let numbered = |number: u32| match number {
            1 => format!("{name}.{ending}"),
            number => format!("{name} ({number}).{ending}"),
        };
        let free = (1..).map(|number| folder.join(numbered(number))).find(|file| !file.exists());
        Ok(free.unwrap_or_else(|| folder.join(numbered(1))))
    }
}
