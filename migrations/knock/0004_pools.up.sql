-- The data pools that content admins curate: what characters are made of.

create table knock.data_pool_archetypes (
  id uuid primary key default gen_random_uuid(),
  name varchar(100) not null unique check (name ~ '^[a-z][a-z0-9_]*$'),
  display_name varchar(100) not null check (btrim(display_name) <> ''),
  description text not null,
  need_profile jsonb not null check (knock.is_need_vector(need_profile)),
  behaviors jsonb not null check (jsonb_typeof(behaviors) = 'array'),
  conversation_style jsonb check (jsonb_typeof(conversation_style) = 'object'),
  keywords text[] not null default '{}' check (knock.are_words(keywords)),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid references knock.users (id) on delete set null,
  display_name_en varchar(100),
  visual_elements jsonb not null default '{}' check (jsonb_typeof(visual_elements) = 'object'),
  matching_needs text[] not null default '{}' check (knock.are_needs(matching_needs)),
  weight int not null default 100 check (weight between 1 and 1000)
);

comment on column knock.data_pool_archetypes.matching_needs is 'left empty, it becomes the three strongest of need_profile';
create index data_pool_archetypes_active_idx on knock.data_pool_archetypes (is_active);
create index data_pool_archetypes_created_by_idx on knock.data_pool_archetypes (created_by);
create index data_pool_archetypes_created_at_idx on knock.data_pool_archetypes (created_at, id);

create table knock.data_pool_experiences (
  id uuid primary key default gen_random_uuid(),
  need_type varchar(50) not null check (knock.is_need(need_type)),
  intensity varchar(20) not null check (knock.is_intensity(intensity)),
  title varchar(255) not null check (btrim(title) <> ''),
  description text not null check (btrim(description) <> ''),
  tags text[] not null default '{}' check (knock.are_words(tags)),
  archetypes text[] not null default '{}' check (knock.are_words(archetypes)),
  weight int not null default 100 check (weight between 1 and 1000),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid references knock.users (id) on delete set null,
  age_min smallint not null default 13 check (age_min between 0 and 100),
  age_max smallint not null default 18 check (age_max between 0 and 100),
  learnings text[] not null default '{}' check (knock.are_words(learnings)),
  trigger_keywords text[] not null default '{}' check (knock.are_words(trigger_keywords)),
  extra_needs text[] not null default '{}' check (knock.are_needs(extra_needs)),
  priority smallint not null default 5 check (priority between 1 and 10),
  constraint data_pool_experiences_age_max_order_check check (age_min <= age_max)
);

create index data_pool_experiences_need_idx on knock.data_pool_experiences (need_type, intensity);
create index data_pool_experiences_archetypes_idx on knock.data_pool_experiences using gin (archetypes);
create index data_pool_experiences_tags_idx on knock.data_pool_experiences using gin (tags);
create index data_pool_experiences_active_idx on knock.data_pool_experiences (is_active);
create index data_pool_experiences_created_by_idx on knock.data_pool_experiences (created_by);
create index data_pool_experiences_created_at_idx on knock.data_pool_experiences (created_at, id);

create table knock.data_pool_visuals (
  id uuid primary key default gen_random_uuid(),
  need_type varchar(50) not null check (knock.is_need(need_type)),
  intensity varchar(20) not null check (knock.is_intensity(intensity)),
  element_type varchar(50) not null check (element_type in ('color', 'object', 'mood', 'lighting', 'layout')),
  value varchar(255) not null check (btrim(value) <> ''),
  description text,
  weight int not null default 100 check (weight between 1 and 1000),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid references knock.users (id) on delete set null,
  value_en varchar(255),
  prompt_fragment text,
  symbolism text
);

comment on column knock.data_pool_visuals.prompt_fragment is 'what goes into the image prompt; without it, value does';
create index data_pool_visuals_need_idx on knock.data_pool_visuals (need_type, element_type);
create index data_pool_visuals_active_idx on knock.data_pool_visuals (is_active);
create index data_pool_visuals_created_by_idx on knock.data_pool_visuals (created_by);
create index data_pool_visuals_created_at_idx on knock.data_pool_visuals (created_at, id);

create table knock.trauma_types (
  id uuid primary key default gen_random_uuid(),
  name varchar(100) not null unique check (name ~ '^[a-z][a-z0-9_]*$'),
  display_name varchar(100) not null check (btrim(display_name) <> ''),
  display_name_en varchar(100),
  description text not null default '',
  keywords text[] not null default '{}' check (knock.are_words(keywords)),
  elements jsonb not null default '[]' check (jsonb_typeof(elements) = 'array'),
  weight int not null default 100 check (weight between 1 and 1000),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table knock.trauma_types is 'words that betray a trauma in a text, and the objects a room answers it with';

-- How many rows the pools should hold; the coverage views measure against it. One row.
create table knock.coverage_targets (
  id boolean primary key default true check (id),
  experiences_per_need int not null default 10 check (experiences_per_need between 1 and 10000),
  experiences_per_intensity int not null default 3 check (experiences_per_intensity between 0 and 10000),
  visuals_per_need int not null default 20 check (visuals_per_need between 1 and 10000),
  visuals_per_element int not null default 4 check (visuals_per_element between 0 and 10000),
  updated_at timestamptz not null default now(),
  constraint coverage_targets_experiences_per_intensity_fit_check
    check (experiences_per_intensity * 3 <= experiences_per_need),
  constraint coverage_targets_visuals_per_element_fit_check check (visuals_per_element * 5 <= visuals_per_need)
);

insert into knock.coverage_targets default values;

-- An archetype written without matching needs gets those of its profile.
create function knock.fill_matching_needs() returns trigger
language plpgsql
as $$
begin
  if cardinality(new.matching_needs) = 0 then
    new.matching_needs := knock.strongest_needs(new.need_profile);
  end if;
  return new;
end
$$;

-- Experiences name archetypes in an array, which no foreign key can guard: a rename is carried over here.
create function knock.rename_archetype() returns trigger
language plpgsql
as $$
begin
  update knock.data_pool_experiences
  set archetypes = array_replace(archetypes, old.name::text, new.name::text)
  where archetypes @> array[old.name::text];
  return null;
end
$$;

create trigger fill_matching_needs before insert or update on knock.data_pool_archetypes
  for each row execute function knock.fill_matching_needs();
create trigger rename_archetype after update of name on knock.data_pool_archetypes
  for each row when (old.name is distinct from new.name) execute function knock.rename_archetype();

create trigger touch before update on knock.data_pool_archetypes for each row execute function console.touch_updated_at();
create trigger touch before update on knock.data_pool_experiences for each row execute function console.touch_updated_at();
create trigger touch before update on knock.data_pool_visuals for each row execute function console.touch_updated_at();
create trigger touch before update on knock.trauma_types for each row execute function console.touch_updated_at();
create trigger touch before update on knock.coverage_targets for each row execute function console.touch_updated_at();

select console.remember('knock.data_pool_archetypes');
select console.remember('knock.data_pool_experiences');
select console.remember('knock.data_pool_visuals');
select console.remember('knock.trauma_types');
select console.remember('knock.coverage_targets');
