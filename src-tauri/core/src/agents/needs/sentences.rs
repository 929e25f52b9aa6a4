//! Tells what was seen, in Korean: a sentence for each trace, naming it. Particles are chosen so that they fit whatever
//! stands before them.

use super::{
    content::{Category, Theme},
    seen::{Seen, Share, Site, Typed},
    weigh::{CLEARLY, FREQUENT, NIGHT, Signs, WEEKEND, frequent},
    words::{ENDINGS, LABELS, READINGS},
};
use crate::{
    agents::shapes::{DeficiencyType, NeedState},
    pools::Need,
};

/// Of a list, so many are named.
const NAMED: usize = 3;
const LONGEST_QUOTE: usize = 24;
/// A smaller share of the visits is chance.
const WORTH_TELLING: f64 = 0.05;
const MOST_EVIDENCE: usize = 6;
/// A need below this is hardly there.
const QUIET: f64 = 0.3;

pub(super) fn tells_an_end(text: &str) -> bool {
    let text = text.to_lowercase();
    ENDINGS.iter().any(|ending| text.contains(ending))
}

fn shortened(text: &str) -> String {
    let clean: String =
        text.chars().map(|one| if one.is_control() { ' ' } else { one }).take(LONGEST_QUOTE + 1).collect();
    match clean.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &clean[..end]),
        None => clean,
    }
}

/// `‘a’, ‘b’`
fn quoted<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let quotes = texts.into_iter().take(NAMED).map(|text| format!("‘{}’", shortened(text)));
    quotes.collect::<Vec<_>>().join(", ")
}

fn quoted_typed(typed: &[&Typed]) -> String {
    quoted(typed.iter().map(|one| one.text.as_str()))
}

fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.01 { "1% 미만".into() } else { format!("{:.0}%", share * 100.0) }
}

/// What speaks for a need, the plainest first.
pub(super) fn evidence(seen: &Seen, signs: &Signs, need: Need) -> Vec<String> {
    let shares = seen.shares.iter().filter_map(|share| of_share(seen, signs, share, need));
    let mut told: Vec<String> = shares.take(2).collect();
    told.extend(of_sites(seen, need));
    let themes = themes_of(&seen.searches, need);
    told.extend(themes.iter().take(2).map(|(theme, typed)| of_searches(theme, typed)));
    let liked = liked(seen, need);
    if !liked.is_empty() {
        told.push(format!("관심사 목록에 {}도 들어 있다.", quoted_typed(&liked)));
    }
    if need == Need::Belonging {
        told.extend(of_hours(seen));
    }
    told.truncate(MOST_EVIDENCE);
    told
}

fn clearly(weights: &[(Need, f64)], need: Need) -> bool {
    weights.iter().any(|(one, weight)| *one == need && *weight >= CLEARLY)
}

fn of_share(seen: &Seen, signs: &Signs, share: &Share, need: Need) -> Option<String> {
    let kind = share.category.kind();
    if !clearly(kind.needs, need) || share.share < WORTH_TELLING {
        return None;
    }
    let (label, part) = (kind.label, percent(share.share));
    Some(match seen.visits {
        Some(all) => {
            let main = share.category.main_need() == Some(need);
            let often = match frequent(seen).any(|one| main && one.category == share.category) {
                true if signs.passion[need as usize] => " 잦지만 즐겨서 하는 일로 본다.",
                true => " 이만큼 잦으면 결핍의 신호로 본다.",
                false => "",
            };
            format!("방문 {all}번 가운데 {}번, 곧 {part}가 {label} 쪽이다.{often}", share.visits)
        }
        None => format!("드나드는 곳과 고른 갈래의 {part}가 {label} 쪽이다."),
    })
}

fn of_sites(seen: &Seen, need: Need) -> Option<String> {
    let speaks = |site: &&Site| site.categories.iter().any(|category| clearly(category.kind().needs, need));
    let often = |site: &&Site| seen.visits.is_none_or(|all| site.visits as f64 >= WORTH_TELLING * all as f64);
    let sites: Vec<String> = seen
        .sites
        .iter()
        .filter(speaks)
        .filter(often)
        .take(NAMED)
        .map(|site| match site.visits {
            0 => shortened(&site.host),
            visits => format!("{}({visits}번)", shortened(&site.host)),
        })
        .collect();
    (!sites.is_empty()).then(|| format!("{} 같은 곳에 드나든다.", sites.join(", ")))
}

