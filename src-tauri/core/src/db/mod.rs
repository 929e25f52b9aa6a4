//! The way to a database: which one (profile), how the embedded one lives (cluster), its shape (migrate), and what
//! changes in it while we look (feed). No table of any system is named here.

pub mod cluster;
pub mod feed;
pub mod migrate;
pub mod profile;

use sqlx::PgPool;

use crate::error::Result;

/// Encoding, data checksums and fsync: whether the server keeps what it is given.
pub async fn storage_settings(pool: &PgPool) -> Result<(String, String, String)> {
    Ok(sqlx::query_as(
        "select current_setting('server_encoding'), current_setting('data_checksums'), current_setting('fsync')",
    )
    .fetch_one(pool)
    .await?)
}
