//! One error type for the whole core, and the closed list of what a reader can do about a failure.
//!
//! A code exists only where the window or a script acts differently on it. Nothing is ever decided by an error's text.

use std::{error::Error as StdError, fmt};

use serde::{Deserialize, Serialize};
use specta::Type;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub enum ErrorCode {
    /// A value is refused; `field` names the column where it is known.
    Invalid,
    /// The row changed since it was read.
    Stale,
    NotFound,
    /// The database does not answer (yet, or any more).
    Unreachable,
    Forbidden,
    /// The state of other rows does not allow it.
    Conflict,
    Internal,
    DiskFull,
    /// Another server already listens where the embedded database wants to.
    PortTaken,
    /// The data folder of the embedded database cannot be read as one.
    DataDamaged,
    /// The data folder belongs to another major version of PostgreSQL.
    OtherMajor,
    /// No PostgreSQL programs were found to run.
    NoServerProgram,
    /// The server at the other end is older than PostgreSQL 15.
    ServerTooOld,
    /// The database was migrated by a newer Greenroom.
    SchemaNewer,
    /// The database waits for migrations.
    SchemaBehind,
    /// Someone stopped the embedded database on purpose.
    Stopped,
    /// Somebody told the work to stop before it had changed anything.
    Cancelled,
}

impl ErrorCode {
    /// Trying again by itself can help; the other codes need a person.
    pub fn is_passing(self) -> bool {
        matches!(self, ErrorCode::Unreachable)
    }
}

/// Why a value is refused, so that the window can say it in its own language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "reason", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Reason {
    Required,
    NotOneOf {
        options: Vec<String>,
    },
    NotANumber,
    NotWhole,
    OutOfRange {
        #[specta(type = Option<specta_typescript::Number>)]
        min: Option<f64>,
        #[specta(type = Option<specta_typescript::Number>)]
        max: Option<f64>,
    },
    TooLong {
        longest: u32,
        length: u32,
    },
    /// Not the name of something that programs call by it.
    Pattern,
    /// Another row has it already.
    Taken,
    Schema {
        path: String,
    },
    Unreadable,
    ReadOnly,
    UnknownColumn,
}

/// What went wrong, in the form in which it crosses to the window and to scripts.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename = "AppError")]
pub struct Error {
    pub code: ErrorCode,
    /// Lower case, without a full stop; says what was attempted.
    pub message: String,
    pub field: Option<String>,
    /// For a person who wants to look closer: the server's own words, a path, a log line.
    pub details: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub reason: Option<Reason>,
}

impl Error {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None, details: None, reason: None }
    }

    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(ErrorCode::Invalid, message) }
    }

    pub fn not_found(what: &str, id: impl fmt::Display) -> Self {
        Self::new(ErrorCode::NotFound, format!("there is no {what} {id}"))
    }

    pub fn details(mut self, details: impl Into<String>) -> Self {
        self.details = Some(details.into());
        self
    }

    pub fn cancelled() -> Self {
        Self::new(ErrorCode::Cancelled, "the work was stopped; nothing was changed")
    }

    pub fn because(mut self, reason: Reason) -> Self {
        self.reason = Some(reason);
        self
    }

    /// A failure nobody foresaw: logged here, once, under an id that the reader is shown.
    pub fn internal(message: impl Into<String>, cause: &(dyn StdError + 'static)) -> Self {
        let message = message.into();
        let id = uuid::Uuid::new_v4().simple().to_string();
        let chain = chain(cause);
        tracing::error!(id, %message, cause = %chain, "unforeseen failure");
        Self::new(ErrorCode::Internal, message).details(format!("{} ({chain})", &id[..8]))
    }

    pub fn io(attempt: impl fmt::Display, cause: std::io::Error) -> Self {
        let code = match cause.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => ErrorCode::DiskFull,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => ErrorCode::Forbidden,
            _ => ErrorCode::Internal,
        };
        Self::new(code, format!("{attempt}: {cause}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.message)?;
        match &self.field {
            Some(field) => write!(out, " ({field})"),
            None => Ok(()),
        }
    }
}

impl StdError for Error {}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::new(ErrorCode::NotFound, "it no longer exists"),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Protocol(_) => {
                Self::new(ErrorCode::Unreachable, "the database does not answer").details(chain(&error))
            }
            sqlx::Error::Database(refusal) => match refusal.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
                Some(refusal) => refused(refusal),
                None => Self::internal("the database refused a statement", &error),
            },
            _ => Self::internal("a statement could not be carried out", &error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError;
        match error {
            MigrateError::Execute(cause) => cause.into(),
            MigrateError::ExecuteMigration(cause, version) => {
                let cause = Self::from(cause);
                Self { message: format!("migration {version} failed: {}", cause.message), ..cause }
            }
            other => Self::internal("the migrations could not be applied", &other),
        }
    }
}

