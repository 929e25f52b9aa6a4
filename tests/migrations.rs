//! The schemas: up, down, and every rule they are to hold.

use greenroom_core::{ErrorCode, db::migrate, error::column_of_constraint};
use sqlx::{Executor, PgConnection};

use crate::support::Fresh;

async fn tables(connection: &mut PgConnection) -> Vec<String> {
    sqlx::query_scalar(
        "select table_schema || '.' || table_name from information_schema.tables
         where table_schema in ('knock', 'console') and table_name not like 'migrations%' order by 1",
    )
    .fetch_all(connection)
    .await
    .expect("the catalog")
}

#[tokio::test]
async fn goes_down_and_up_again_with_data_in_the_tables() {
    let fresh = Fresh::seeded().await;
    let mut connection = fresh.stranger().await;
    fill_every_table(&mut connection).await;
    let before = tables(&mut connection).await;
    assert_eq!(before.len(), 38, "eleven of the source, twenty-seven of ours, views among them: {before:?}");
    for (system, latest) in [("knock", 13), ("console", 6)] {
        for to in (0..latest).rev() {
            let undone = migrate::roll_back(&mut connection, system, to).await.expect("it goes down");
            assert_eq!(undone.len(), 1, "{system} to {to}: {undone:?}");
        }
    }
    assert_eq!(tables(&mut connection).await, Vec::<String>::new(), "nothing is left behind");
    migrate::apply(&mut connection, None).await.expect("and up again");
    assert_eq!(tables(&mut connection).await, before);
}

#[tokio::test]
async fn applying_twice_changes_nothing() {
    let fresh = Fresh::migrated().await;
    let mut connection = fresh.stranger().await;
    assert!(migrate::apply(&mut connection, None).await.expect("it may be asked again").is_empty());
}

#[tokio::test]
async fn refuses_a_database_that_a_newer_program_migrated() {
    let fresh = Fresh::migrated().await;
    let mut connection = fresh.stranger().await;
    connection
        .execute(
            "insert into console.migrations_knock (version, description, success, checksum, execution_time)
             values (9999, 'from the future', true, '', 0)",
        )
        .await
        .expect("a newer program was here");
    let refusal = fresh.console.connect().await.expect_err("we must not touch it");
    assert_eq!(refusal.code, ErrorCode::SchemaNewer);
    let refusal = migrate::apply(&mut connection, None).await.expect_err("nor migrate it");
    assert_eq!(refusal.code, ErrorCode::SchemaNewer);
}

#[tokio::test]
async fn a_database_that_is_not_ours_alone_waits_to_be_asked() {
    let fresh = Fresh::empty().await;
    let refusal = fresh.console.connect().await.expect_err("it is empty");
    assert_eq!(refusal.code, ErrorCode::SchemaBehind);
    fresh.console.migrate().await.expect("now it is asked");
    fresh.console.connect().await.expect("and in shape");
}

#[tokio::test]
async fn console_cannot_be_pulled_from_under_knock() {
    let fresh = Fresh::migrated().await;
    let refusal = migrate::roll_back(&mut fresh.stranger().await, "console", 0).await.expect_err("knock stands on it");
    assert_eq!(refusal.code, ErrorCode::Conflict);
}

/// A form must be able to show a refusal at the right field, so every constraint has to say which column it is about.
#[tokio::test]
async fn every_constraint_names_its_column() {
    let fresh = Fresh::migrated().await;
    let constraints: Vec<(String, String, String)> = sqlx::query_as(
        "select namespace.nspname::text, class.relname::text, conname::text from pg_constraint
         join pg_class class on class.oid = conrelid join pg_namespace namespace on namespace.oid = relnamespace
         where nspname in ('knock', 'console') and contype in ('c', 'u', 'f') and relname not like 'migrations%'
         union all
         select schemaname, tablename, indexname from pg_indexes
         join pg_index on indexrelid = (schemaname || '.' || indexname)::regclass
         where schemaname = 'knock' and indisunique and not indisprimary",
    )
    .fetch_all(fresh.console.pool())
    .await
    .expect("the catalog");
    assert!(constraints.len() > 60, "the catalog was read: {}", constraints.len());
    for (schema, table, constraint) in constraints {
        let column =
            column_of_constraint(&table, &constraint).unwrap_or_else(|| panic!("{constraint} names no column"));
        let exists: bool = sqlx::query_scalar(
            "select exists (select from information_schema.columns
                            where table_schema = $1 and table_name = $2 and column_name = $3)",
        )
        .bind(&schema)
        .bind(&table)
        .bind(column)
        .fetch_one(fresh.console.pool())
        .await
        .expect("the catalog");
        assert!(exists, "{constraint}: {table} has no column {column}");
    }
}

