//! Everything on record of one person, in one file for that person. Passwords and browsing data are not in it: the console
//! reads neither.

use std::io::{Cursor, Write as _};

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::page;
use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
    operations::audit::{self, Deed},
    runs::{bundle, read},
};

const FORMAT: &str = "greenroom-person/1";

/// A ZIP: `person.json`, the pictures of the rooms, and a bundle of each run.
pub async fn export(console: &Console, id: Uuid) -> Result<Vec<u8>> {
    let pool = console.pool();
    let person = page::get(pool, id).await?;
    let characters = rows(
        pool,
        id,
        "select to_jsonb(made) as told from knock.personas as made where user_id = $1 order by created_at, id",
    );
    let rooms = rows(pool, id, "select to_jsonb(room) as told from knock.rooms as room where user_id = $1 order by id");
    let messages = rows(
        pool,
        id,
        "select to_jsonb(message) as told from knock.chat_messages as message where user_id = $1 order by created_at, id",
    );
    let document = json!({
        "format": FORMAT,
        "leftOut": ["the password", "browsing data"],
        "person": person,
        "characters": characters.await?,
        "rooms": rooms.await?,
        "messages": messages.await?,
    });
    let runs: Vec<(Uuid, i64)> =
        sqlx::query_as("select id, number from knock.agent_jobs where user_id = $1 order by number")
            .bind(id)
            .fetch_all(pool)
            .await?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut zip, "person.json", format!("{document:#}\n").as_bytes())?;
    for (run, number) in runs {
        add(&mut zip, &format!("runs/{number}.zip"), &bundle::export(pool, run).await?)?;
        match read::picture(pool, run).await {
            Ok(png) => add(&mut zip, &format!("pictures/{number}.png"), &png)?,
            Err(error) if error.code == ErrorCode::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    let bytes = zip.finish().map_err(|cause| Error::internal("writing an export broke off", &cause))?.into_inner();
    let mut write = console.write().await?;
    audit::record(&mut write, Deed::Export, id, json!({ "bytes": bytes.len() })).await?;
    write.commit().await?;
    Ok(bytes)
}

/// Into the downloads folder, under a name that tells nobody who it is about; tells where it is.
pub async fn save(console: &Console, id: Uuid) -> Result<String> {
    let bytes = export(console, id).await?;
    let short: String = id.to_string().chars().take(8).collect();
    console.folders.save_download(&format!("person-{short}"), "zip", &bytes)
}

async fn rows(pool: &PgPool, id: Uuid, statement: &'static str) -> Result<Vec<Value>> {
    Ok(sqlx::query_scalar(statement).bind(id).fetch_all(pool).await?)
}

fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Result<()> {
    zip.start_file(name, SimpleFileOptions::default())
        .map_err(|cause| Error::internal("writing an export broke off", &cause))?;
    zip.write_all(bytes).map_err(|cause| Error::io("writing an export", cause))
}
