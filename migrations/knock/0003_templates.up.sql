-- Prompt templates: one row is one version of seven Handlebars sections.

-- Every section is a text; the seven known ones are there.
create function knock.is_template_sections(sections jsonb) returns boolean
language sql immutable parallel safe
as $$
  select jsonb_typeof(sections) = 'object'
    and sections ?& array['why', 'past', 'trauma', 'how', 'personality', 'what', 'relationship']
    and not exists (
      select from jsonb_each(case when jsonb_typeof(sections) = 'object' then sections else '{}' end) as section
      where jsonb_typeof(section.value) <> 'string'
    )
$$;

create table knock.prompt_templates (
  id uuid primary key default gen_random_uuid(),
  name varchar(255) not null check (btrim(name) <> ''),
  version varchar(20) not null default '1.0' check (btrim(version) <> ''),
  description text,
  sections jsonb not null check (knock.is_template_sections(sections)),
  variables jsonb not null default '[]' check (jsonb_typeof(variables) = 'array'),
  agent_instructions text,
  is_active boolean not null default true,
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid references knock.users (id) on delete set null,
  constraint prompt_templates_version_key unique (name, version),
  constraint prompt_templates_is_default_check check (not is_default or is_active)
);

create index prompt_templates_active_idx on knock.prompt_templates (is_active, is_default);
create index prompt_templates_created_by_idx on knock.prompt_templates (created_by);
create unique index prompt_templates_is_default_key on knock.prompt_templates (is_default) where is_default;

create trigger touch before update on knock.prompt_templates for each row execute function console.touch_updated_at();
select console.remember('knock.prompt_templates');
