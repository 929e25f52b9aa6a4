//! `doctor`: every check of the installation, with the mend for each that fails.

use std::{fs, process::ExitCode};

use greenroom_core::{
    Console, Result,
    db::{
        cluster::{self, BinariesSource},
        profile::ProfileKind,
    },
    insight::home,
};
use serde::Serialize;

use crate::{Options, output::Output, session::Session};

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
enum Verdict {
    Good,
    Warning,
    Failed,
}

#[derive(Serialize)]
struct Check {
    name: &'static str,
    verdict: Verdict,
    found: String,
    /// What to do about it.
    mend: Option<String>,
}

#[derive(Serialize)]
struct Report {
    healthy: bool,
    checks: Vec<Check>,
}

pub async fn run(options: &Options, output: &Output) -> Result<ExitCode> {
    let session = Session::prepare(options, output)?;
    let console = &session.console;
    let mut checks = vec![data_folder(console, output)];
    if console.profile().kind == ProfileKind::Embedded {
        checks.push(programs(console, output));
    }
    database(console, output, &mut checks).await;
    let report = Report { healthy: checks.iter().all(|check| check.verdict != Verdict::Failed), checks };
    output.result(&report, |report| {
        report
            .checks
            .iter()
            .map(|check| {
                let sign = match check.verdict {
                    Verdict::Good => "✓",
                    Verdict::Warning => "!",
                    Verdict::Failed => "✗",
                };
                let mend = check.mend.as_deref().map(|mend| format!("\n    → {mend}")).unwrap_or_default();
                format!("{sign} {}: {}{mend}\n", check.name, check.found)
            })
            .collect()
    });
    let code = if report.healthy { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    session.end().await?;
    Ok(code)
}

fn data_folder(console: &Console, output: &Output) -> Check {
    let folder = &console.folders.data;
    let probe = folder.join(".doctor");
    match fs::create_dir_all(folder).and_then(|()| fs::write(&probe, "")).and_then(|()| fs::remove_file(&probe)) {
        Ok(()) => good("data folder", folder.display().to_string()),
        Err(cause) => failed(
            "data folder",
            format!("{}: {cause}", folder.display()),
            output.say(
                "쓸 수 있는 폴더를 GREENROOM_DATA_DIR로 지정하세요",
                "name a folder you may write to with GREENROOM_DATA_DIR",
            ),
        ),
    }
}

fn programs(console: &Console, output: &Output) -> Check {
    let site = console.site();
    match cluster::find_binaries(&site.archives, &site.cache) {
        Ok(found) => {
            let source = match found.source {
                BinariesSource::Named => "GREENROOM_PG_BIN",
                BinariesSource::Bundled => "bundled",
                BinariesSource::System => "system",
            };
            good("database programs", format!("PostgreSQL {} ({source}), {}", found.major, found.bin.display()))
        }
        Err(refusal) => failed(
            "database programs",
            refusal.to_string(),
            output.say(
                "Greenroom을 다시 설치하거나 PostgreSQL 15 이상을 설치하세요",
                "install Greenroom again, or PostgreSQL 15 or newer",
            ),
        ),
    }
}

async fn database(console: &Console, output: &Output, checks: &mut Vec<Check>) {
    let server = match console.connect().await {
        Ok(server) => server,
        Err(refusal) => {
            let mend = output.say(
                "자세한 내용은 로그를 보거나 `greenroomctl db status`를 실행하세요",
                "see the log, or run `greenroomctl db status`; `greenroomctl db migrate` when the schema is behind",
            );
            let details = refusal.details.as_deref().map(|details| format!(": {details}")).unwrap_or_default();
            return checks.push(failed("database", format!("{refusal}{details}"), mend));
        }
    };
    checks.push(good(
        "database",
        format!("PostgreSQL {}, {}@{}", server.version, server.user, console.profile().address),
    ));
    let schemas: Vec<String> = server
        .schemas
        .iter()
        .map(|schema| format!("{} {}", schema.system, schema.applied.as_deref().unwrap_or("–")))
        .collect();
    checks.push(good("schema", schemas.join(", ")));
    checks.push(match safety(console).await {
        Ok((encoding, checksums, fsync)) => {
            let found = format!("{encoding}, checksums {checksums}, fsync {fsync}");
            let is_safe = encoding == "UTF8" && fsync == "on";
            match (is_safe, checksums.as_str()) {
                (true, "on") => good("storage", found),
                (true, _) => warning(
                    "storage",
                    found,
                    output.say("데이터 체크섬을 켜는 것이 좋습니다", "data checksums would show a failing disk"),
                ),
                (false, _) => failed(
                    "storage",
                    found,
                    output.say("UTF-8과 fsync=on이 필요합니다", "the server must use UTF-8 and fsync=on"),
                ),
            }
        }
        Err(refusal) => failed("storage", refusal.to_string(), ""),
    });
    checks.push(match server.trigram {
        true => good("text search", "pg_trgm".to_owned()),
        false => warning(
            "text search",
            output.say("pg_trgm 없음", "without pg_trgm").to_owned(),
            output.say(
                "관리자에게 create extension pg_trgm을 요청하세요",
                "ask the owner of the database for: create extension pg_trgm",
            ),
        ),
    });
    checks.push(match home::content(console.pool()).await {
        Ok(content) if content.experiences.total > 0 => good(
            "content",
            format!(
                "{} experiences, {} archetypes, {} visuals, {} templates",
                content.experiences.total, content.archetypes.total, content.visuals.total, content.templates.total
            ),
        ),
        Ok(_) => warning("content", output.say("비어 있음", "empty").to_owned(), "greenroomctl seed knock"),
        Err(refusal) => failed("content", refusal.to_string(), ""),
    });
}

async fn safety(console: &Console) -> Result<(String, String, String)> {
    greenroom_core::db::storage_settings(console.pool()).await
}

fn good(name: &'static str, found: String) -> Check {
    Check { name, verdict: Verdict::Good, found, mend: None }
}

fn warning(name: &'static str, found: String, mend: &str) -> Check {
    Check { name, verdict: Verdict::Warning, found, mend: Some(mend.to_owned()) }
}

fn failed(name: &'static str, found: String, mend: &str) -> Check {
    Check { name, verdict: Verdict::Failed, found, mend: Some(mend.to_owned()).filter(|mend| !mend.is_empty()) }
}
