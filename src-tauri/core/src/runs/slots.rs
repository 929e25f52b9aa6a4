//! How many calls a provider gets at once, over all machines: places that are advisory locks. A process that dies gives
//! its places back by dying.

use std::time::Duration;

use sqlx::{Connection as _, PgConnection, PgPool};

use crate::error::Result;

/// The first half of the locks; the second is made of the provider's name and the place.
const PLACES: i32 = 1_198_419_779;

/// A place in a provider's line, held until it is dropped or given back.
pub struct Slot {
    session: Option<PgConnection>,
}

impl Slot {
    /// Waits for a place. Dropping the future gives up waiting.
    pub async fn wait(pool: &PgPool, provider: &str, places: u32) -> Result<Self> {
        let options = pool.connect_options();
        let mut session = PgConnection::connect_with(&options).await?;
        let first = first_place(provider);
        loop {
            for place in 0..places.max(1) as i32 {
                let ours: bool = sqlx::query_scalar("select pg_try_advisory_lock($1, $2)")
                    .bind(PLACES)
                    .bind(first.wrapping_add(place))
                    .fetch_one(&mut session)
                    .await?;
                if ours {
                    return Ok(Self { session: Some(session) });
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn give_back(mut self) {
        if let Some(session) = self.session.take() {
            let _ = session.close().await;
        }
    }
}

/// Names are far apart: a thousand places each.
fn first_place(provider: &str) -> i32 {
    let sum = provider.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    ((sum % 2_000_000) * 1_000) as i32
}
