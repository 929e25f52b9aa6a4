-- Templates as designers work on them: drafts, review, versions that no longer change, reusable parts, stored contexts.

-- The seven sections, each once. Others may be reordered around them, but why, how and what keep their order: each
-- answers the one before it.
create function knock.is_arrangement(sections text[]) returns boolean
language sql immutable parallel safe
as $$
  select cardinality(sections) = 7
    and sections @> array['why', 'past', 'trauma', 'how', 'personality', 'what', 'relationship']
    and array_position(sections, 'why') < array_position(sections, 'how')
    and array_position(sections, 'how') < array_position(sections, 'what')
$$;

-- A path of words between slashes; nothing is the top.
create function knock.is_folder(path text) returns boolean
language sql immutable parallel safe
as $$
  select path = '' or (char_length(path) <= 200 and path !~ '(^|/)\s*(/|$)' and path = btrim(path))
$$;

alter table knock.prompt_templates
  add column state varchar(20),
  add column arrangement text[] not null
    default array['why', 'past', 'trauma', 'how', 'personality', 'what', 'relationship']
    check (knock.is_arrangement(arrangement)),
  add column folder text not null default '' check (knock.is_folder(folder)),
  add column tags text[] not null default '{}' check (knock.are_words(tags)),
  add column based_on uuid references knock.prompt_templates (id) on delete set null,
  add column snippets jsonb not null default '{}' check (jsonb_typeof(snippets) = 'object'),
  add column review_note text,
  add column submitted_by text,
  add column submitted_at timestamptz,
  add column published_by text,
  add column published_at timestamptz,
  add column publish_note text;

comment on column knock.prompt_templates.state is 'draft, review, published or archived; is_active is true of published ones';
comment on column knock.prompt_templates.snippets is 'of a published version: each part it uses, by name, as the id of the version it was published with';

alter table knock.prompt_templates disable trigger user;
update knock.prompt_templates set state = case when is_active then 'published' else 'archived' end,
  published_at = case when is_active then updated_at end;
alter table knock.prompt_templates enable trigger user;
alter table knock.prompt_templates
  alter column state set not null,
  add constraint prompt_templates_state_check check (state in ('draft', 'review', 'published', 'archived')),
  add constraint prompt_templates_is_active_fit_check check (is_active = (state = 'published'));

create index prompt_templates_based_on_idx on knock.prompt_templates (based_on);
create index prompt_templates_words_idx on knock.prompt_templates using gin (console.letter_pairs(sections::text));

-- A character says which version made it for as long as it lives.
alter table knock.personas drop constraint personas_template_id_fkey;
alter table knock.personas add constraint personas_template_id_fkey
  foreign key (template_id) references knock.prompt_templates (id) on delete restrict;

-- What a version says never changes once it was published, whichever program writes. Going back to an older one is
-- moving the default back; a change is a new draft.
create function knock.keep_template_version() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE' then
    if old.state = 'published' then
      raise exception 'a published version is archived before it is deleted' using errcode = '2BP01';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    if new.state is null then
      new.state := case when new.is_active then 'published' else 'draft' end;
    end if;
  elsif new.state is not distinct from old.state and new.is_active is distinct from old.is_active then
    -- The product knows no other states.
    new.state := case when new.is_active then 'published' else 'archived' end;
  end if;
  new.is_active := new.state = 'published';
  if tg_op = 'UPDATE' and old.state in ('published', 'archived') then
    if new.state in ('draft', 'review') then
      raise exception 'a published version does not become a draft again; duplicate it' using errcode = '2BP01';
    end if;
    if (new.name, new.version, new.sections, new.arrangement, new.variables, new.agent_instructions, new.snippets)
      is distinct from
      (old.name, old.version, old.sections, old.arrangement, old.variables, old.agent_instructions, old.snippets) then
      raise exception 'a published version does not change; duplicate it' using errcode = '2BP01';
    end if;
  end if;
  if new.state = 'published' and (tg_op = 'INSERT' or old.state in ('draft', 'review')) then
    new.published_at := coalesce(new.published_at, now());
    new.published_by := coalesce(new.published_by, console.actor());
  end if;
  return new;
