//! Reading many runs: the list as a table, what runs are found by, how they look in numbers, and what people add to them.

use greenroom_core::{
    ErrorCode,
    agents::Agent,
    runs::{
        list::{newest_first, table},
        marks::{RunMarks, Triage, archive, delete, mark, purge},
        survey::survey,
    },
    tables::{
        filter::{Filter, Test},
        list::{self, Sort},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::runs::{Works, sample, with};

async fn numbers(works: &Works, filter: &Filter, sort: &str) -> Vec<i64> {
    let sort: Sort = sort.parse().expect("a sort");
    let page = list::page(works.console().pool(), table(), filter, &sort, None, None).await.expect("a page");
    assert_eq!(page.total.value as usize, page.items.len());
    page.items.iter().map(|row| row.0["number"].as_i64().expect("a number")).collect()
}

fn saying(text: &str) -> Filter {
    Filter { text: Some(text.to_owned()), ..Filter::default() }
}

async fn short(works: &Works, name: &str) -> Uuid {
    works.driven(&with(sample(name), |config| config.until = Some(Agent::Needs))).await.summary.id
}

#[tokio::test]
async fn runs_are_a_table_like_any_other() {
    let works = Works::begin().await;
    for name in ["default", "achiever", "free-spirit"] {
        short(&works, name).await;
    }
    assert_eq!(numbers(&works, &Filter::default(), "number:desc").await, [3, 2, 1]);
    let pool = works.console().pool();
    let (first, next) =
        list::rows(pool, table(), &Filter::default(), &newest_first(), None, Some(2)).await.expect("a page");
    let (second, end) = list::rows(pool, table(), &Filter::default(), &newest_first(), next.as_deref(), Some(2))
        .await
        .expect("the next page");
    assert_eq!((first.len(), second.len(), end), (2, 1, None));
    assert_eq!(second[0].0["number"], 1);
    for column in table().columns.iter().filter(|column| column.sortable) {
        for direction in ["asc", "desc"] {
            let sorted = numbers(&works, &Filter::default(), &format!("{}:{direction}", column.key)).await;
            assert_eq!(sorted.len(), 3, "{} {direction}", column.key);
        }
    }
    let quick =
        Filter::default().with("durationMs", Test::AtLeast, [json!(0)]).with("status", Test::Any, [json!("completed")]);
    assert_eq!(numbers(&works, &quick, "durationMs").await.len(), 3);
    let person: String = works.told("select person from knock.agent_jobs where number = 2").await;
    let facet = list::facet(pool, table(), &Filter::default(), "person", None).await.expect("a facet");
    assert!(facet.values.iter().any(|one| one.value == person && one.count == 1));
}

#[tokio::test]
async fn runs_are_found_by_what_was_in_them() {
    let works = Works::begin().await;
    let whole = works.driven(&sample("default")).await;
    let pending = works.started(&with(sample("achiever"), |config| config.dry_run = true)).await;
    let output = whole.output.expect("an output");
    let belief = output["character"]["traumaAndLearning"]["trauma"]["deepestFear"].as_str().expect("a fear");
    let prompt = output["prompts"]["systemPrompt"].as_str().expect("a prompt");
    let heading = prompt.lines().rfind(|line| line.chars().count() > 12).expect("a line");
    for text in [belief, heading] {
        assert_eq!(numbers(&works, &saying(&format!("\"{text}\"")), "number").await, [1], "{text}");
    }
    // Two syllables from the middle of a word, and the words of an input that nobody worked on yet.
    let word = belief.split_whitespace().max_by_key(|word| word.chars().count()).expect("a word");
    let middle: String = word.chars().skip(1).take(2).collect();
    assert!(numbers(&works, &saying(&middle), "number").await.contains(&1), "{middle}");
    let interest: String =
        works.told("select input #>> '{userData,interests,0}' from knock.agent_jobs where number = 2").await;
    let found = numbers(&works, &saying(&interest), "number").await;
    assert!(found.contains(&2), "{interest}: {found:?}");
    assert_eq!(numbers(&works, &saying("#2"), "number").await, [2]);
    assert!(numbers(&works, &saying("nothing-like-it"), "number").await.is_empty());

    // A run that another program ended is found by its error after the next sweep.
    works
        .sql(&format!(
            "update knock.agent_jobs set status = 'failed', error_message = 'the moon was in the way',
               started_at = now(), completed_at = now() - interval '1 minute' where id = '{pending}'"
        ))
        .await;
    crate::support::eventually("the error is found", async || numbers(&works, &saying("moon"), "number").await == [2])
        .await;
}

#[tokio::test]
async fn the_pairs_of_letters_are_those_of_the_database() {
    let works = Works::begin().await;
    works.driven(&sample("default")).await;
    let differing = works
        .count(
            "knock.agent_job_texts where array(select unnest(pairs) order by 1)
               <> array(select unnest(console.letter_pairs(text)) order by 1)",
        )
        .await;
    assert_eq!(differing, 0);
}

#[tokio::test]
async fn a_filter_is_told_in_numbers() {
    let works = Works::begin().await;
    short(&works, "default").await;
    short(&works, "achiever").await;
    works.started(&sample("free-spirit")).await;
    let pool = works.console().pool();
    let all = survey(pool, &Filter::default()).await.expect("a survey");
    let states: Vec<(&str, u32)> = all.states.iter().map(|one| (one.state.as_str(), one.count)).collect();
    assert_eq!((all.total, states), (3, vec![("pending", 1), ("completed", 2)]));
    let summed = |of: fn(&greenroom_core::runs::survey::RunBucket) -> u32| all.buckets.iter().map(of).sum::<u32>();
    assert_eq!((summed(|one| one.completed), summed(|one| one.failed), summed(|one| one.other)), (2, 0, 1));
    assert!(all.p50_ms.is_some_and(|ms| ms > 0.0) && all.p95_ms >= all.p50_ms);
    let none = survey(pool, &Filter::default().with("status", Test::Any, [json!("failed")])).await.expect("a survey");
    assert_eq!((none.total, none.buckets.len(), none.mean_quality), (0, 0, None));
    let odd = survey(pool, &Filter::default().with("nothing", Test::Empty, [])).await.expect_err("no such column");
    assert_eq!(odd.code, ErrorCode::Invalid);
}

#[tokio::test]
async fn people_mark_runs_and_put_them_away() {
    let works = Works::begin().await;
    let over = short(&works, "default").await;
    let pending = works.started(&sample("achiever")).await;
    let console = works.console();
    let marks = |marks: Value| serde_json::from_value::<RunMarks>(marks).expect("marks");
    let both = [over, pending];
    assert_eq!(
        mark(console, &both, &marks(json!({ "addTags": ["느림", " odd "], "triage": "looking" })))
            .await
            .expect("marked"),
        2
    );
    let more =
        marks(json!({ "addTags": ["느림", "z"], "removeTags": ["odd"], "note": "모델이 붐볐다", "label": "첫 실행" }));
    mark(console, &[over], &more).await.expect("marked");
    let row = works.run(over).await.summary;
    assert_eq!(
        (row.tags, row.triage.as_str(), row.note.as_str()),
        (vec!["느림".into(), "z".into()], "looking", "모델이 붐볐다")
    );
    assert_eq!(row.label.as_deref(), Some("첫 실행"));
    assert_eq!(works.run(pending).await.summary.tags, ["느림", "odd"]);
    mark(console, &[over], &marks(json!({ "label": " " }))).await.expect("marked");
    assert_eq!(works.run(over).await.summary.label, None);
    let refused = mark(console, &both, &marks(json!({ "addTags": [""] }))).await.expect_err("an empty tag");
    assert_eq!(refused.field.as_deref(), Some("addTags"));
    assert_eq!(Triage::read("known").expect("a word"), Triage::Known);
    assert!(Triage::read("unknown").is_err());

    let in_sight = Filter::default().with("archivedAt", Test::Empty, []).with("deletedAt", Test::Empty, []);
    assert_eq!(archive(console, &both, true).await.expect("archived"), 1, "only what is over");
    assert_eq!(numbers(&works, &in_sight, "number").await, [2]);
    archive(console, &[over], false).await.expect("back");
    assert_eq!(delete(console, &both, true).await.expect("deleted"), 1, "only what is over");
    assert_eq!(delete(console, &[over], true).await.expect("nothing"), 0, "it is deleted already");
    assert_eq!(numbers(&works, &in_sight, "number").await, [2]);
    assert_eq!(purge(console, 1).await.expect("purged"), 0, "not so long ago");
    assert_eq!(delete(console, &[over], false).await.expect("back"), 1);
    assert_eq!(numbers(&works, &in_sight, "number:desc").await, [2, 1]);
    delete(console, &[over], true).await.expect("deleted");
    assert_eq!(purge(console, 0).await.expect("purged"), 1);
    assert_eq!(works.count("knock.agent_jobs").await, 1);
    assert_eq!(works.count(&format!("knock.agent_job_events where job_id = '{over}'")).await, 0);
}
