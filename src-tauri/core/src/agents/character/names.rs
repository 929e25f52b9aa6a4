//! A name for a character, never that of the person it is for.

use super::{cast::Cast, mentions::is_taken, phrases::Names};

/// One in so many is called by a single syllable.
const RARITY: usize = 6;

pub fn choose(cast: &Cast, names: &Names, user: &str) -> String {
    let single = cast.number("short name", 1, RARITY) == 1;
    let pool = if single { &names.single } else { &names.given };
    let surnames = cast.shuffled("surname", &names.surnames);
    for given in cast.shuffled("given name", pool) {
        let whole = surnames.iter().map(|surname| (surname, format!("{surname}{given}")));
        let fitting = whole.into_iter().find(|(surname, name)| {
            !given.starts_with(surname.as_str()) && !is_of(name, user) && !is_taken(name) && cast.may_tell(name)
        });
        if let Some((_, name)) = fitting {
            return name;
        }
    }
    String::new()
}

/// The same name, or the same name without the surname of one of the two.
pub fn is_of(name: &str, user: &str) -> bool {
    let user: String = user.split_whitespace().collect();
    let ends = |long: &str, short: &str| short.chars().count() >= 2 && long.ends_with(short);
    let given = |name: &str| name.chars().skip(1).collect::<String>();
    !user.is_empty() && (name == user || ends(name, &user) || (user.chars().count() == 3 && ends(&user, &given(name))))
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_name_is_somebodys_with_or_without_a_surname() {
        for (name, user, whether) in [
            ("윤해원", "해원", true),
            ("윤해원", "김해원", true),
            ("윤해원", "윤 해원", true),
            ("윤해원", "지우", false),
            ("윤해", "김해", false),
            ("윤해원", "", false),
        ] {
            assert_eq!(is_of(name, user), whether, "{name}, {user}");
        }
    }
}
