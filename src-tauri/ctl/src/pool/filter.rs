//! Which rows, said by options or by a piece of JSON.

use clap::Args;
use greenroom_core::{
    Error, Result,
    operations::views,
    pools::Need,
    tables::{
        filter::{Filter, Target, Test},
        list::Sort,
    },
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::Pool;
use crate::session::Session;

#[derive(Args, Default)]
pub struct FilterArguments {
    /// survival, belonging, recognition, autonomy, growth or meaning
    #[arg(long)]
    need: Option<Need>,
    /// low, medium or high
    #[arg(long)]
    intensity: Option<String>,
    /// color, object, mood, lighting or layout
    #[arg(long)]
    element_type: Option<String>,
    /// Experiences that name this archetype
    #[arg(long)]
    archetype: Option<String>,
    /// Experiences with this tag
    #[arg(long)]
    tag: Option<String>,
    /// Only active, or only inactive rows
    #[arg(long, value_name = "true|false")]
    active: Option<bool>,
    /// Rows whose words hold this text; several words must all be there
    #[arg(long)]
    text: Option<String>,
    /// Any further conditions, as JSON: {"conditions":[{"column":"weight","test":"atLeast","values":[120]}]}
    #[arg(long = "where", value_name = "JSON")]
    conditions: Option<String>,
    /// A saved view, whose filter and order these options add to
    #[arg(long, value_name = "NAME")]
    view: Option<String>,
    /// A column, with :desc for downwards
    #[arg(long, value_name = "COL[:desc]")]
    sort: Option<String>,
}

#[derive(Args)]
pub struct PageArguments {
    #[arg(long)]
    pub limit: Option<u32>,
    /// Where the page before ended
    #[arg(long, value_name = "CURSOR")]
    pub after: Option<String>,
}

impl FilterArguments {
    pub async fn read(self, session: &Session, pool: Pool) -> Result<(Filter, Sort)> {
        let (mut filter, mut sort) = (Filter::default(), Sort::default());
        if let Some(name) = &self.view {
            let console = &session.console;
            let view = views::by_name(console.pool(), &console.actor, pool.core().table().name, name).await?;
            let part = |key: &str| view.definition.get(key).filter(|part| !part.is_null()).cloned();
            let odd = |cause: serde_json::Error| {
                Error::invalid("view", format!("the view {name} cannot be read")).details(cause.to_string())
            };
            if let Some(saved) = part("filter") {
                filter = serde_json::from_value(saved).map_err(odd)?;
            }
            if let Some(saved) = part("sort") {
                sort = serde_json::from_value(saved).map_err(odd)?;
            }
        }
        if let Some(conditions) = &self.conditions {
            let Target::Filter(more) = target(pool, conditions)? else {
                return Err(Error::invalid("where", "a list takes conditions, not ids"));
            };
            filter.conditions.extend(more.conditions);
            filter.text = more.text.or(filter.text);
        }
        let named = [
            ("need", self.need.map(|need| json!(need))),
            ("intensity", self.intensity.map(Value::from)),
            ("elementType", self.element_type.map(Value::from)),
            ("archetype", self.archetype.map(Value::from)),
            ("tag", self.tag.map(Value::from)),
            ("active", self.active.map(Value::from)),
        ];
        for (word, value) in named {
            if let Some(value) = value {
                filter = with(filter, pool, word, value)?;
            }
        }
        filter.text = self.text.or(filter.text);
        if let Some(wanted) = self.sort {
            sort = wanted.parse()?;
        }
        Ok((filter, sort))
    }
}

/// One of the words that people filter by, as a condition on the column it means in this pool.
fn with(filter: Filter, pool: Pool, word: &str, value: Value) -> Result<Filter> {
    let column = match (word, pool) {
        ("need", Pool::Archetypes) => "matchingNeeds",
        ("need", _) => "needType",
        ("archetype", Pool::Experiences) => "archetypes",
        ("tag", Pool::Experiences) => "tags",
        ("tag", Pool::Archetypes) => "keywords",
        ("active", _) => "isActive",
        (other, _) => other,
    };
    let table = pool.core().table();
    if table.column(column).is_err() {
        return Err(Error::invalid(word, format!("{} have no {word}", table.what)));
    }
    let values = match value {
        Value::Array(values) => values,
        one => vec![one],
    };
    Ok(filter.with(column, Test::Any, values))
}

/// `{"need":"growth","text":"…"}`, `{"conditions":[…]}`, `{"ids":[…]}`; `{}` is every row.
pub fn target(pool: Pool, text: &str) -> Result<Target> {
    let odd = |cause: serde_json::Error| Error::invalid("where", "this is no filter").details(cause.to_string());
    let object: Map<String, Value> = serde_json::from_str(text).map_err(odd)?;
    if let Some(ids) = object.get("ids") {
        let ids: Vec<Uuid> = serde_json::from_value(ids.clone()).map_err(odd)?;
        return Ok(Target::Ids(ids));
    }
    let mut filter = Filter::default();
    for (key, value) in object {
        filter = match key.as_str() {
            "conditions" => {
                filter.conditions.extend(serde_json::from_value::<Vec<_>>(value).map_err(odd)?);
                filter
            }
            "text" => Filter { text: serde_json::from_value(value).map_err(odd)?, ..filter },
            _ => with(filter, pool, &key, value)?,
        };
    }
    Ok(Target::Filter(filter))
}
