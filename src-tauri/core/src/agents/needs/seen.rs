//! What a run's input shows, put in order: kinds of content with their shares, known sites, what was typed, when. It
//! counts and looks up; what any of it means is for `weigh` and `absences`.

use std::collections::{BTreeMap, BTreeSet};

use super::content::{Category, Theme, Tone, sites, themes};
use crate::{
    agents::input::{BrowsingHistory, RunInput, UserData},
    pools::Need,
};

/// So many visits it takes before one speaks of how often.
pub(super) const FEW_VISITS: u64 = 20;
/// So many different things make a whole person.
const ENOUGH_THINGS: f64 = 16.0;

pub(super) struct Seen {
    /// The largest first.
    pub shares: Vec<Share>,
    /// Visits in all, if they were counted. If not, shares are of what was listed.
    pub visits: Option<u64>,
    /// Sites that mean something, the most visited first.
    pub sites: Vec<Site>,
    pub searches: Vec<Typed>,
    pub interests: Vec<Typed>,
    pub avoided: Vec<Typed>,
    /// Kinds of content that the person named, apart from any counting.
    pub declared: Vec<Category>,
    /// The share of visits between two and six at night.
    pub night: Option<f64>,
    /// How many times a working day's visits a day of the weekend has.
    pub weekend: Option<f64>,
    /// From nothing to enough: 0 to 1.
    pub confidence: f64,
}

pub(super) struct Share {
    pub category: Category,
    pub visits: u64,
    pub share: f64,
}

pub(super) struct Site {
    pub host: String,
    pub visits: u64,
    pub categories: &'static [Category],
}

/// Something typed, and what it is about; nothing if no stem knows it.
pub(super) struct Typed {
    pub text: String,
    pub themes: Vec<&'static Theme>,
}

impl Typed {
    /// It is about that kind of content, and read as the same need.
    pub fn is_about(&self, category: Category) -> bool {
        self.themes.iter().any(|theme| theme.is_about(category))
    }

    /// It is about it because it is missing.
    pub fn longs_for(&self, category: Category) -> bool {
        self.themes.iter().any(|theme| theme.is_about(category) && theme.tone == Tone::Lack)
    }

    /// It speaks of the need first, as of something missing.
    pub fn lacks(&self, need: Need) -> bool {
        self.themes.iter().any(|theme| theme.main_need() == Some(need) && theme.tone == Tone::Lack)
    }
}

impl Seen {
    pub fn of(input: &RunInput) -> Seen {
        let user = &input.user_data;
        let history = user.browsing_history.as_ref();
        let typed_there = history.map(|history| history.keywords.as_slice()).unwrap_or_default();
        let searches = typed(user.keywords.iter().chain(typed_there));
        let interests = typed(&user.interests);
        let avoided = typed(&user.avoid_topics);
        let declared: BTreeSet<Category> = user.categories.iter().filter_map(|name| category_of(name)).collect();
        let sites = sites_of(user);
        let counted = history.and_then(counted_shares);
        let visits = counted.as_ref().map(|(visits, _)| *visits);
        let shares =
            counted.map_or_else(|| listed_shares(&declared, &sites, &searches, &interests), |(_, shares)| shares);
        let things = sites.len() + searches.len() + interests.len() + avoided.len() + declared.len();
        let counted_things = visits.unwrap_or_default().min(300) as f64 / 50.0;
        Seen {
            shares,
            visits,
            sites: sites.into_iter().filter(|site| says_something(site.categories)).collect(),
            searches,
            interests,
            avoided,
            declared: declared.into_iter().collect(),
            night: history.and_then(|history| night(&history.hours)),
            weekend: history.and_then(|history| weekend(&history.days)),
            confidence: ((things as f64 + counted_things) / ENOUGH_THINGS).min(1.0),
        }
    }

    pub fn share(&self, category: Category) -> f64 {
        self.shares.iter().find(|share| share.category == category).map_or(0.0, |share| share.share)
    }
}

fn says_something(categories: &[Category]) -> bool {
    categories.iter().any(|category| *category != Category::General)
}

fn category_of(name: &str) -> Option<Category> {
    Category::from_name(name).or_else(|| themes::of(name).iter().find_map(|theme| theme.category))
}

