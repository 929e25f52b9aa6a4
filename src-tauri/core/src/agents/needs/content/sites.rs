//! Which kinds of content a site holds, by its name or its ending. The table itself is `sites.txt`.

use std::{collections::BTreeMap, sync::LazyLock};

use super::categories::Category;

/// The host name of what somebody wrote: `https://m.Blog.example.com:80/x` is `m.blog.example.com`.
pub fn host(written: &str) -> String {
    let lower = written.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.').to_owned()
}

/// Of a host name: the longest name known that it is or lies under, else what its ending says.
pub fn categories(host: &str) -> &'static [Category] {
    let ends = || host.match_indices('.').map(|(at, _)| &host[at..]);
    let known = SITES.get(host).or_else(|| ends().find_map(|end| SITES.get(&end[1..])));
    known.or_else(|| ends().find_map(|end| SITES.get(&format!("*{end}")))).map_or(&[], Vec::as_slice)
}

/// Endings are kept with a star before them.
static SITES: LazyLock<BTreeMap<String, Vec<Category>>> = LazyLock::new(|| {
    let lines = include_str!("sites.txt").lines().filter(|line| !line.starts_with('#'));
    let groups = lines.filter_map(|line| line.split_once(": "));
    groups
        .flat_map(|(kinds, hosts)| {
            let kinds: Vec<Category> = kinds.split(" + ").filter_map(Category::from_name).collect();
            hosts.split_whitespace().map(move |host| (host.to_owned(), kinds.clone()))
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::{Category, SITES, categories, host};

    #[test]
    fn a_host_is_read_out_of_an_address() {
        for (written, expected) in [
            ("https://www.GitHub.com/rust-lang", "github.com"),
            (" naver.com. ", "naver.com"),
            ("http://localhost:8080/x", "localhost"),
            ("", ""),
            ("📚", "📚"),
        ] {
            assert_eq!(host(written), expected, "{written}");
        }
    }

    #[test]
    fn a_site_is_known_by_its_name_its_parent_or_its_ending() {
        assert_eq!(categories("music.youtube.com"), [Category::Music]);
        assert_eq!(categories("m.youtube.com"), [Category::Entertainment]);
        assert_eq!(categories("snu.ac.kr"), [Category::Education]);
        assert_eq!(categories("suncheon.go.kr"), [Category::Civic]);
        assert_eq!(categories("kma.go.kr"), [Category::Safety]);
        for unknown in ["notgithub.com", "", ".", "📚.", "kr"] {
            assert_eq!(categories(unknown), [], "{unknown}");
        }
    }

    #[test]
    fn every_line_names_kinds_that_exist_and_every_site_once() {
        let lines = include_str!("sites.txt").lines().filter(|line| !line.starts_with('#'));
        let mut sites = 0;
        for line in lines {
            let (kinds, hosts) = line.split_once(": ").unwrap_or_else(|| panic!("{line}"));
            assert!(kinds.split(" + ").all(|kind| Category::from_name(kind).is_some()), "{line}");
            sites += hosts.split_whitespace().count();
        }
        assert_eq!(SITES.len(), sites, "some site stands twice");
        assert!(sites >= 120, "{sites}");
    }
}
