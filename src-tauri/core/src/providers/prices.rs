//! What a call costs. Prices are rows that people edit; the list here is what a new installation begins with. Nobody's
//! bill is made from this: it is for budgets and for comparing.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::ProviderKind;

/// In US dollars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Price {
    /// The name of a model, with `*` for any letters.
    pub model: String,
    #[specta(type = specta_typescript::Number)]
    pub input_per_million: f64,
    #[specta(type = specta_typescript::Number)]
    pub output_per_million: f64,
    #[specta(type = specta_typescript::Number)]
    pub per_image: f64,
}

/// `None` where nobody knows: no price for the model, or no count of tokens that would have to be paid for.
pub fn cost(
    prices: &[Price],
    model: &str,
    prompt_tokens: Option<u32>,
    completion_tokens: Option<u32>,
    images: u32,
) -> Option<f64> {
    let price = of_model(prices, model)?;
    let part = |tokens: Option<u32>, per_million: f64| match tokens {
        Some(tokens) => Some(f64::from(tokens) * per_million / 1_000_000.0),
        // Pictures are paid for by the piece, and their prompts are not counted.
        None if per_million == 0.0 || images > 0 => Some(0.0),
        None => None,
    };
    let read = part(prompt_tokens, price.input_per_million)?;
    let written = part(completion_tokens, price.output_per_million)?;
    Some(read + written + f64::from(images) * price.per_image)
}

/// The price whose pattern says most about the model; the first of equals.
pub fn of_model<'a>(prices: &'a [Price], model: &str) -> Option<&'a Price> {
    let said = |price: &Price| price.model.chars().filter(|letter| *letter != '*').count();
    let fitting = prices.iter().filter(|price| matches(&price.model, model));
    fitting.fold(None, |best: Option<&Price>, price| match best {
        Some(best) if said(best) >= said(price) => Some(best),
        _ => Some(price),
    })
}

/// Without recursion: after a failure only the last star can take another letter.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut here, mut star) = (0, 0, None);
    while here < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, here));
                at += 1;
            }
            Some(letter) if letter.eq_ignore_ascii_case(&name[here]) => {
                at += 1;
                here += 1;
            }
            _ => match star {
                Some((stopped, taken)) => {
                    star = Some((stopped, taken + 1));
                    at = stopped + 1;
                    here = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|letter| *letter == '*')
}