type Group<'a> = (&'static Theme, Vec<&'a Typed>);

/// The themes of what was typed that speak of a need, those that speak most of it first.
fn themes_of<'a>(typed: &'a [Typed], need: Need) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for one in typed {
        for theme in one.themes.iter().filter(|theme| clearly(theme.needs, need)) {
            match groups.iter_mut().find(|(known, _)| std::ptr::eq(*known, *theme)) {
                Some((_, typed)) => typed.push(one),
                None => groups.push((theme, vec![one])),
            }
        }
    }
    let speaks = |(theme, typed): &Group| theme.weight(need) * typed.len() as f64;
    groups.sort_by(|one, other| speaks(other).total_cmp(&speaks(one)));
    groups
}

fn of_searches(theme: &Theme, typed: &[&Typed]) -> String {
    match typed.len() {
        1 => format!("{}처럼 {} 말을 찾아보았다.", quoted_typed(typed), theme.what),
        count => format!("{}처럼 {} 말을 {count}가지 찾아보았다.", quoted_typed(typed), theme.what),
    }
}

fn liked(seen: &Seen, need: Need) -> Vec<&Typed> {
    let speaks = |typed: &&Typed| typed.themes.iter().any(|theme| clearly(theme.needs, need));
    seen.interests.iter().filter(speaks).collect()
}

fn of_hours(seen: &Seen) -> impl Iterator<Item = String> {
    let night = seen.night.filter(|share| *share > NIGHT);
    let weekend = seen.weekend.filter(|ratio| *ratio > WEEKEND);
    let night = night
        .map(|share| format!("방문의 {}가 새벽 두 시와 여섯 시 사이에 있다. 외로움의 신호로 본다.", percent(share)));
    let weekend = weekend.map(|ratio| format!("주말 하루의 방문이 평일 하루의 {ratio:.1}배다. 외로움의 신호로 본다."));
    night.into_iter().chain(weekend)
}

/// What the traces of a need are read as: the clearest of them, the state of the need, and which others it speaks of.
pub(super) fn interpretation(seen: &Seen, need: Need, actual: f64, state: NeedState) -> String {
    let mut told: Vec<String> = Vec::new();
    let clearest = clearest(seen, need);
    told.extend(clearest.iter().map(|(read, _)| (*read).to_owned()));
    told.push(state_of(need, actual, state).to_owned());
    let others: Vec<&str> = clearest
        .iter()
        .flat_map(|(_, weights)| weights.iter())
        .filter(|(one, _)| *one != need)
        .take(2)
        .map(|(one, _)| LABELS[*one as usize])
        .collect();
    if !others.is_empty() {
        told.push(format!("같은 흔적을 {} 쪽으로도 나누어 읽었다.", others.join("·")));
    }
    told.join(" ")
}

type Clearest = (&'static str, &'static [(Need, f64)]);

/// Of the searches and interests, if any speak of the need; else of the kinds of content.
fn clearest(seen: &Seen, need: Need) -> Option<Clearest> {
    let searched = themes_of(&seen.searches, need);
    let liked = themes_of(&seen.interests, need);
    let theme = searched.first().or(liked.first()).map(|(theme, _)| *theme);
    let kind = || {
        let kinds = seen.shares.iter().map(|share| share.category.kind());
        kinds.into_iter().find(|kind| clearly(kind.needs, need)).map(|kind| (kind.read, kind.needs))
    };
    theme.map(|theme| (theme.read, theme.needs)).or_else(kind)
}

fn state_of(need: Need, actual: f64, state: NeedState) -> &'static str {
    let reading = &READINGS[need as usize];
    match state {
        NeedState::Critical => reading.critical,
        NeedState::Deficient => reading.deficient,
        _ if actual < QUIET => reading.quiet,
        NeedState::Satisfied => reading.satisfied,
        NeedState::Balanced => reading.balanced,
    }
}

pub(super) fn reason(need: Need, kind: DeficiencyType) -> &'static str {
    let reading = &READINGS[need as usize];
    match kind {
        DeficiencyType::Suppressed => reading.suppressed,
        DeficiencyType::Avoided => reading.avoided,
        DeficiencyType::Satisfied => reading.met,
        DeficiencyType::Frustrated => reading.frustrated,
        DeficiencyType::Unaware => reading.unaware,
    }
}

