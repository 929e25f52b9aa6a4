//! Templates: drafts that two people write, versions that no longer change, and what publishing shows and keeps.

use greenroom_core::{
    ErrorCode,
    prompts::{Compiled, Mode, sample_context},
    tables::undo,
    tasks::Ticket,
    templates::{
        TemplateState, TemplateVersion,
        contexts::{self, StoredContextEdit},
        diff,
        draft::{self, FieldEdit},
        file::{self, TemplateFile, TemplateFormat},
        publish,
        settings::{self, TemplateSettingsEdit},
        snippets::{self, SnippetEdit},
        usage,
        versions::{self, NewTemplate, TemplateFilter},
    },
};
use serde_json::{Value, json};
use sqlx::Executor;
use uuid::Uuid;

use crate::support::Fresh;

async fn get(fresh: &Fresh, id: Uuid) -> TemplateVersion {
    versions::get(&mut fresh.stranger().await, id).await.expect("a version")
}

async fn default_of(fresh: &Fresh) -> TemplateVersion {
    let id = versions::default_version(&mut fresh.stranger().await).await.expect("a query").expect("a default");
    get(fresh, id).await
}

async fn draft_of(fresh: &Fresh, from: Uuid) -> TemplateVersion {
    let new = NewTemplate { from: Some(from), ..NewTemplate::default() };
    versions::create(&fresh.console, &new).await.expect("a draft")
}

fn edit(field: &str, base: impl Into<Value>, value: impl Into<Value>) -> FieldEdit {
    FieldEdit { field: field.to_owned(), base: base.into(), value: value.into() }
}

async fn write(fresh: &Fresh, draft: &TemplateVersion, section: &str, text: &str) -> TemplateVersion {
    let edit = edit(&format!("sections.{section}"), draft.sections[section].as_str(), text);
    let saved = draft::save(&fresh.console, draft.summary.id, &[edit]).await.expect("saved");
    assert!(saved.conflicts.is_empty());
    saved.version
}

async fn golden(fresh: &Fresh, name: &str, variables: Value) -> Uuid {
    let edit = StoredContextEdit {
        name: name.to_owned(),
        description: None,
        tags: vec!["시험".to_owned()],
        origin: "hand".to_owned(),
        job_id: None,
        variables,
        is_golden: true,
    };
    contexts::save(&fresh.console, None, &edit).await.expect("kept").id
}

async fn published(fresh: &Fresh, draft: &TemplateVersion, note: &str) -> TemplateVersion {
    let check = publish::check(fresh.console.pool(), draft.summary.id).await.expect("a check");
    publish::publish(&fresh.console, draft.summary.id, &check.digest, Some(note)).await.expect("published")
}

#[tokio::test]
async fn a_draft_is_the_next_version_of_what_it_was_made_from() {
    let fresh = Fresh::seeded().await;
    let original = default_of(&fresh).await;
    let draft = draft_of(&fresh, original.summary.id).await;
    assert_eq!((draft.summary.name.as_str(), draft.summary.version.as_str()), (original.summary.name.as_str(), "1.1"));
    assert_eq!((draft.summary.state, draft.summary.based_on), (TemplateState::Draft, Some(original.summary.id)));
    assert_eq!((&draft.sections, &draft.variables), (&original.sections, &original.variables));
    let empty = NewTemplate { name: Some("새 목소리".to_owned()), ..NewTemplate::default() };
    let empty = versions::create(&fresh.console, &empty).await.expect("a new one");
    assert_eq!((empty.summary.version.as_str(), empty.sections.len()), ("1.0", 7));
    let nameless = versions::create(&fresh.console, &NewTemplate::default()).await.expect_err("it has no name");
    assert_eq!((nameless.code, nameless.field.as_deref()), (ErrorCode::Invalid, Some("name")));
}

