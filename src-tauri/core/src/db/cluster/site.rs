//! The places and files of one embedded cluster, and the locks on them.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::Write,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnectOptions;

use super::privilege;
use crate::{
    error::{Error, ErrorCode, Result},
    folders::Folders,
};

const USER: &str = "greenroom";
pub const DATABASE: &str = "greenroom";

#[derive(Debug, Clone)]
pub struct Site {
    pub home: PathBuf,
    pub cache: PathBuf,
    /// The program that becomes the keeper; it must call `keep_if_asked` first thing.
    pub keeper_program: PathBuf,
    /// Places where the database programs may lie packed, first come first served.
    pub archives: Vec<PathBuf>,
}

impl Site {
    pub fn new(folders: &Folders, bundled: Option<PathBuf>) -> Result<Self> {
        let program = std::env::current_exe().map_err(|cause| Error::io("finding this program", cause))?;
        let beside = program.parent().map(Path::to_path_buf).unwrap_or_default();
        let mut archives: Vec<PathBuf> =
            std::env::var_os("GREENROOM_PG_ARCHIVE").map(PathBuf::from).into_iter().collect();
        archives.extend(bundled);
        archives.push(beside.join("postgres.tar.zst"));
        archives.push(beside.join("../lib/Greenroom/postgres.tar.zst"));
        Ok(Self { home: folders.database(), cache: folders.cache.clone(), keeper_program: program, archives })
    }

    pub fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    pub fn log_file(&self) -> PathBuf {
        self.home.join("postgres.log")
    }

    pub fn password_file(&self) -> PathBuf {
        self.home.join("password")
    }

    pub fn users_lock(&self) -> Result<LockFile> {
        LockFile::open(self.home.join("users.lock"))
    }

    pub fn keeper_lock(&self) -> Result<LockFile> {
        LockFile::open(self.home.join("keeper.lock"))
    }

    pub fn start_lock(&self) -> Result<LockFile> {
        LockFile::open(self.home.join("start.lock"))
    }

    fn stop_mark(&self) -> PathBuf {
        self.home.join("stopped")
    }

    pub fn is_stopped_on_purpose(&self) -> bool {
        self.stop_mark().exists()
    }

    pub fn set_stop_mark(&self) -> Result<()> {
        fs::write(self.stop_mark(), "").map_err(|cause| Error::io("marking the database as stopped", cause))
    }

