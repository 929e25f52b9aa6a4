//! `pool draw`: what the pipeline would choose, and why.

use clap::Args;
use greenroom_core::{
    Error, Result,
    pools::draw::{self, Draw, DrawRequest, Factor, NeedVector},
};
use serde_json::{Value, json};

use super::Pool;
use crate::{
    output::{Output, table},
    session::Session,
};

#[derive(Args)]
pub struct DrawArguments {
    /// All six needs, each from 0 to 1, as a JSON object
    #[arg(long, value_name = "JSON")]
    needs: String,
    /// The character's archetype: experiences that name it weigh more
    #[arg(long)]
    archetype: Option<String>,
    /// What the person is interested in, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "WORD,…")]
    keywords: Vec<String>,
    /// Of visuals: color, object, mood, lighting, layout, separated by commas; all of them without this
    #[arg(long, value_delimiter = ',', value_name = "TYPE,…")]
    element_types: Option<Vec<String>>,
    /// How many; of visuals: of each element type
    #[arg(long, value_name = "N")]
    count: Option<u32>,
    /// The same seed draws the same rows
    #[arg(long, value_name = "N")]
    seed: Option<u32>,
    /// Draw so many times more, and count
    #[arg(long, value_name = "N")]
    trials: Option<u32>,
}

impl DrawArguments {
    fn request(self) -> Result<DrawRequest> {
        let Self { needs, archetype, keywords, element_types, count, seed, trials } = self;
        let needs: Value = serde_json::from_str(&needs)
            .map_err(|cause| Error::invalid("needs", "the needs are no JSON").details(cause.to_string()))?;
        let needs = NeedVector::read(&needs)?;
        Ok(DrawRequest { needs, archetype, keywords, element_types, count, seed, trials })
    }
}

pub async fn draw(session: &Session, pool: Pool, request: DrawArguments, output: &Output) -> Result<()> {
    let draw = draw::draw(session.console.pool(), pool.core(), &request.request()?).await?;
    output.result(&draw, draw_tables);
    Ok(())
}

/// What was drawn, and below it how likely each row was.
fn draw_tables(draw: &Draw) -> String {
    let picks: Vec<Vec<String>> =
        draw.picks.iter().map(|pick| vec![pick.id.to_string(), pick.group.clone(), pick.label.clone()]).collect();
    let mut heads = vec!["name", "chance", "first"];
    if draw.probabilities.iter().any(|chance| chance.trials.is_some()) {
        heads.push("trials");
    }
    heads.extend(["weight", "why"]);
    let chances: Vec<Vec<String>> = draw
        .probabilities
        .iter()
        .map(|chance| {
            let mut row = vec![
                chance.label.clone(),
                format!("{:.2} %", chance.p * 100.0),
                format!("{:.2} %", chance.share * 100.0),
            ];
            row.extend(chance.trials.map(|trials| trials.to_string()));
            row.extend([format!("{:.4}", chance.weight), factors(chance)]);
            row
        })
        .collect();
    format!(
        "{}\n{}\n{}/{} · seed {}",
        table(&["id", "what", "name"], &picks),
        table(&heads, &chances),
        chances.len(),
        draw.candidates,
        draw.seed
    )
}

/// `weight 1.1 × priority 0.6 × keywords 1.5 (저축) × …`, without the factors that change nothing.
fn factors(chance: &draw::Chance) -> String {
    let acting = chance.why.iter().filter(|(_, value)| **value != 1.0);
    let told = acting.map(|(factor, value)| {
        let name = json!(factor).as_str().unwrap_or_default().to_owned();
        let note = chance.notes.get(factor).filter(|_| matches!(factor, Factor::Keywords | Factor::Similarity));
        let note = note.map(|note| format!(" ({note})")).unwrap_or_default();
        format!("{name} {}{note}", (value * 1000.0).round() / 1000.0)
    });
    told.collect::<Vec<_>>().join(" × ")
}
