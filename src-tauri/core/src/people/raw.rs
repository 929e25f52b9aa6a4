//! Browsing data that the product kept although it must not: it is removed unread.

use uuid::Uuid;

use crate::{
    connection::Console,
    error::{Error, Result},
    operations::audit::{self, Deed},
};

/// Tells whether there was any.
pub async fn purge(console: &Console, id: Uuid) -> Result<bool> {
    let mut write = console.write().await?;
    let there: Option<bool> =
        sqlx::query_scalar("select true from knock.users where id = $1").bind(id).fetch_optional(&mut *write).await?;
    if there.is_none() {
        return Err(Error::not_found("person", id));
    }
    let purged =
        sqlx::query("update knock.onboarding_data set raw_data = null where user_id = $1 and raw_data is not null")
            .bind(id)
            .execute(&mut *write)
            .await?
            .rows_affected()
            > 0;
    if purged {
        audit::record(&mut write, Deed::PurgeRawData, id, serde_json::json!({})).await?;
    }
    write.commit().await?;
    Ok(purged)
}
