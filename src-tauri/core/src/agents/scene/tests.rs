use uuid::Uuid;

use super::{
    check, compose,
    objects::{Verdict, verdict},
    order,
    sample::{PEOPLE, analysis, character, material, traumas},
    trauma,
};
use crate::{
    agents::{Severity, Violation, shapes::Scene},
    pools::{Need, draw::NeedVector},
};

fn scene_of(person: usize, seed: u32) -> Scene {
    let (archetype, needs, fear) = PEOPLE[person];
    compose(&material(archetype, seed), &character(archetype, fear), &analysis(needs), seed)
}

fn rules(broken: &[Violation]) -> Vec<&str> {
    broken.iter().map(|one| one.rule.as_str()).collect()
}

fn only(need: Need, value: f64) -> NeedVector {
    NeedVector::from_each(|other| Ok::<f64, ()>(if other == need { value } else { 0.0 })).unwrap()
}

#[test]
fn twelve_people_get_scenes_that_break_no_rule() {
    for (person, (archetype, ..)) in PEOPLE.iter().enumerate() {
        for seed in 0..20 {
            let broken = check(&scene_of(person, seed), &material(archetype, seed));
            assert_eq!(broken, [], "{archetype} with seed {seed}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_scene_and_others_give_others() {
    assert_eq!(scene_of(0, 7), scene_of(0, 7));
    let names = |seed| scene_of(0, seed).objects.into_iter().map(|one| one.name).collect::<Vec<_>>();
    assert!((1..20).any(|seed| names(seed) != names(0)));
}

#[test]
fn the_strongest_need_paints_and_lights_the_second_and_third_add_colours() {
    let (scene, material) = (scene_of(2, 3), material("cozy_creative", 3));
    let need = |id: Uuid| material.visuals.iter().find(|one| one.id == id).unwrap().need;
    let said = &scene.visual_language;
    let colours = [&said.colors.primary, &said.colors.secondary, &said.colors.accent];
    assert_eq!(colours.map(|one| need(one.source.id)), [Need::Belonging, Need::Growth, Need::Meaning]);
    assert_eq!(need(said.lighting.light.source.id), Need::Belonging);
    assert_eq!(need(said.space.layout.source.id), Need::Belonging);
    assert_eq!(
        said.mood.iter().map(|one| need(one.source.id)).collect::<Vec<_>>(),
        [Need::Belonging, Need::Growth, Need::Meaning]
    );
}

#[test]
fn one_need_above_the_cut_gives_all_three_colours() {
    let (scene, material) = (scene_of(11, 1), material("meaning_seeker", 1));
    let said = &scene.visual_language.colors;
    let ids = [&said.primary, &said.secondary, &said.accent].map(|one| one.source.id);
    let of_meaning = |id: &Uuid| material.visuals.iter().any(|one| one.id == *id && one.need == Need::Meaning);
    assert!(ids.iter().all(of_meaning));
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
}

#[test]
fn a_requirement_is_a_need_an_operator_and_a_number() {
    let needs = only(Need::Belonging, 0.6);
    let cases = [
        ("belonging > 0.6", Verdict::Fails),
        ("belonging >= 0.6", Verdict::Holds),
        ("belonging<0.61", Verdict::Holds),
        (" belonging <= .6 ", Verdict::Holds),
        ("growth > 0.1", Verdict::Fails),
        ("hunger < 0.5", Verdict::Fails),
        ("belonging => 0.6", Verdict::Unreadable),
        ("belonging > much", Verdict::Unreadable),
        ("belonging > -1", Verdict::Unreadable),
        ("belonging > inf", Verdict::Unreadable),
        ("belonging", Verdict::Unreadable),
        ("> 0.5", Verdict::Unreadable),
        ("a b > 0.5", Verdict::Unreadable),
        ("", Verdict::Unreadable),
    ];
    for (requirement, expected) in cases {
        assert_eq!(verdict(requirement, &needs), expected, "{requirement}");
    }
}

#[test]
fn what_is_required_and_missing_is_left_out_and_what_nobody_can_read_stays_with_a_note() {
    let mut material = material("developer_gamer", 0);
    let (_, needs, fear) = PEOPLE[10];
    let who = character("developer_gamer", fear);
    for seed in 0..40 {
        let scene = compose(&material, &who, &analysis(needs), seed);
        assert!(scene.objects.iter().all(|one| !one.name.contains("게임기")), "it requires belonging above 0.6");
    }
    let objects = &mut material.archetype.as_mut().unwrap().objects;
    objects.truncate(3);
    objects[0].requirement = Some("someone comes".into());
    let scene = compose(&material, &who, &analysis(needs), 1);
    assert!(scene.objects.iter().any(|one| one.name.contains("게임기")));
    assert!(scene.reasoning.contains("읽을 수 없어서"));
    assert_eq!(rules(&check(&scene, &material)), ["requirement-unreadable"]);
}

#[test]
fn every_band_of_order_can_be_reached() {
    let needs = |survival, autonomy, growth| NeedVector { survival, autonomy, growth, ..only(Need::Meaning, 0.5) };
    let reached = [needs(0.1, 0.9, 0.8), needs(0.5, 0.5, 0.5), needs(0.9, 0.5, 0.4), needs(0.95, 0.2, 0.1)];
    assert_eq!(reached.map(|needs| order::organization(&needs)), order::BANDS);
}

#[test]
fn traumas_are_found_by_their_words() {
    let material = material("developer_gamer", 0);
    let found = |fear: &str| -> Vec<String> {
        trauma::detected(&material, &character("developer_gamer", fear)).iter().map(|one| one.name.clone()).collect()
    };
    assert_eq!(found("믿었던 사람이 등을 돌린 날, 배신"), ["broken_trust"]);
    assert_eq!(found("외톨이로 혼자 남는 것, 거절"), ["isolation", "rejection"]);
    assert!(found("날씨").is_empty());
    let none = scene_of(10, 0);
    assert_eq!(none.defensive_elements.len(), 2, "without words the needs decide");
    assert!(none.defensive_elements.iter().all(|one| one.source.label == "손 밖의 일"), "autonomy fears for control");
}

#[test]
fn every_placement_of_the_seeds_has_english_words() {
    for placement in traumas().iter().flat_map(|one| &one.elements).map(|one| &one.placement) {
        assert_ne!(trauma::in_english(placement), "in plain sight", "{placement}");
    }
}

#[test]
fn what_is_drawn_twice_stands_there_once() {
    for person in 0..PEOPLE.len() {
        for seed in 0..30 {
            let scene = scene_of(person, seed);
            let objects = scene.objects.iter().map(|one| &one.name);
            let mut heads: Vec<&str> = objects
                .chain(scene.defensive_elements.iter().map(|one| &one.object))
                .map(|name| super::head(name))
                .collect();
            let all = heads.len();
            heads.sort_unstable();
            heads.dedup();
            assert_eq!(heads.len(), all, "{heads:?}");
            assert_eq!((scene.objects.len(), scene.defensive_elements.len()), (5, 2));
        }
    }
}

#[test]
fn an_empty_pool_still_gives_a_scene_and_the_check_says_what_is_wrong() {
    let (_, needs, fear) = PEOPLE[0];
    let scene = compose(&Default::default(), &character("nobody", fear), &analysis(needs), 0);
    let broken = check(&scene, &Default::default());
    assert!(Violation::any_critical(&broken));
    assert!(rules(&broken).contains(&"source-unknown") && rules(&broken).contains(&"objects-few"));
}

#[test]
fn whatever_is_changed_in_a_scene_is_noticed() {
    let material = material("cozy_creative", 3);
    let broken_by = |change: &dyn Fn(&mut Scene)| {
        let mut scene = scene_of(2, 3);
        change(&mut scene);
        let broken = check(&scene, &material);
        (broken.iter().any(|one| one.severity == Severity::Critical), rules(&broken).join(" "))
    };
    let see = |rule: &str, critical: bool, change: &dyn Fn(&mut Scene)| {
        let (found_critical, found) = broken_by(change);
        assert!(found.contains(rule) && found_critical == critical, "{rule}: {found}");
    };
    see("source-unknown", true, &|scene| scene.visual_language.colors.primary.source.id = Uuid::nil());
    see("source-kind", true, &|scene| scene.visual_language.space.layout = scene.visual_language.mood[0].clone());
    see("source-unknown", true, &|scene| scene.objects[0].source.pool = "dreams".into());
    see("objects-few", true, &|scene| scene.objects.truncate(1));
    see("object-twice", false, &|scene| scene.objects[1] = scene.objects[0].clone());
    see("prompt-leaves-out", true, &|scene| scene.objects[0].fragment = "an elephant".into());
    see("defences-many", true, &|scene| {
        let one = scene.defensive_elements[0].clone();
        scene.defensive_elements.push(one);
    });
    see("defence-unknown", true, &|scene| scene.defensive_elements[0].object = "성벽".into());
    see("prompt-format", true, &|scene| scene.image_prompt = scene.image_prompt.replace("256x512", "wide"));
    see("negative-leaves-out", false, &|scene| scene.negative_prompt = "blur".into());
    see("prompt-length", true, &|scene| scene.image_prompt.push_str(&"more ".repeat(1000)));
    see("prompt-language", false, &|scene| scene.image_prompt.push('방'));
    see("lighting-range", true, &|scene| scene.visual_language.lighting.warmth = 1.5);
    see("organization-unknown", false, &|scene| scene.visual_language.space.organization = "messy".into());
    see("archetype-differs", false, &|scene| scene.archetype = "somebody".into());
    see("reasoning-missing", false, &|scene| scene.reasoning.clear());
    see("mood-missing", false, &|scene| scene.visual_language.mood.clear());
}

#[test]
fn usage_tells_which_rows_are_in_the_scene() {
    let mut material = material("developer_gamer", 0);
    material.choose(&scene_of(0, 0));
    let used = material.usage();
    assert_eq!(used.len(), 120);
    let chosen = used.iter().filter(|(.., chosen)| *chosen).count();
    assert!((8..=12).contains(&chosen), "{chosen}");
}