    pub fn clear_stop_mark(&self) -> Result<()> {
        match fs::remove_file(self.stop_mark()) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                Err(Error::io("clearing the mark that the database was stopped", cause))
            }
            _ => Ok(()),
        }
    }

    /// Started by hand: the server then stays although nobody uses it.
    fn hold_mark(&self) -> PathBuf {
        self.home.join("held")
    }

    pub fn is_held(&self) -> bool {
        self.hold_mark().exists()
    }

    pub fn hold(&self) -> Result<()> {
        fs::write(self.hold_mark(), "").map_err(|cause| Error::io("keeping the database running", cause))
    }

    pub fn release(&self) {
        let _ = fs::remove_file(self.hold_mark());
    }

    /// A socket's path may be no longer than about a hundred bytes, so it cannot lie in the data folder.
    pub fn socket_folder(&self) -> PathBuf {
        let digest = Sha256::digest(self.home.as_os_str().as_encoded_bytes());
        let name: String = digest[..5].iter().map(|byte| format!("{byte:02x}")).collect();
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_dir());
        match runtime {
            Some(folder) if folder.as_os_str().len() < 60 => folder.join(format!("greenroom-{name}")),
            _ => PathBuf::from("/tmp").join(format!("greenroom-{name}")),
        }
    }

    /// The folders and the password; everything here is for its owner alone.
    pub fn prepare(&self) -> Result<()> {
        privilege::private_folder(&self.home)?;
        #[cfg(unix)]
        privilege::private_folder(&self.socket_folder())?;
        let file = self.password_file();
        if file.exists() {
            return Ok(());
        }
        let mut random = [0u8; 24];
        getrandom::fill(&mut random)
            .map_err(|cause| Error::new(ErrorCode::Internal, format!("making a password: {cause}")))?;
        let password: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        // Written whole under another name: two programs at once must not see half a password.
        let half = self.home.join(format!("password.{}", std::process::id()));
        write_private(&half, password.as_bytes())
            .and_then(|()| match fs::hard_link(&half, &file) {
                Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
                outcome => outcome,
            })
            .and_then(|()| fs::remove_file(&half))
            .map_err(|cause| Error::io("storing the password of the embedded database", cause))
    }

    pub fn options(&self) -> Result<PgConnectOptions> {
        let password = fs::read_to_string(self.password_file())
            .map_err(|cause| Error::io("reading the password of the embedded database", cause))?;
        let options = PgConnectOptions::new_without_pgpass().username(USER).password(&password).database(DATABASE);
        #[cfg(unix)]
        return Ok(options.socket(self.socket_folder()).port(PORT));
        #[cfg(not(unix))]
        return Ok(options.host("127.0.0.1").port(self.port()?));
    }

    /// A URL that psql accepts.
    pub fn url(&self) -> Result<String> {
        let password = fs::read_to_string(self.password_file())
            .map_err(|cause| Error::io("reading the password of the embedded database", cause))?;
        #[cfg(unix)]
        let address = format!("localhost/{DATABASE}?host={}&port={PORT}", self.socket_folder().display());
        #[cfg(not(unix))]
        let address = format!("127.0.0.1:{}/{DATABASE}", self.port()?);
        Ok(format!("postgresql://{USER}:{password}@{address}"))
    }

    pub fn user(&self) -> &'static str {
        USER
    }

    /// Where sockets of this kind do not exist: a free loopback port, chosen once and kept.
    #[cfg(not(unix))]
    pub fn port(&self) -> Result<u16> {
        let file = self.home.join("port");
        let stored = fs::read_to_string(&file).ok().and_then(|text| text.trim().parse().ok());
        match stored {
            Some(port) => Ok(port),
            None => {
                let port = std::net::TcpListener::bind(("127.0.0.1", 0))
                    .and_then(|listener| listener.local_addr())
                    .map_err(|cause| Error::io("finding a free port for the database", cause))?
                    .port();
                fs::write(&file, port.to_string()).map_err(|cause| Error::io("storing the database's port", cause))?;
                Ok(port)
            }
        }
    }
}

/// In our own folder of sockets every number is free; this one is what tools expect.
#[cfg(unix)]
pub const PORT: u16 = 5432;

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file that is there to be locked.
pub struct LockFile {
    file: File,
    path: PathBuf,
}

/// Held until dropped, or until the process ends in any way.
pub struct Lock {
    _file: File,
}

impl LockFile {
    fn open(path: PathBuf) -> Result<Self> {
        let file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(&path)
            .map_err(|cause| Error::io(format!("opening {}", path.display()), cause))?;
        Ok(Self { file, path })
    }

    pub fn shared_within(self, patience: Duration) -> Result<Lock> {
        self.within(patience, File::try_lock_shared)
    }

    pub fn exclusive_within(self, patience: Duration) -> Result<Lock> {
        self.within(patience, File::try_lock)
    }

    /// Waits for as long as it takes.
    pub fn exclusive(self) -> Result<Lock> {
        self.file.lock().map_err(|cause| Error::io(format!("locking {}", self.path.display()), cause))?;
        Ok(Lock { _file: self.file })
    }

    pub fn is_held_elsewhere(&self) -> Result<bool> {
        match self.file.try_lock_shared() {
            Ok(()) => {
                let _ = self.file.unlock();
                Ok(false)
            }
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(cause)) => Err(Error::io(format!("locking {}", self.path.display()), cause)),
        }
    }

    fn within(self, patience: Duration, attempt: fn(&File) -> Result<(), TryLockError>) -> Result<Lock> {
        let deadline = Instant::now() + patience;
        loop {
            match attempt(&self.file) {
                Ok(()) => return Ok(Lock { _file: self.file }),
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(15));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::new(ErrorCode::Conflict, "another Greenroom program is busy with the database")
                        .details(format!("{} is locked", self.path.display())));
                }
                Err(TryLockError::Error(cause)) => {
                    return Err(Error::io(format!("locking {}", self.path.display()), cause));
                }
            }
        }
    }
}
