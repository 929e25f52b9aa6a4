//! Watching the connection while a program runs: tries, shows how it stands, and tries again after a pause that fits the
//! failure.

use std::{sync::Arc, time::Duration};

use chrono::Utc;

use super::{Connection, ConnectionState, Console, behind};
use crate::{
    db::{
        cluster::Intent,
        feed::{Feed, TableChanged},
    },
    error::{Error, ErrorCode},
};

impl Console {
    /// Watches the connection for as long as the program runs. Spawn it once.
    pub async fn supervise(self: Arc<Self>) {
        let mut intent = Intent::RespectStop;
        let mut was_ready = false;
        let mut pause = Duration::from_millis(250);
        loop {
            let failure = match self.reach(intent).await {
                Ok(server) if server.schemas.iter().any(|schema| schema.pending > 0) => {
                    let pending = server.schemas.iter().map(|schema| schema.pending).sum();
                    self.show(ConnectionState::Behind, |now| now.server = Some(server));
                    behind(pending)
                }
                Ok(server) => match Feed::open(&self.pool).await {
                    Ok(feed) => {
                        pause = Duration::from_millis(250);
                        self.show(ConnectionState::Ready, |now| now.server = Some(server));
                        if was_ready {
                            let _ = self.changes.send(TableChanged::everything());
                        }
                        was_ready = true;
                        tokio::select! {
                            lost = feed.forward(&self.changes) => lost,
                            lost = self.until_silent() => lost,
                        }
                    }
                    Err(refusal) => refusal,
                },
                Err(refusal) => refusal,
            };
            intent = self.wait_after(failure, was_ready, &mut pause).await;
        }
    }

    /// Shows the failure, and comes back when it is time to try again: after a pause, or when somebody asks.
    async fn wait_after(&self, failure: Error, was_ready: bool, pause: &mut Duration) -> Intent {
        let patience = match failure.code {
            ErrorCode::SchemaBehind => None,
            ErrorCode::Stopped => {
                self.show(ConnectionState::Stopped, |now| now.problem = Some(failure));
                // Another program may start it again.
                Some(Duration::from_secs(1))
            }
            code if code.is_passing() => {
                let state = if was_ready { ConnectionState::Lost } else { ConnectionState::Starting };
                let next = Utc::now() + *pause;
                self.show(state, |now| {
                    now.problem = Some(failure);
                    now.next_attempt = Some(next);
                });
                let patience = *pause;
                *pause = (*pause * 2).min(Duration::from_secs(5));
                Some(patience)
            }
            _ => {
                self.show(ConnectionState::Failed, |now| now.problem = Some(failure));
                None
            }
        };
        let asked = async {
            self.wake.notified().await;
            Intent::Start
        };
        match patience {
            None => asked.await,
            Some(patience) => tokio::time::timeout(patience, asked).await.unwrap_or(Intent::RespectStop),
        }
    }

    /// Comes back when the server stops answering although the connection looks alive (a cable, a firewall).
    async fn until_silent(&self) -> Error {
        loop {
            tokio::time::sleep(Duration::from_secs(10)).await;
            let answer = tokio::time::timeout(Duration::from_secs(10), sqlx::query("select 1").execute(&self.pool));
            match answer.await {
                Ok(Ok(_)) => {}
                Ok(Err(sqlx::Error::PoolTimedOut)) if self.pool.num_idle() == 0 && self.pool.size() > 0 => {}
                Ok(Err(cause)) => return cause.into(),
                Err(_) => return Error::new(ErrorCode::Unreachable, "the database does not answer"),
            }
        }
    }

    fn show(&self, state: ConnectionState, change: impl FnOnce(&mut Connection)) {
        self.connection.send_modify(|now| {
            if now.state != state {
                now.since = Utc::now();
            }
            now.state = state;
            now.problem = None;
            now.next_attempt = None;
            if state != ConnectionState::Starting {
                now.step = None;
            }
            change(now);
        });
    }
}