#[tokio::test]
async fn two_people_on_one_draft_meet_only_in_the_same_section() {
    let fresh = Fresh::seeded().await;
    let draft = draft_of(&fresh, default_of(&fresh).await.summary.id).await;
    let id = draft.summary.id;
    let base = |section: &str| draft.sections[section].clone();
    let mine = [edit("sections.why", base("why"), "## WHY\n내 글"), edit("sections.how", base("how"), "## HOW\n내 글")];
    let theirs = [
        edit("sections.how", base("how"), "## HOW\n네 글"),
        edit("description", json!(draft.summary.description), "네 말"),
    ];
    draft::save(&fresh.console, id, &theirs).await.expect("they were first");
    let saved = draft::save(&fresh.console, id, &mine).await.expect("mine");
    assert_eq!(saved.version.sections["why"], "## WHY\n내 글");
    assert_eq!(saved.version.sections["how"], "## HOW\n네 글", "theirs stays");
    assert_eq!(saved.version.summary.description.as_deref(), Some("네 말"));
    let conflicts: Vec<_> = saved.conflicts.iter().map(|one| (one.field.as_str(), &one.theirs)).collect();
    assert_eq!(conflicts, [("sections.how", &json!("## HOW\n네 글"))]);
    let again = draft::save(&fresh.console, id, &mine[..1]).await.expect("what is there already");
    assert_eq!((again.change_set, again.conflicts.len()), (None, 0));
    let token = saved.change_set.expect("something was written");
    undo::undo(&fresh.console, token, &Ticket::silent()).await.expect("undone");
    assert_eq!(get(&fresh, id).await.sections["why"], base("why"));
}

#[tokio::test]
async fn a_draft_refuses_what_no_template_has() {
    let fresh = Fresh::seeded().await;
    let draft = draft_of(&fresh, default_of(&fresh).await.summary.id).await;
    let refused = async |field: &str, base: Value, value: Value| {
        let refusal =
            draft::save(&fresh.console, draft.summary.id, &[edit(field, base, value)]).await.expect_err(field);
        (refusal.code, refusal.field.unwrap_or_default())
    };
    let invalid = |field: &str| (ErrorCode::Invalid, field.to_owned());
    let variables = json!(draft.variables);
    let twice = json!([{ "name": "a", "type": "string" }, { "name": "a", "type": "number" }]);
    assert_eq!(refused("variables", variables.clone(), twice).await, invalid("variables"));
    let odd = json!([{ "name": "a b", "type": "string" }]);
    assert_eq!(refused("variables", variables, odd).await, invalid("variables"));
    assert_eq!(refused("colour", Value::Null, json!("red")).await, invalid("colour"));
    assert_eq!(refused("name", json!(draft.summary.name), json!(" ")).await, invalid("name"));
    let order = json!(["what", "how", "why", "past", "trauma", "personality", "relationship"]);
    assert_eq!(refused("arrangement", json!(draft.arrangement), order).await, invalid("arrangement"));
    let taken = refused("version", json!("1.1"), json!("1.0")).await;
    assert_eq!(taken, invalid("version"));
    assert_eq!(get(&fresh, draft.summary.id).await, draft, "nothing of it was written");
}

#[tokio::test]
async fn what_was_published_never_changes_whoever_writes() {
    let fresh = Fresh::seeded().await;
    let draft = draft_of(&fresh, default_of(&fresh).await.summary.id).await;
    let version = published(&fresh, &draft, "첫 판").await;
    let summary = &version.summary;
    assert_eq!(
        (summary.state, summary.published_by.as_deref()),
        (TemplateState::Published, Some(crate::support::ACTOR))
    );
    assert_eq!(version.publish_note.as_deref(), Some("첫 판"));
    let refusal = draft::save(&fresh.console, summary.id, &[edit("name", summary.name.as_str(), "다른 이름")]).await;
    assert_eq!(refusal.expect_err("it is published").code, ErrorCode::Conflict);
    let mut stranger = fresh.stranger().await;
    for statement in [
        "update knock.prompt_templates set sections = sections || '{\"why\": \"x\"}' where id = '$1'",
        "update knock.prompt_templates set variables = '[]' where id = '$1'",
        "update knock.prompt_templates set state = 'draft' where id = '$1'",
        "delete from knock.prompt_templates where id = '$1'",
    ] {
        let statement = statement.replace("$1", &summary.id.to_string());
        stranger.execute(sqlx::AssertSqlSafe(statement.clone())).await.expect_err(&statement);
    }
    versions::file_under(&fresh.console, &summary.name, "여름/밤", &["조용함".to_owned()]).await.expect("filed");
    let filed = get(&fresh, summary.id).await;
    assert_eq!((filed.summary.folder.as_str(), filed.sections), ("여름/밤", version.sections));
    // The product's server only knows whether a version is active.
    let statement = format!("update knock.prompt_templates set is_active = false where id = '{}'", summary.id);
    stranger.execute(sqlx::AssertSqlSafe(statement)).await.expect("it takes it out of use");
    assert_eq!(get(&fresh, summary.id).await.summary.state, TemplateState::Archived);
    let back = versions::archive(&fresh.console, summary.id, false).await.expect("and back");
    assert_eq!(back.summary.state, TemplateState::Published);
}

