//! What people type, and what it is read as: words grouped into themes, each read through at least three needs.
//!
//! A stem is looked for inside what was typed (an English one at the start of a word). Where two stems overlap, the
//! longer one counts: `게임이론` is a thing to study and not a game, `부모님과 거리` is not about family.

mod autonomy;
mod belonging;
mod everyday;
mod growth;
mod meaning;
mod recognition;
mod survival;

use std::{collections::BTreeMap, sync::LazyLock};

use super::Category;
use crate::pools::Need;

/// Whether somebody looks for it because it is missing, or because they like doing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Lack,
    Joy,
}

#[derive(Debug)]
pub struct Theme {
    /// Goes between the words quoted and `말`: `길을 떠나는`.
    pub what: &'static str,
    /// What it is read as: a sentence.
    pub read: &'static str,
    pub tone: Tone,
    /// The kind of content it is a search for, where it is one.
    pub category: Option<Category>,
    /// At least three, the strongest first; none for words that only look like others.
    pub needs: &'static [(Need, f64)],
    /// Divided by `|`.
    pub stems: &'static str,
}

impl Theme {
    pub fn main_need(&self) -> Option<Need> {
        self.needs.first().map(|(need, _)| *need)
    }

    pub fn is_about(&self, category: Category) -> bool {
        self.category == Some(category) && self.main_need() == category.main_need()
    }

    pub fn weight(&self, need: Need) -> f64 {
        self.needs.iter().find(|(one, _)| *one == need).map_or(0.0, |(_, weight)| *weight)
    }
}

/// Everything, in the order in which it is told.
pub fn all() -> impl Iterator<Item = &'static Theme> {
    [
        survival::THEMES,
        belonging::THEMES,
        recognition::THEMES,
        autonomy::THEMES,
        growth::THEMES,
        meaning::THEMES,
        everyday::THEMES,
    ]
    .into_iter()
    .flatten()
}

struct Stem {
    text: String,
    /// The theme's place in `all`.
    theme: usize,
}

static THEMES: LazyLock<Vec<&'static Theme>> = LazyLock::new(|| all().collect());

/// By their first character, so that a long text is walked once.
static STEMS: LazyLock<BTreeMap<char, Vec<Stem>>> = LazyLock::new(|| {
    let mut stems: BTreeMap<char, Vec<Stem>> = BTreeMap::new();
    for (theme, one) in all().enumerate() {
        for stem in one.stems.split('|').map(str::trim) {
            // People write compounds with and without a space.
            let joined = stem.replace(' ', "");
            let texts = if joined == stem { vec![joined] } else { vec![stem.to_owned(), joined] };
            for text in texts {
                let Some(first) = text.chars().next() else { continue };
                stems.entry(first).or_default().push(Stem { text, theme });
            }
        }
    }
    stems
});

/// The themes that something typed belongs to, each once, in the order of `all`.
pub fn of(typed: &str) -> Vec<&'static Theme> {
    let text: String = typed.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let found = stems_in(&text);
    let inside = |one: &Found, other: &Found| {
        other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from
    };
    let mut themes: Vec<usize> =
        found.iter().filter(|one| !found.iter().any(|other| inside(one, other))).map(|one| one.theme).collect();
    themes.sort_unstable();
    themes.dedup();
    themes.into_iter().filter_map(|theme| THEMES.get(theme)).filter(|theme| !theme.needs.is_empty()).copied().collect()
}

struct Found {
    from: usize,
    to: usize,
    theme: usize,
}

/// Nobody types a keyword of more stems; what pastes a novel is cut off.
const MOST_FOUND: usize = 64;

fn stems_in(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (from, character) in text.char_indices() {
        for stem in STEMS.get(&character).into_iter().flatten() {
            let begins = !character.is_ascii_alphabetic() || !before.is_alphanumeric();
            if begins && text[from..].starts_with(&stem.text) {
                found.push(Found { from, to: from + stem.text.len(), theme: stem.theme });
            }
        }
        if found.len() >= MOST_FOUND {
            break;
        }
        before = character;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{all, of};
    use crate::pools::Need;

    fn needs(typed: &str) -> Vec<Need> {
        of(typed).iter().filter_map(|theme| theme.main_need()).collect()
    }

    #[test]
    fn every_theme_is_read_through_three_needs_and_its_strongest_first() {
        for theme in all().filter(|theme| !theme.needs.is_empty()) {
            assert!(theme.needs.len() >= 3, "{}", theme.what);
            assert!(
                theme.needs.iter().all(|(_, weight)| *weight <= theme.needs[0].1 && *weight > 0.0),
                "{}",
                theme.what
            );
            assert!(!theme.what.is_empty() && theme.read.ends_with("다."), "{}", theme.what);
        }
    }

    #[test]
    fn there_are_stems_enough_for_each_need_and_none_twice() {
        let mut stems: Vec<&str> = all().flat_map(|theme| theme.stems.split('|')).map(str::trim).collect();
        let count = stems.len();
        assert!(count >= 250, "{count}");
        assert!(stems.iter().all(|stem| stem.chars().count() >= 2), "a stem of one letter is everywhere");
        stems.sort_unstable();
        let twice: Vec<_> = stems.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        assert!(twice.is_empty(), "{twice:?}");
        for need in Need::ALL {
            let of_need = all().filter(|theme| theme.main_need() == Some(need));
            let count = of_need.flat_map(|theme| theme.stems.split('|')).count();
            assert!(count >= 25, "{need}: {count}");
        }
    }

    #[test]
    fn the_longer_stem_counts() {
        assert_eq!(needs("게임이론 강의"), [Need::Growth]);
        assert_eq!(needs("부모님과 거리 두기"), [Need::Autonomy]);
        assert_eq!(needs("성공회 성당"), [Need::Meaning]);
        assert_eq!(needs("딸기 모종"), []);
        assert_eq!(needs("자유형 호흡"), []);
    }

    #[test]
    fn spaces_in_compounds_do_not_matter_and_words_do_not_run_together() {
        assert_eq!(needs("세계여행 준비"), needs("세계 여행 준비"));
        assert_eq!(needs("국토종주"), [Need::Autonomy]);
        assert_eq!(needs("가게 임대 표지판"), [], "no game across a space");
    }

    #[test]
    fn english_stems_begin_a_word() {
        assert_eq!(needs("Travelling alone").first(), Some(&Need::Belonging));
        assert!(needs("learning rust").contains(&Need::Growth));
        assert_eq!(needs("unlearned"), []);
    }

    #[test]
    fn odd_texts_mean_nothing() {
        for odd in ["", " ", "🫠🫠🫠", "\u{0}", "ㅋㅋㅋ", "İ"] {
            assert!(of(odd).is_empty(), "{odd}");
        }
        assert!(of(&"게임 ".repeat(100_000)).len() == 1);
    }
}