/// Each thing once, in the order in which it first came.
fn typed<'a>(given: impl IntoIterator<Item = &'a String>) -> Vec<Typed> {
    let mut known = BTreeSet::new();
    let spoken = given.into_iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    spoken
        .filter(|text| known.insert(text.to_lowercase()))
        .map(|text| Typed { text: text.to_owned(), themes: themes::of(text) })
        .collect()
}

fn sites_of(user: &UserData) -> Vec<Site> {
    let counted = user.browsing_history.iter().flat_map(|history| &history.domains);
    let mut visits: BTreeMap<String, u64> = BTreeMap::new();
    for (written, count) in
        user.domains.iter().map(|domain| (domain, 0)).chain(counted.map(|one| (&one.domain, u64::from(one.count))))
    {
        *visits.entry(sites::host(written)).or_default() += count;
    }
    visits.remove("");
    let mut sites: Vec<Site> =
        visits.into_iter().map(|(host, visits)| Site { categories: sites::categories(&host), host, visits }).collect();
    sites.sort_by_key(|site| std::cmp::Reverse(site.visits));
    sites
}

/// How often, where the product counted. What it files under `news` or `general` is told apart by its sites.
fn counted_shares(history: &BrowsingHistory) -> Option<(u64, Vec<Share>)> {
    let mut given: BTreeMap<Category, u64> = BTreeMap::new();
    for one in &history.categories {
        *given.entry(category_of(&one.category).unwrap_or(Category::General)).or_default() += u64::from(one.count);
    }
    let told = given.values().sum::<u64>();
    let mut by_site: BTreeMap<Category, u64> = BTreeMap::new();
    let mut on_sites = 0;
    for one in &history.domains {
        on_sites += u64::from(one.count);
        for category in sites::categories(&sites::host(&one.domain)) {
            *by_site.entry(*category).or_default() += u64::from(one.count);
        }
    }
    for (category, visits) in by_site {
        if told == 0 || !category.is_official() {
            let known = given.entry(category).or_default();
            *known = visits.max(*known);
        }
    }
    let all = u64::from(history.total_visits).max(told).max(on_sites);
    let shares = given.into_iter().map(|(category, visits)| (category, visits, visits as f64 / all.max(1) as f64));
    (told + on_sites > 0).then(|| (all, largest_first(shares)))
}

/// What was listed without a count, each once; what was typed, if nothing was listed.
fn listed_shares(declared: &BTreeSet<Category>, sites: &[Site], searches: &[Typed], interests: &[Typed]) -> Vec<Share> {
    let mut shares: BTreeMap<Category, f64> = BTreeMap::new();
    let lists = [declared.len(), sites.len()].into_iter().filter(|count| *count > 0).count() as f64;
    for category in declared {
        *shares.entry(*category).or_default() += 1.0 / declared.len() as f64 / lists;
    }
    for category in sites.iter().flat_map(|site| site.categories) {
        *shares.entry(*category).or_default() += 1.0 / sites.len() as f64 / lists;
    }
    if shares.keys().all(|category| *category == Category::General) {
        let all = (searches.len() + interests.len()) as f64;
        let about = searches.iter().chain(interests).flat_map(|typed| &typed.themes);
        for category in about.filter_map(|theme| theme.category) {
            *shares.entry(category).or_default() += 1.0 / all;
        }
    }
    largest_first(shares.into_iter().map(|(category, share)| (category, 0, share)))
}

fn largest_first(shares: impl Iterator<Item = (Category, u64, f64)>) -> Vec<Share> {
    let mut shares: Vec<Share> =
        shares.map(|(category, visits, share)| Share { category, visits, share: share.min(1.0) }).collect();
    shares.sort_by(|one, other| other.share.total_cmp(&one.share));
    shares
}

fn night(hours: &[u32]) -> Option<f64> {
    let sum = |hours: &[u32]| hours.iter().map(|count| u64::from(*count)).sum::<u64>();
    let all = sum(hours);
    (hours.len() == 24 && all >= FEW_VISITS).then(|| sum(&hours[2..6]) as f64 / all as f64)
}

/// At most ten: who is never there on a working day is there ten times as often.
fn weekend(days: &[u32]) -> Option<f64> {
    let sum = |days: &[u32]| days.iter().map(|count| u64::from(*count)).sum::<u64>();
    if days.len() != 7 || sum(days) < FEW_VISITS {
        return None;
    }
    let (working, free) = (sum(&days[..5]) as f64 / 5.0, sum(&days[5..]) as f64 / 2.0);
    Some(if free >= 10.0 * working { 10.0 } else { free / working })
}
