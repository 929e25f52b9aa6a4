-- Looking after the pools: who has reviewed a row, how often runs used it, and finding it among a million.

-- A row is a draft, reviewed, or active; only active rows are drawn. The product knows nothing but is_active, so the two
-- are kept in step, whichever of them somebody writes.
create function knock.keep_review_state() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    -- Whoever writes no state means what is_active says; whoever writes a state means the state.
    if new.review_state is null then
      new.review_state := case when new.is_active then 'active' else 'draft' end;
    end if;
    new.is_active := new.review_state = 'active';
  elsif new.review_state is distinct from old.review_state then
    new.review_state := coalesce(new.review_state, case when new.is_active then 'active' else 'draft' end);
    new.is_active := new.review_state = 'active';
  elsif new.is_active is distinct from old.is_active then
    new.review_state := case when new.is_active then 'active' else 'reviewed' end;
  end if;
  if new.review_state = 'draft' then
    new.reviewed_by := null;
    new.reviewed_at := null;
  elsif tg_op = 'UPDATE' and old.review_state = 'draft' and new.reviewed_at is not distinct from old.reviewed_at
    and coalesce(current_setting('greenroom.undoing', true), '') <> 'on' then
    -- Taking something back is no review.
    new.reviewed_by := console.actor();
    new.reviewed_at := now();
  end if;
  return new;
end
$$;

do $$
declare
  pool text;
begin
  foreach pool in array array['data_pool_experiences', 'data_pool_archetypes', 'data_pool_visuals'] loop
    execute format('alter table knock.%I
      add column review_state varchar(20),
      add column reviewed_by text,
      add column reviewed_at timestamptz,
      add column review_note text', pool);
    -- Rows that are there already are as they were: their history need not tell of this.
    execute format('alter table knock.%I disable trigger user', pool);
    execute format('update knock.%I set review_state = case when is_active then ''active'' else ''reviewed'' end', pool);
    execute format('alter table knock.%I enable trigger user', pool);
    execute format('alter table knock.%I
      alter column review_state set not null,
      add constraint %I check (review_state in (''draft'', ''reviewed'', ''active'')),
      add constraint %I check (is_active = (review_state = ''active''))',
      pool, pool || '_review_state_check', pool || '_is_active_fit_check');
    execute format('create trigger keep_review_state before insert or update on knock.%I
      for each row execute function knock.keep_review_state()', pool);
  end loop;
end
$$;

-- Which rows a run looked at, and which of them it took.
create table knock.pool_usage (
  job_id uuid not null references knock.agent_jobs (id) on delete cascade,
  pool varchar(20) not null check (pool in ('experiences', 'archetypes', 'visuals')),
  row_id uuid not null,
  chosen boolean not null,
  created_at timestamptz not null default now(),
  primary key (job_id, pool, row_id)
);

comment on table knock.pool_usage is 'rows that were candidates of a run; chosen tells which went into the character';
create index pool_usage_row_idx on knock.pool_usage (row_id, chosen) include (job_id);
select console.announce('knock.pool_usage', 'row_id');

-- Every order that a list can be asked for has its index, with the key as the tie-breaker.
drop index knock.data_pool_experiences_need_idx;
drop index knock.data_pool_experiences_active_idx;
drop index knock.data_pool_visuals_need_idx;
drop index knock.data_pool_visuals_active_idx;
create index data_pool_experiences_need_idx on knock.data_pool_experiences (need_type, id);
create index data_pool_experiences_intensity_idx on knock.data_pool_experiences (intensity, id);
create index data_pool_experiences_title_idx on knock.data_pool_experiences (title, id);
create index data_pool_experiences_weight_idx on knock.data_pool_experiences (weight, id);
create index data_pool_experiences_priority_idx on knock.data_pool_experiences (priority, id);
create index data_pool_experiences_review_state_idx on knock.data_pool_experiences (review_state, id);
create index data_pool_experiences_updated_at_idx on knock.data_pool_experiences (updated_at, id);
create index data_pool_experiences_cell_idx on knock.data_pool_experiences (need_type, intensity, created_at, id)
  where is_active;
create index data_pool_visuals_need_idx on knock.data_pool_visuals (need_type, id);
create index data_pool_visuals_intensity_idx on knock.data_pool_visuals (intensity, id);
create index data_pool_visuals_element_type_idx on knock.data_pool_visuals (element_type, id);
create index data_pool_visuals_value_idx on knock.data_pool_visuals (value, id);
create index data_pool_visuals_weight_idx on knock.data_pool_visuals (weight, id);
create index data_pool_visuals_review_state_idx on knock.data_pool_visuals (review_state, id);
create index data_pool_visuals_updated_at_idx on knock.data_pool_visuals (updated_at, id);
create index data_pool_visuals_cell_idx on knock.data_pool_visuals (need_type, element_type, created_at, id)
  where is_active;

-- Texts, by pairs of letters.
create index data_pool_experiences_words_idx on knock.data_pool_experiences
  using gin (console.letter_pairs(title || ' ' || description));
create index data_pool_visuals_words_idx on knock.data_pool_visuals
  using gin (console.letter_pairs(value || ' ' || coalesce(value_en, '') || ' ' || coalesce(description, '') || ' ' || coalesce(symbolism, '')));

-- How frequent a pair is decides how a search goes best; the hundred pairs known by default are too few to tell.
alter index knock.data_pool_experiences_words_idx alter column 1 set statistics 300;
alter index knock.data_pool_visuals_words_idx alter column 1 set statistics 300;

-- Titles that resemble each other, for hints while one is being typed.
do $$
begin
  if exists (select from pg_extension where extname = 'pg_trgm') then
    create index data_pool_experiences_alike_idx on knock.data_pool_experiences using gin (title gin_trgm_ops);
    create index data_pool_visuals_alike_idx on knock.data_pool_visuals using gin (value gin_trgm_ops);
  end if;
end
$$;