/// Of what is done again and again and fills nothing.
pub(super) fn why_hungry(need: Need) -> &'static str {
    READINGS[need as usize].hungry
}

pub(super) fn shortfall(seen: &Seen, category: Category, baseline: f64, kind: DeficiencyType) -> String {
    let (share, label) = (seen.shares.iter().find(|share| share.category == category), category.kind().label);
    let found = match (share, seen.visits) {
        (Some(share), Some(all)) => {
            format!("{label} 쪽은 방문 {all}번 가운데 {}번({})에 그친다", share.visits, percent(share.share))
        }
        (Some(share), None) => format!("{label} 쪽은 드나드는 곳의 {}에 그친다", percent(share.share)),
        (None, Some(all)) => format!("방문 {all}번 가운데 {label} 쪽은 한 번도 없다"),
        (None, None) => format!("드나드는 곳 가운데 {label} 쪽은 하나도 없다"),
    };
    let common = format!("{found}. 여느 사람의 기준선 {baseline:.1}에 못 미친다.");
    let about =
        |typed: &[Typed]| quoted(typed.iter().filter(|one| one.is_about(category)).map(|one| one.text.as_str()));
    match kind {
        DeficiencyType::Suppressed => format!("{common} 그러면서도 {} 같은 말을 찾아보았다.", about(&seen.searches)),
        DeficiencyType::Unaware => format!("{common} 관심사로는 {}도 적어 두었다.", about(&seen.interests)),
        DeficiencyType::Avoided if seen.avoided.iter().any(|one| one.is_about(category)) => {
            format!("{common} {} 같은 화제는 피하고 싶다고 했다.", about(&seen.avoided))
        }
        DeficiencyType::Frustrated if seen.declared.contains(&category) => {
            format!("{common} 고른 갈래에는 이쪽도 들어 있으니 예전에는 드나들던 사람으로 본다.")
        }
        DeficiencyType::Frustrated => {
            let over = seen.searches.iter().filter(|one| one.is_about(category) && tells_an_end(&one.text));
            let over = quoted(over.map(|one| one.text.as_str()));
            format!("{common} {over} 같은 말로 미루어 예전에는 이쪽에 있던 사람으로 본다.")
        }
        _ => common,
    }
}

pub(super) fn avoided(topics: &[&Typed]) -> String {
    format!("{} 같은 화제는 피하고 싶다고 했다.", quoted_typed(topics))
}

pub(super) fn ended(searches: &[&Typed]) -> String {
    format!("{} 같은 말을 찾아보았다. 한때 있었으나 끝난 일을 가리키는 말이다.", quoted_typed(searches))
}

pub(super) fn suppressed(searches: &[&Typed]) -> String {
    let count = searches.len();
    format!("{}처럼 묻는 말이 {count}가지인데, 그쪽으로 실제 발을 들인 흔적은 드물다.", quoted_typed(searches))
}

pub(super) fn hungry(seen: &Seen, need: Need, searches: &[&Typed]) -> Option<String> {
    let share = frequent(seen).find(|share| share.category.main_need() == Some(need))?;
    let beside = match searches.is_empty() {
        true => String::new(),
        false => format!(", 그 곁에서 {} 같은 말을 찾았다", quoted_typed(searches)),
    };
    let (label, limit) = (share.category.kind().label, percent(FREQUENT));
    Some(format!("{label} 쪽이 방문의 {}로 {limit}를 넘는데{beside}.", percent(share.share)))
}

pub(super) fn unaware(interests: &[&Typed]) -> String {
    format!("관심사로 {}도 적어 두었지만, 찾아보거나 드나든 흔적은 없다.", quoted_typed(interests))
}

pub(super) fn glad(seen: &Seen, interests: &[&Typed]) -> String {
    let by_day = if seen.night.is_some() { " 한밤에 몰리지도 않는다." } else { "" };
    let named = quoted_typed(interests);
    format!("관심사로 밝힌 {named} 같은 일을 실제로 찾아 하고 있다. 그 곁에 모자람을 말하는 검색이 드물다.{by_day}")
}