end
$$;

create trigger keep_version before insert or update or delete on knock.prompt_templates
  for each row execute function knock.keep_template_version();

-- Parts that several templates share, inserted by name. They have versions too: a published template keeps the ones it
-- was published with.
create table knock.template_snippets (
  id uuid primary key default gen_random_uuid(),
  name varchar(60) not null check (name ~ '^[a-z][a-z0-9-]*$'),
  version int not null default 1 check (version > 0),
  text text not null check (char_length(text) <= 100000),
  description text,
  state varchar(20) not null default 'draft' check (state in ('draft', 'published', 'archived')),
  published_by text,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint template_snippets_version_key unique (name, version)
);

comment on table knock.template_snippets is 'reusable parts of templates, inserted as {{> name}}; one row is one version';
create unique index template_snippets_name_key on knock.template_snippets (name) where state = 'draft';

create function knock.keep_snippet_version() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' and exists (
      select from knock.prompt_templates as template, jsonb_each_text(template.snippets) as used
      where used.value = old.id::text) then
      raise exception 'a published template uses this version' using errcode = '2BP01';
    end if;
    return old;
  end if;
  if tg_op = 'UPDATE' and old.state <> 'draft'
    and ((new.name, new.version, new.text) is distinct from (old.name, old.version, old.text) or new.state = 'draft') then
    raise exception 'a published version does not change; make a new one' using errcode = '2BP01';
  end if;
  if new.state = 'published' and new.published_at is null then
    new.published_at := now();
    new.published_by := console.actor();
  end if;
  return new;
end
$$;

create trigger keep_version before insert or update or delete on knock.template_snippets
  for each row execute function knock.keep_snippet_version();
create trigger touch before update on knock.template_snippets for each row execute function console.touch_updated_at();
select console.remember('knock.template_snippets');

-- Values to render a template with: written by hand, or taken from a sample or a run.
create table knock.template_contexts (
  id uuid primary key default gen_random_uuid(),
  name varchar(100) not null check (btrim(name) <> ''),
  description text,
  tags text[] not null default '{}' check (knock.are_words(tags)),
  origin varchar(20) not null default 'hand' check (origin in ('hand', 'sample', 'run', 'edge')),
  job_id uuid references knock.agent_jobs (id) on delete set null,
  variables jsonb not null check (jsonb_typeof(variables) = 'object'),
  is_golden boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint template_contexts_name_key unique (name)
);

comment on column knock.template_contexts.is_golden is 'every version is rendered with it before it is published';
create index template_contexts_job_idx on knock.template_contexts (job_id);
create trigger touch before update on knock.template_contexts for each row execute function console.touch_updated_at();
select console.remember('knock.template_contexts');

-- What a version made of a golden context when somebody accepted it.
create table knock.template_renders (
  id uuid primary key default gen_random_uuid(),
  template_id uuid not null references knock.prompt_templates (id) on delete cascade,
  context_id uuid not null references knock.template_contexts (id) on delete cascade,
  variables jsonb not null,
  prompt text not null,
  tokens int not null check (tokens >= 0),
  accepted_by text not null default console.actor(),
  accepted_at timestamptz not null default now(),
  constraint template_renders_context_id_key unique (template_id, context_id)
);

create index template_renders_context_idx on knock.template_renders (context_id);
select console.remember('knock.template_renders');

-- How long a prompt may be, and whether a second person looks at a version before it becomes the default. One row.
create table knock.template_settings (
  id boolean primary key default true check (id),
  min_tokens int not null default 1000 check (min_tokens between 0 and 1000000),
  max_tokens int not null default 4000 check (max_tokens between 1 and 1000000),
  needs_review boolean not null default false,
  updated_at timestamptz not null default now(),
  constraint template_settings_max_tokens_fit_check check (max_tokens > min_tokens)
);

insert into knock.template_settings default values;
create trigger touch before update on knock.template_settings for each row execute function console.touch_updated_at();
select console.remember('knock.template_settings');