fn refused(refusal: &sqlx::postgres::PgDatabaseError) -> Error {
    let sqlstate = refusal.code();
    let code = match sqlstate {
        "23505" | "23514" | "23502" | "22001" | "22003" | "22007" | "22008" | "22P02" | "2201B" => ErrorCode::Invalid,
        "23503" | "23001" | "40001" | "40P01" | "55P03" | "2BP01" => ErrorCode::Conflict,
        "42501" | "25006" => ErrorCode::Forbidden,
        "53100" => ErrorCode::DiskFull,
        "53300" | "57P01" | "57P02" | "57P03" => ErrorCode::Unreachable,
        _ if sqlstate.starts_with("08") || sqlstate.starts_with("28") || sqlstate == "3D000" => ErrorCode::Unreachable,
        _ => return Error::internal("the database refused a statement", refusal),
    };
    let field = match (refusal.column(), refusal.table(), refusal.constraint()) {
        (Some(column), _, _) => Some(column),
        (None, Some(table), Some(constraint)) => column_of_constraint(table, constraint),
        _ => None,
    }
    .map(camel_case);
    let reason = match sqlstate {
        "23505" => Some(Reason::Taken),
        "23502" => Some(Reason::Required),
        _ => None,
    };
    Error { field, reason, ..Error::new(code, refusal.message()).details(details_of(refusal)) }
}

fn details_of(refusal: &sqlx::postgres::PgDatabaseError) -> String {
    let constraint = refusal.constraint().map(|name| format!(", {name}")).unwrap_or_default();
    format!("SQLSTATE {}{constraint}", refusal.code())
}

/// Constraints are named `<table>_<column>[_<rule>]_<kind>`, the way PostgreSQL names them by itself; a test holds
/// every constraint of every schema to it. What follows the column is a single word for the rule.
pub fn column_of_constraint<'a>(table: &str, constraint: &'a str) -> Option<&'a str> {
    let rest = constraint.strip_prefix(table)?.strip_prefix('_')?;
    let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let rest = ["_check", "_key", "_fkey", "_excl"].iter().find_map(|kind| rest.strip_suffix(kind))?;
    let rest = ["_order", "_fit"].iter().find_map(|rule| rest.strip_suffix(rule)).unwrap_or(rest);
    (!rest.is_empty()).then_some(rest)
}

/// Fields are named as everywhere outside the database: `need_type` is `needType`.
pub fn camel_case(column: &str) -> String {
    let mut words = column.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| match word.split_at_checked(1) {
        Some((initial, rest)) => name + &initial.to_ascii_uppercase() + rest,
        None => name,
    })
}

fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{camel_case, column_of_constraint};

    #[test]
    fn finds_the_column_in_a_constraint_name() {
        let cases = [
            ("data_pool_experiences", "data_pool_experiences_weight_check", Some("weight")),
            ("data_pool_experiences", "data_pool_experiences_weight_check1", Some("weight")),
            ("data_pool_experiences", "data_pool_experiences_age_max_order_check", Some("age_max")),
            ("users", "users_email_key", Some("email")),
            ("users", "other_email_key", None),
            ("users", "users_pkey", None),
        ];
        for (table, constraint, column) in cases {
            assert_eq!(column_of_constraint(table, constraint), column, "{constraint}");
        }
    }

    #[test]
    fn names_fields_in_camel_case() {
        assert_eq!(camel_case("need_type"), "needType");
        assert_eq!(camel_case("weight"), "weight");
    }
}