/// The product's own models know the columns of their schema document and no others.
#[tokio::test]
async fn the_products_server_writes_only_what_it_knows() {
    let fresh = Fresh::migrated().await;
    fill_every_table(&mut fresh.stranger().await).await;
}

async fn fill_every_table(connection: &mut PgConnection) {
    let needs = r#"'{"survival":0.1,"belonging":0.9,"recognition":0.4,"autonomy":0.3,"growth":0.5,"meaning":0.2}'"#;
    let sections = r#"'{"why":"w","past":"p","trauma":"t","how":"h","personality":"p","what":"w","relationship":"r"}'"#;
    let statements = [
        "insert into knock.users (id, email, password_hash) values ('00000000-0000-0000-0000-000000000001', 'one@example.com', '!')".to_owned(),
        "insert into knock.onboarding_data (user_id, domains, keywords) values ('00000000-0000-0000-0000-000000000001', '{github.com}', '{밤}')".to_owned(),
        format!("insert into knock.prompt_templates (id, name, sections, variables) values ('00000000-0000-0000-0000-000000000002', 'product', {sections}, '[]')"),
        "insert into knock.data_pool_experiences (need_type, intensity, title, description) values ('growth', 'low', '첫 자전거', '혼자 탔다')".to_owned(),
        format!("insert into knock.data_pool_archetypes (name, display_name, description, need_profile, behaviors) values ('product_made', '만든 사람', '설명', {needs}, '[]')"),
        "insert into knock.data_pool_visuals (need_type, intensity, element_type, value) values ('growth', 'low', 'layout', '넓은 책상')".to_owned(),
        "insert into knock.agent_jobs (id, job_type, status, input) values ('00000000-0000-0000-0000-000000000003', 'character_generation', 'running', '{}')".to_owned(),
        "insert into knock.agent_job_logs (job_id, agent_name, step, status) values ('00000000-0000-0000-0000-000000000003', 'Agent 1: Need Vector Analysis', 1, 'running')".to_owned(),
        format!("insert into knock.personas (id, user_id, persona_type, name, archetype, system_prompt, need_vectors, character_profile)
            values ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000001', 'roommate', '하늘', 'product_made', '나는', {needs}, '{{}}')"),
        "insert into knock.rooms (user_id, persona_id, image_url) values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000004', 'preset:one')".to_owned(),
        "insert into knock.chat_messages (user_id, persona_id, sender_type, content) values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000004', 'user', '안녕')".to_owned(),
    ];
    for statement in statements {
        let shown = statement.clone();
        connection.execute(sqlx::AssertSqlSafe(statement)).await.unwrap_or_else(|cause| panic!("{cause}\n{shown}"));
    }
}

/// Statement, and the field that must be blamed for its refusal.
#[tokio::test]
async fn refuses_what_the_rules_forbid_and_names_the_field() {
    let fresh = Fresh::seeded().await;
    let user = "(select id from knock.users order by email limit 1)";
    let needs = r#"'{"survival":0.1,"belonging":0.9,"recognition":0.4,"autonomy":0.3,"growth":0.5,"meaning":0.2}'"#;
    let persona = |kind: &str, rest: &str, values: &str| {
        format!(
            "insert into knock.personas (user_id, persona_type, name, system_prompt, need_vectors, character_profile{rest})
             values ({user}, '{kind}', '하늘', '나는', {needs}, '{{}}'{values})"
        )
    };
    let cases = [
        ("needType", "update knock.data_pool_experiences set need_type = 'security'".to_owned()),
        ("intensity", "update knock.data_pool_experiences set intensity = 'strong'".to_owned()),
        ("weight", "update knock.data_pool_visuals set weight = -5".to_owned()),
        ("weight", "update knock.data_pool_experiences set weight = 1001".to_owned()),
        ("title", "update knock.data_pool_experiences set title = '  '".to_owned()),
        ("ageMax", "update knock.data_pool_experiences set age_min = 40, age_max = 20".to_owned()),
        ("priority", "update knock.data_pool_experiences set priority = 11".to_owned()),
        ("tags", "update knock.data_pool_experiences set tags = '{\"\"}'".to_owned()),
        ("extraNeeds", "update knock.data_pool_experiences set extra_needs = '{hunger}'".to_owned()),
        ("elementType", "update knock.data_pool_visuals set element_type = 'smell'".to_owned()),
        ("name", "update knock.data_pool_archetypes set name = 'developer_gamer' where name <> 'developer_gamer'".to_owned()),
        ("name", "update knock.data_pool_archetypes set name = 'Not A Slug'".to_owned()),
        ("needProfile", "update knock.data_pool_archetypes set need_profile = '{\"growth\": 0.4}'".to_owned()),
        ("needProfile", "update knock.data_pool_archetypes set need_profile = need_profile || '{\"growth\": 1.5}'".to_owned()),
        ("needProfile", "update knock.data_pool_archetypes set need_profile = need_profile || '{\"growth\": \"much\"}'".to_owned()),
        ("displayName", "update knock.data_pool_archetypes set display_name = null".to_owned()),
        ("version", "insert into knock.prompt_templates (name, version, sections) select name, version, sections from knock.prompt_templates".to_owned()),
        ("isDefault", "update knock.prompt_templates set is_default = true".to_owned()),
        ("isDefault", "update knock.prompt_templates set is_active = false where is_default".to_owned()),
        ("sections", "insert into knock.prompt_templates (name, sections) select 'other', sections - 'why' from knock.prompt_templates".to_owned()),
        ("arrangement", "insert into knock.prompt_templates (name, sections, arrangement) select 'other', sections, '{why}' from knock.prompt_templates".to_owned()),
        ("folder", "update knock.prompt_templates set folder = '/a//b'".to_owned()),
        ("status", "insert into knock.agent_jobs (job_type, status, input) values ('character_generation', 'zzz', '{}')".to_owned()),
        ("qualityScore", "insert into knock.agent_jobs (job_type, status, input, quality_score) values ('character_generation', 'completed', '{}', 9.99)".to_owned()),
        ("step", "insert into knock.agent_job_logs (job_id, agent_name, step, status) values (gen_random_uuid(), 'x', 6, 'running')".to_owned()),
        ("age", persona("neighbor", ", age", ", 200")),
        ("keywords", persona("neighbor", ", keywords, custom_keywords", ", '{a,b,c,d,e,f}', '{g,h,i,j,k}'")),
        ("archetype", persona("neighbor", ", archetype", ", 'nobody'")),
        ("personaType", format!("{}; {}", persona("roommate", "", ""), persona("roommate", "", ""))),
        ("email", "update knock.users set email = 'same@example.com'".to_owned()),
        ("experiencesPerIntensity", "update knock.coverage_targets set experiences_per_intensity = 4".to_owned()),
        ("needCut", "update knock.draw_settings set need_cut = 'NaN'".to_owned()),
        ("archetypeFactor", "update knock.draw_settings set archetype_factor = 0.9".to_owned()),
        ("experienceCount", "update knock.draw_settings set needs_considered = 1".to_owned()),
        ("visualCount", "update knock.draw_settings set visual_count = 7".to_owned()),
    ];
    for (field, statement) in cases {
        let mut write = fresh.console.write().await.expect("a transaction");
        let mut outcome = Ok(());
        for part in statement.split(';') {
            outcome = write.execute(sqlx::AssertSqlSafe(part.to_owned())).await.map(drop);
        }
        let refusal: greenroom_core::Error = outcome.err().unwrap_or_else(|| panic!("accepted: {statement}")).into();
        assert!(
            matches!(refusal.code, ErrorCode::Invalid | ErrorCode::Conflict),
            "{statement}: {:?} {}",
            refusal.code,
            refusal.message
        );
        assert_eq!(refusal.field.as_deref(), Some(field), "{statement}: {}", refusal.message);
    }
}

#[tokio::test]
async fn a_person_may_have_one_roommate_and_many_neighbours() {
    let fresh = Fresh::migrated().await;
    let mut connection = fresh.stranger().await;
    fill_every_table(&mut connection).await;
    let neighbours = sqlx::query(
        "insert into knock.personas (user_id, persona_type, name, system_prompt, need_vectors, character_profile)
         select user_id, 'neighbor', name || n, system_prompt, need_vectors, character_profile
         from knock.personas, generate_series(1, 3) as n",
    )
    .execute(&mut connection)
    .await
    .expect("neighbours are not limited");
    assert_eq!(neighbours.rows_affected(), 3);
}

#[tokio::test]
async fn an_exchange_counts_once_and_is_no_edit_of_the_character() {
    let fresh = Fresh::migrated().await;
    let mut connection = fresh.stranger().await;
    fill_every_table(&mut connection).await;
    let stamp = "select interaction_count, updated_at::text from knock.personas";
    let before: (i32, String) = sqlx::query_as(stamp).fetch_one(&mut connection).await.expect("one persona");
    sqlx::query(
        "insert into knock.chat_messages (user_id, persona_id, sender_type, content)
         select user_id, id, sender, repeat('가', 1000) from knock.personas, unnest(array['user', 'persona', 'persona']) as sender",
    )
    .execute(&mut connection)
    .await
    .expect("long Korean messages fit");
    let after: (i32, String) = sqlx::query_as(stamp).fetch_one(&mut connection).await.expect("one persona");
    assert_eq!(after.0, before.0 + 1, "three messages, one of them the person's");
    assert_eq!(after.1, before.1, "talking is no edit");
}

#[tokio::test]
async fn a_renamed_archetype_keeps_its_experiences_and_characters() {
    let fresh = Fresh::seeded().await;
    let mut connection = fresh.stranger().await;
    let named = "select count(*) from knock.data_pool_experiences where archetypes @> array[$1]";
    let before: i64 =
        sqlx::query_scalar(named).bind("developer_gamer").fetch_one(&mut connection).await.expect("count");
    assert!(before > 0, "the seeds name it");
    sqlx::query("update knock.data_pool_archetypes set name = 'night_coder' where name = 'developer_gamer'")
        .execute(&mut connection)
        .await
        .expect("a rename");
    let after: i64 = sqlx::query_scalar(named).bind("night_coder").fetch_one(&mut connection).await.expect("count");
    assert_eq!(after, before);
}

#[tokio::test]
async fn an_archetype_without_matching_needs_gets_its_strongest() {
    let fresh = Fresh::migrated().await;
    let needs: Vec<String> = sqlx::query_scalar(
        r#"insert into knock.data_pool_archetypes (name, display_name, description, need_profile, behaviors)
           values ('x', 'x', 'x', '{"survival":0.5,"belonging":0.9,"recognition":0.5,"autonomy":0.1,"growth":0.7,"meaning":0}', '[]')
           returning matching_needs"#,
    )
    .fetch_one(fresh.console.pool())
    .await
    .expect("one row");
    assert_eq!(needs, ["belonging", "growth", "survival"], "a tie goes by the order of the needs");
}

#[tokio::test]
async fn every_edit_moves_updated_at() {
    let fresh = Fresh::seeded().await;
    let mut connection = fresh.stranger().await;
    for table in [
        "users",
        "onboarding_data",
        "prompt_templates",
        "data_pool_experiences",
        "data_pool_archetypes",
        "data_pool_visuals",
        "trauma_types",
        "sample_inputs",
        "coverage_targets",
        "draw_settings",
    ] {
        let moved: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "with before as (select max(updated_at) as latest from knock.{table}),
                  edited as (update knock.{table} set updated_at = '2000-01-01' returning updated_at)
             select bool_and(updated_at > latest) from edited, before"
        )))
        .fetch_one(&mut connection)
        .await
        .expect("an edit");
        assert!(moved, "{table} keeps its old time");
    }
}