#[tokio::test]
async fn publishing_happens_only_as_it_was_shown() {
    let fresh = Fresh::seeded().await;
    golden(&fresh, "보통 사람", sample_context()).await;
    golden(&fresh, "말 없는 사람", json!({ "characterName": "도윤", "userName": "해원" })).await;
    let original = default_of(&fresh).await;
    let draft = draft_of(&fresh, original.summary.id).await;
    let unchanged = publish::check(fresh.console.pool(), draft.summary.id).await.expect("a check");
    assert!(unchanged.goldens.iter().all(|one| !one.changed && one.before.is_some()), "it says what the default says");
    let text = format!("{}\n한 줄 더.", draft.sections["why"]);
    write(&fresh, &draft, "why", &text).await;
    let stale = publish::publish(&fresh.console, draft.summary.id, &unchanged.digest, None).await.expect_err("changed");
    assert_eq!(stale.code, ErrorCode::Stale);
    let check = publish::check(fresh.console.pool(), draft.summary.id).await.expect("a check");
    assert!(check.goldens.iter().all(|one| one.changed && one.after.contains("한 줄 더.")));
    let version = publish::publish(&fresh.console, draft.summary.id, &check.digest, None).await.expect("published");
    let kept: Vec<(String, i32)> =
        sqlx::query_as("select prompt, tokens from knock.template_renders where template_id = $1 order by accepted_at")
            .bind(version.summary.id)
            .fetch_all(fresh.console.pool())
            .await
            .expect("what was accepted");
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|(prompt, tokens)| prompt.contains("한 줄 더.") && *tokens > 100));
    let next = draft_of(&fresh, version.summary.id).await;
    let check = publish::check(fresh.console.pool(), next.summary.id).await.expect("a check");
    assert!(check.goldens.iter().all(|one| !one.changed), "against what was accepted of the version before");
    let changes = diff::rendered(fresh.console.pool(), original.summary.id, next.summary.id).await.expect("a diff");
    assert_eq!(changes.iter().filter(|one| one.changed).count(), 2);
}

#[tokio::test]
async fn a_broken_draft_is_not_published() {
    let fresh = Fresh::seeded().await;
    let draft = draft_of(&fresh, default_of(&fresh).await.summary.id).await;
    let draft = write(&fresh, &draft, "how", "## HOW\n{{#each strategies}}{{name}}").await;
    let check = publish::check(fresh.console.pool(), draft.summary.id).await.expect("a check");
    assert!(check.errors > 0 && check.findings.iter().any(|finding| finding.section.as_deref() == Some("how")));
    let refusal = publish::publish(&fresh.console, draft.summary.id, &check.digest, None).await.expect_err("broken");
    assert_eq!(refusal.code, ErrorCode::Invalid);
    assert_eq!(get(&fresh, draft.summary.id).await.summary.state, TemplateState::Draft);
}

#[tokio::test]
async fn there_is_one_default_and_moving_it_back_is_rolling_back() {
    let fresh = Fresh::seeded().await;
    let original = default_of(&fresh).await;
    let draft = draft_of(&fresh, original.summary.id).await;
    let refusal = publish::make_default(&fresh.console, draft.summary.id, &draft.summary.revision).await;
    assert_eq!(refusal.expect_err("a draft").code, ErrorCode::Conflict);
    let version = published(&fresh, &draft, "").await;
    let check = publish::default_check(fresh.console.pool(), version.summary.id).await.expect("a check");
    assert_eq!(check.now, Some(format!("{} {}", original.summary.name, original.summary.version)));
    assert_eq!(check.refusal, None);
    publish::make_default(&fresh.console, version.summary.id, &version.summary.revision).await.expect("the default");
    assert_eq!(default_of(&fresh).await.summary.id, version.summary.id);
    let archived = versions::archive(&fresh.console, version.summary.id, true).await.expect_err("it is the default");
    assert_eq!(archived.code, ErrorCode::Conflict);
    let original = get(&fresh, original.summary.id).await;
    publish::make_default(&fresh.console, original.summary.id, &original.summary.revision).await.expect("and back");
    assert_eq!(default_of(&fresh).await.summary.id, original.summary.id);
}

