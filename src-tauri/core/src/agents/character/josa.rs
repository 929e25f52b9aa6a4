//! Particles that go with the sound before them, for the few places where a word is put into a sentence.

/// The word with the particle that fits: `with("밥", "을", "를")` is 밥을.
pub fn with(word: &str, closed: &str, open: &str) -> String {
    let particle = match ending(word) {
        Ending::Open => open,
        // 로 follows ㄹ as it follows a vowel.
        Ending::Rieul if closed.starts_with("으로") => open,
        _ => closed,
    };
    format!("{word}{particle}")
}

/// Puts a name into a text and mends the particle that follows it.
pub fn name_into(text: &str, slot: &str, name: &str) -> String {
    let mut parts = text.split(slot);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match PAIRS.iter().find_map(|(closed, open)| Some((closed, open, after(part, closed, open)?))) {
            Some((closed, open, rest)) => out.push_str(&(with(name, closed, open) + rest)),
            None => out.push_str(&(name.to_owned() + part)),
        }
    }
    out
}

/// Longer ones first.
const PAIRS: [(&str, &str); 14] = [
    ("이라면", "라면"),
    ("이라고", "라고"),
    ("이라는", "라는"),
    ("이랑", "랑"),
    ("이나", "나"),
    ("이야", "야"),
    ("이에요", "예요"),
    ("으로", "로"),
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("아", "야"),
    ("이여", "여"),
];

/// What follows a particle of the pair, if the particle ends the word there.
fn after<'t>(text: &'t str, closed: &str, open: &str) -> Option<&'t str> {
    [closed, open].into_iter().find_map(|particle| {
        let rest = text.strip_prefix(particle)?;
        let ends = !rest.starts_with(|letter: char| letter.is_alphanumeric());
        // 와도, 로는, 랑만: those take another particle.
        let takes_more = ["과", "와", "이랑", "랑", "으로", "로"].contains(&particle);
        let goes_on = takes_more && ["도", "만", "는", "의", "부터"].iter().any(|more| rest.starts_with(more));
        (ends || goes_on).then_some(rest)
    })
}

enum Ending {
    Open,
    Rieul,
    Closed,
}

fn ending(word: &str) -> Ending {
    let Some(last) = word.chars().rev().find(|letter| letter.is_alphanumeric()) else { return Ending::Open };
    if ('가'..='힣').contains(&last) {
        return match (last as u32 - '가' as u32) % 28 {
            0 => Ending::Open,
            8 => Ending::Rieul,
            _ => Ending::Closed,
        };
    }
    match last.to_ascii_lowercase() {
        'l' | '1' | '7' | '8' => Ending::Rieul,
        'b' | 'c' | 'k' | 'm' | 'n' | 'p' | 't' | '0' | '3' | '6' => Ending::Closed,
        _ => Ending::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::{name_into, with};

    #[test]
    fn particles_follow_the_sound() {
        for (word, closed, open, whole) in [
            ("밥", "을", "를", "밥을"),
            ("해원", "과", "와", "해원과"),
            ("지우", "은", "는", "지우는"),
            ("하늘", "으로", "로", "하늘로"),
            ("책", "으로", "로", "책으로"),
            ("Minho", "이", "가", "Minho가"),
            ("Jin", "이", "가", "Jin이"),
            ("닫히는 것", "이다", "다", "닫히는 것이다"),
        ] {
            assert_eq!(with(word, closed, open), whole);
        }
    }

    #[test]
    fn names_mend_what_follows_them() {
        let text = "{userName}와 같은 층에 산다. {userName}이 웃으면 나도 웃는다. {userName}의 우산, {userName} 씨는 {userName}를.";
        assert_eq!(
            name_into(text, "{userName}", "해원"),
            "해원과 같은 층에 산다. 해원이 웃으면 나도 웃는다. 해원의 우산, 해원 씨는 해원을."
        );
        assert_eq!(
            name_into(text, "{userName}", "지우"),
            "지우와 같은 층에 산다. 지우가 웃으면 나도 웃는다. 지우의 우산, 지우 씨는 지우를."
        );
        assert_eq!(name_into("{userName}한테, {userName}에게", "{userName}", "민"), "민한테, 민에게");
        assert_eq!(name_into("{userName}와도", "{userName}", "해원"), "해원과도");
    }
}