/// Search of Korean depends on the cluster's idea of what a letter is.
#[tokio::test]
async fn trigram_search_finds_korean() {
    let fresh = Fresh::seeded().await;
    let mut connection = fresh.stranger().await;
    let trigrams: i32 = sqlx::query_scalar("select cardinality(show_trgm('강아지 산책'))")
        .fetch_one(&mut connection)
        .await
        .expect("pg_trgm");
    assert!(trigrams >= 6, "Hangul syllables are letters: {trigrams}");
    connection
        .execute(
            "create table words (id int, text text);
             insert into words select n, '평범한 문장 ' || n from generate_series(1, 5000) as n;
             insert into words values (0, '골목에서 만난 강아지 한 마리');
             create index on words using gin (text gin_trgm_ops);
             analyze words",
        )
        .await
        .expect("five thousand sentences");
    let plan: Vec<String> = sqlx::query_scalar("explain select id from words where text ilike '%강아지%'")
        .fetch_all(&mut connection)
        .await
        .expect("a plan");
    assert!(plan.iter().any(|line| line.contains("Bitmap")), "the index is used: {plan:?}");
    let found: Vec<i32> = sqlx::query_scalar("select id from words where text ilike '%강아지%'")
        .fetch_all(&mut connection)
        .await
        .expect("a search");
    assert_eq!(found, [0]);
}