#[tokio::test]
async fn where_two_people_are_asked_for_one_is_not_enough() {
    let fresh = Fresh::seeded().await;
    let settings = settings::get(&mut fresh.stranger().await).await.expect("settings");
    let edit = TemplateSettingsEdit { min_tokens: 500, max_tokens: 4000, needs_review: true };
    settings::update(&fresh.console, &settings.revision, edit).await.expect("two people");
    let alone = published(&fresh, &draft_of(&fresh, default_of(&fresh).await.summary.id).await, "").await;
    let refusal = publish::make_default(&fresh.console, alone.summary.id, &alone.summary.revision).await;
    assert_eq!(refusal.expect_err("nobody else saw it").code, ErrorCode::Conflict);

    let draft = draft_of(&fresh, alone.summary.id).await;
    let sent = publish::submit(&fresh.console, draft.summary.id, &draft.summary.revision, Some("봐 주세요"))
        .await
        .expect("in review");
    assert_eq!((sent.summary.state, sent.review_note.as_deref()), (TemplateState::Review, Some("봐 주세요")));
    let refusal = draft::save(&fresh.console, draft.summary.id, &[self::edit("description", Value::Null, "x")]).await;
    assert_eq!(refusal.expect_err("it is being looked at").code, ErrorCode::Conflict);
    let back = publish::take_back(&fresh.console, draft.summary.id, &sent.summary.revision, Some("한 줄만 더"))
        .await
        .expect("a draft again");
    assert_eq!(back.summary.state, TemplateState::Draft);
    publish::submit(&fresh.console, back.summary.id, &back.summary.revision, None).await.expect("in review again");
    // Sent by somebody else than the one who publishes it.
    let statement =
        format!("update knock.prompt_templates set submitted_by = 'mina' where id = '{}'", draft.summary.id);
    fresh.stranger().await.execute(sqlx::AssertSqlSafe(statement)).await.expect("mina sent it");
    let version = published(&fresh, &get(&fresh, draft.summary.id).await, "").await;
    publish::make_default(&fresh.console, version.summary.id, &version.summary.revision).await.expect("two people");
}

#[tokio::test]
async fn a_published_template_keeps_the_parts_it_was_published_with() {
    let fresh = Fresh::seeded().await;
    let part = |text: &str| SnippetEdit { name: "safety".to_owned(), text: text.to_owned(), description: None };
    let draft = draft_of(&fresh, default_of(&fresh).await.summary.id).await;
    let text = format!("{}\n{{{{> safety}}}}", draft.sections["relationship"]);
    let draft = write(&fresh, &draft, "relationship", &text).await;
    let first = snippets::save(&fresh.console, None, &part("첫 문장.")).await.expect("a part");
    let check = publish::check(fresh.console.pool(), draft.summary.id).await.expect("a check");
    let refusal = publish::publish(&fresh.console, draft.summary.id, &check.digest, None).await;
    assert_eq!(refusal.expect_err("its part is a draft").code, ErrorCode::Conflict);
    let first = snippets::publish(&fresh.console, first.id, &first.revision).await.expect("published");
    let version = published(&fresh, &draft, "").await;
    assert_eq!(version.snippets.get("safety"), Some(&first.id));

    let second = snippets::save(&fresh.console, None, &part("둘째 문장.")).await.expect("a new draft");
    assert_eq!(second.version, 2);
    let stale = snippets::save(&fresh.console, Some("1"), &part("늦은 문장.")).await.expect_err("stale");
    assert_eq!(stale.code, ErrorCode::Stale);
    snippets::publish(&fresh.console, second.id, &second.revision).await.expect("published");
    let prompt = async |id: Uuid| {
        let mut connection = fresh.stranger().await;
        let source =
            versions::get(&mut connection, id).await.expect("it").source(&mut connection).await.expect("source");
        Compiled::new(&source).render(&sample_context(), Mode::Lenient).prompt
    };
    assert!(prompt(version.summary.id).await.contains("첫 문장."));
    assert!(prompt(draft_of(&fresh, version.summary.id).await.summary.id).await.contains("둘째 문장."));
    let uses = snippets::uses(fresh.console.pool(), "safety").await.expect("uses");
    assert_eq!(uses.len(), 2);
    assert_eq!(snippets::delete(&fresh.console, first.id).await.expect_err("it is used").code, ErrorCode::Conflict);
}

