//! How a character talks: what it often says and never says, in the register the person prefers, and its style.

use super::{
    cast::Cast,
    material::Archetype,
    phrases::{Phrases, Register},
};
use crate::agents::{
    input::{ConversationStyle, Length, Preferences},
    shapes::{ConversationPatterns, Phrase, SpeakingStyle, Speed, Tone},
};

/// The person's wish, then the archetype's habit.
pub fn length(archetype: &Archetype, preferences: &Preferences) -> Length {
    preferences.response_length.or(archetype.conversation_style.length).unwrap_or(Length::Medium)
}

/// The archetype's, moved as far as the person's style asks.
pub fn tone(archetype: &Archetype, style: Option<ConversationStyle>) -> Tone {
    let own = match archetype.conversation_style.tone.as_deref().map(str::trim) {
        Some("light" | "casual" | "friendly" | "warm" | "playful") => Tone::Light,
        Some("serious" | "formal") => Tone::Serious,
        _ => Tone::Neutral,
    };
    match (style, own) {
        (Some(ConversationStyle::Casual), Tone::Serious) | (Some(ConversationStyle::Formal), Tone::Light) => {
            Tone::Neutral
        }
        _ => own,
    }
}

pub fn patterns(
    cast: &mut Cast,
    phrases: &Phrases,
    archetype: &Archetype,
    preferences: &Preferences,
) -> ConversationPatterns {
    let register = cast.register;
    let (often, never) = (cast.number("phrases", 3, 4), cast.number("never says", 2, 3));
    let often = cast.take(&phrases.phrases, often, |_| true);
    let never = cast.take(&phrases.never_says, never, |_| true);
    let phrase = |text: &str, reason: &String| Phrase { phrase: text.to_owned(), reason: reason.clone() };
    ConversationPatterns {
        frequent_phrases: often
            .into_iter()
            .map(|one| phrase(register.of(&one.casual, &one.polite, &one.formal), &one.reason))
            .collect(),
        never_says: never
            .into_iter()
            .map(|one| phrase(register.of(&one.casual, &one.polite, &one.formal), &one.reason))
            .collect(),
        style: style(cast, phrases, archetype, preferences),
    }
}

fn style(cast: &mut Cast, phrases: &Phrases, archetype: &Archetype, preferences: &Preferences) -> SpeakingStyle {
    let wanted = preferences.conversation_style;
    let length = length(archetype, preferences);
    let own = cast.shuffled("characteristic", &archetype.conversation_style.characteristics);
    let mut characteristics: Vec<String> = Vec::new();
    for habit in own.into_iter().filter(|habit| goes_with(habit, wanted, length)) {
        if characteristics.len() < 2 && cast.may_tell(&habit) {
            cast.tell(&habit);
            characteristics.push(habit);
        }
    }
    let more = cast.number("characteristics", 3, 4).saturating_sub(characteristics.len());
    let more = cast.take(&phrases.characteristics, more, |one| one.style.suits(wanted) && one.room.suits(length));
    characteristics.extend(more.into_iter().map(|one| one.text.clone()));
    SpeakingStyle {
        length,
        speed: archetype.conversation_style.speed.unwrap_or(Speed::Medium),
        tone: tone(archetype, wanted),
        characteristics,
    }
}

/// An archetype's habit was written without knowing how the person likes to be spoken to.
fn goes_with(habit: &str, style: Option<ConversationStyle>, length: Length) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| habit.contains(word));
    let of_register = says(&["반말", "존댓말", "높임"]);
    let of_length = match length {
        Length::Short => says(&["길다", "길게", "말이 많"]),
        Length::Medium => false,
        Length::Long => says(&["짧", "군말", "말을 아"]),
    };
    let settled = matches!(style, Some(ConversationStyle::Casual | ConversationStyle::Formal));
    !(of_length || of_register && settled)
}

/// How a sentence ends; none where it does not tell.
pub fn register_of(phrase: &str) -> Option<Register> {
    let plain = phrase.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let ends = |endings: &[&str]| endings.iter().any(|ending| plain.ends_with(ending));
    if ends(&["니다", "니까", "십시오", "시지요"]) {
        Some(Register::Formal)
    } else if ends(&["요", "죠"]) {
        Some(Register::Polite)
    } else if ends(&["야", "어", "아", "지", "래", "해", "게", "네", "걸", "냐", "자", "군"]) {
        Some(Register::Casual)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::register_of;
    use crate::agents::character::phrases::Register;

    #[test]
    fn endings_tell_the_register() {
        assert_eq!(register_of("그거 제가 할게요."), Some(Register::Polite));
        assert_eq!(register_of("그거 내가 할게."), Some(Register::Casual));
        assert_eq!(register_of("그건 제가 하겠습니다!"), Some(Register::Formal));
        assert_eq!(register_of("글쎄…"), None);
    }
}