/// Public list prices as they were known at the end of 2025, without discounts for batches and caches; pictures in the
/// upright size that rooms have. Models that run on one's own machine have no price, and so no row.
pub fn usual() -> Vec<(ProviderKind, Price)> {
    use ProviderKind::{Anthropic, Gemini, OpenAi};
    let text = |kind, model: &str, input_per_million, output_per_million| {
        (kind, Price { model: model.into(), input_per_million, output_per_million, per_image: 0.0 })
    };
    let image = |kind, model: &str, per_image| {
        (kind, Price { model: model.into(), input_per_million: 0.0, output_per_million: 0.0, per_image })
    };
    vec![
        text(OpenAi, "gpt-5*", 1.25, 10.0),
        text(OpenAi, "gpt-5-mini*", 0.25, 2.0),
        text(OpenAi, "gpt-5-nano*", 0.05, 0.4),
        text(OpenAi, "gpt-4.1*", 2.0, 8.0),
        text(OpenAi, "gpt-4.1-mini*", 0.4, 1.6),
        text(OpenAi, "gpt-4.1-nano*", 0.1, 0.4),
        text(OpenAi, "gpt-4o*", 2.5, 10.0),
        text(OpenAi, "gpt-4o-mini*", 0.15, 0.6),
        text(OpenAi, "o3*", 2.0, 8.0),
        text(OpenAi, "o4-mini*", 1.1, 4.4),
        image(OpenAi, "gpt-image-1*", 0.063),
        image(OpenAi, "dall-e-3*", 0.08),
        text(Gemini, "gemini-1.5-pro*", 1.25, 5.0),
        text(Gemini, "gemini-1.5-flash*", 0.075, 0.3),
        text(Gemini, "gemini-2.0-flash*", 0.1, 0.4),
        text(Gemini, "gemini-2.5-pro*", 1.25, 10.0),
        text(Gemini, "gemini-2.5-flash*", 0.3, 2.5),
        text(Gemini, "gemini-2.5-flash-lite*", 0.1, 0.4),
        image(Gemini, "gemini-2.5-flash-image*", 0.039),
        image(Gemini, "imagen-3.0-generate-*", 0.03),
        image(Gemini, "imagen-4.0-generate-*", 0.04),
        image(Gemini, "imagen-4.0-fast-*", 0.02),
        image(Gemini, "imagen-4.0-ultra-*", 0.06),
        text(Anthropic, "claude-opus-4*", 15.0, 75.0),
        text(Anthropic, "claude-opus-4-5*", 5.0, 25.0),
        text(Anthropic, "claude-sonnet-4*", 3.0, 15.0),
        text(Anthropic, "claude-haiku-4-5*", 1.0, 5.0),
        text(Anthropic, "claude-3-7-sonnet*", 3.0, 15.0),
        text(Anthropic, "claude-3-5-sonnet*", 3.0, 15.0),
        text(Anthropic, "claude-3-5-haiku*", 0.8, 4.0),
        text(Anthropic, "claude-3-haiku*", 0.25, 1.25),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn price(model: &str, input: f64, output: f64, per_image: f64) -> Price {
        Price { model: model.into(), input_per_million: input, output_per_million: output, per_image }
    }

    #[test]
    fn the_longest_pattern_that_fits_counts() {
        let prices =
            [price("gpt-4o*", 2.5, 10.0, 0.0), price("gpt-4o-mini*", 0.15, 0.6, 0.0), price("*", 9.0, 9.0, 9.0)];
        let model = |name: &str| of_model(&prices, name).map(|price| price.model.as_str());
        assert_eq!(model("gpt-4o-mini-2024-07-18"), Some("gpt-4o-mini*"));
        assert_eq!(model("gpt-4o"), Some("gpt-4o*"));
        assert_eq!(model("llama3"), Some("*"));
        assert_eq!(of_model(&prices[..2], "llama3"), None);
    }

    #[test]
    fn tokens_and_pictures_add_up() {
        let prices = [price("m", 2.0, 10.0, 0.5)];
        assert_eq!(cost(&prices, "m", Some(500_000), Some(100_000), 2), Some(3.0));
        assert_eq!(cost(&prices, "M", Some(0), Some(0), 0), Some(0.0), "capitals do not matter");
        assert_eq!(cost(&prices, "m", None, None, 1), Some(0.5));
        assert_eq!(cost(&prices, "m", None, Some(1), 0), None, "unknown is not free");
        assert_eq!(cost(&prices, "other", Some(1), Some(1), 0), None);
    }

    #[test]
    fn the_usual_prices_hold_no_pattern_twice_and_none_of_the_usual_models_is_free() {
        let usual = usual();
        for (index, (kind, price)) in usual.iter().enumerate() {
            assert!(!usual[..index].iter().any(|(other, one)| other == kind && one.model == price.model), "{price:?}");
            assert!(price.per_image > 0.0 || (price.input_per_million > 0.0 && price.output_per_million > 0.0));
        }
        let prices: Vec<Price> = usual.into_iter().map(|(_, price)| price).collect();
        assert_eq!(of_model(&prices, "gpt-5-mini-2025-08-07").map(|price| price.output_per_million), Some(2.0));
        assert_eq!(of_model(&prices, "imagen-3.0-generate-001").map(|price| price.per_image), Some(0.03));
        assert_eq!(of_model(&prices, "claude-opus-4-5-20251101").map(|price| price.input_per_million), Some(5.0));
    }

    proptest! {
        #[test]
        fn a_name_fits_itself_with_anything_cut_out(name in "[a-z0-9.-]{0,12}", from in 0usize..13, to in 0usize..13) {
            let (from, to) = (from.min(to).min(name.len()), from.max(to).min(name.len()));
            let starred = format!("{}*{}", &name[..from], &name[to..]);
            prop_assert!(matches(&name, &name) && matches("*", &name) && matches(&starred, &name));
            let longer = format!("{name}x");
            prop_assert!(!matches(&longer, &name));
        }
    }
}