#[tokio::test]
async fn characters_stay_with_the_version_that_made_them() {
    let fresh = Fresh::seeded().await;
    let original = default_of(&fresh).await;
    let before = usage::usage(fresh.console.pool(), original.summary.id).await.expect("usage");
    assert_eq!(before.characters as i32, original.summary.characters);
    sqlx::query(
        "with job as (insert into knock.agent_jobs (job_type, status, input, quality_score)
           values ('character_generation', 'completed', '{}', 0.8) returning id)
         insert into knock.personas (user_id, persona_type, name, system_prompt, template_id, need_vectors,
           character_profile, generation_job_id)
         select (select id from knock.users limit 1), 'neighbor', '도윤', 'x', $1, need_vectors, '{}', job.id
         from job, (select '{\"survival\":0.5,\"belonging\":0.5,\"recognition\":0.5,\"autonomy\":0.5,\"growth\":0.5,\"meaning\":0.5}'::jsonb as need_vectors) as needs",
    )
    .bind(original.summary.id)
    .execute(&mut fresh.stranger().await)
    .await
    .expect("a character");
    let after = usage::usage(fresh.console.pool(), original.summary.id).await.expect("usage");
    assert_eq!((after.characters, after.runs, after.quality), (before.characters + 1, before.runs + 1, Some(0.8)));
    assert_eq!(after.made[0].name, "도윤");
}

#[tokio::test]
async fn is_found_by_what_any_version_says() {
    let fresh = Fresh::seeded().await;
    let draft = draft_of(&fresh, default_of(&fresh).await.summary.id).await;
    let text = format!("{}\n반딧불 100%를 센다.", draft.sections["past"]);
    write(&fresh, &draft, "past", &text).await;
    let find = async |filter: TemplateFilter| {
        let found = versions::list(fresh.console.pool(), &filter).await.expect("a list");
        found.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    let text = |text: &str| TemplateFilter { text: Some(text.to_owned()), ..TemplateFilter::default() };
    assert_eq!(find(text("반딧불 100%")).await, [draft.summary.id]);
    assert!(find(text("반딧불 1000")).await.is_empty());
    let drafts = TemplateFilter { states: vec![TemplateState::Draft], ..TemplateFilter::default() };
    assert_eq!(find(drafts).await, [draft.summary.id]);
    versions::file_under(&fresh.console, &draft.summary.name, "여름/밤", &[]).await.expect("filed");
    let below = |folder: &str| TemplateFilter { folder: Some(folder.to_owned()), ..TemplateFilter::default() };
    assert_eq!(find(below("여름")).await.len(), 2);
    assert!(find(below("여")).await.is_empty());
}

#[tokio::test]
async fn a_file_brings_back_what_was_written_into_it() {
    let fresh = Fresh::seeded().await;
    let original = default_of(&fresh).await;
    for format in [TemplateFormat::Json, TemplateFormat::Markdown] {
        let text = TemplateFile::from(original.clone()).write(format).expect("a file");
        let read = TemplateFile::read(&text).expect("it is read");
        let draft = file::import(&fresh.console, &read).await.expect("a draft");
        assert_eq!((&draft.sections, &draft.variables), (&original.sections, &original.variables), "{format:?}");
        assert_ne!(draft.summary.version, original.summary.version, "the version that is there is not touched");
        assert_eq!(draft.summary.state, TemplateState::Draft);
    }
}

#[tokio::test]
async fn a_deleted_draft_comes_back_and_a_published_one_does_not_go() {
    let fresh = Fresh::seeded().await;
    let original = default_of(&fresh).await;
    let refusal = versions::delete(&fresh.console, original.summary.id, None).await.expect_err("it is published");
    assert_eq!(refusal.code, ErrorCode::Conflict);
    let draft = draft_of(&fresh, original.summary.id).await;
    let token = versions::delete(&fresh.console, draft.summary.id, Some(&draft.summary.revision)).await.expect("gone");
    undo::undo(&fresh.console, token, &Ticket::silent()).await.expect("back");
    assert_eq!(get(&fresh, draft.summary.id).await.sections, draft.sections);
}
