-- Who works on runs, and whom agents may ask.

create table console.workers (
  id int generated always as identity primary key,
  name text not null,
  host text not null,
  pid int not null,
  version text not null,
  concurrency int not null check (concurrency between 1 and 1000),
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  stopped_at timestamptz
);

comment on table console.workers is 'programs that take runs; each holds the advisory lock (1198419778, id) for as long as it lives';
create index workers_alive_idx on console.workers (heartbeat_at) where stopped_at is null;
select console.announce('console.workers');

-- A worker is alive while its session is, and while it says so: a killed process loses its lock at once, a frozen one or
-- one that is cut off falls silent.
create function console.is_alive(worker int) returns boolean
language sql volatile
return exists (
  select from console.workers as one
  where one.id = worker and one.stopped_at is null and one.heartbeat_at > clock_timestamp() - interval '15 seconds'
    and exists (
      select from pg_catalog.pg_locks as held
      where held.locktype = 'advisory' and held.classid = 1198419778 and held.objid = worker::oid and held.objsubid = 2
        and held.granted and held.database = (select oid from pg_catalog.pg_database where datname = current_database())
    )
);

create table console.providers (
  name varchar(40) primary key check (name ~ '^[a-z][a-z0-9_-]*$' and name <> 'offline'),
  kind varchar(20) not null check (kind in ('openAi', 'gemini', 'anthropic', 'automatic1111')),
  base_url text check (base_url ~ '^https?://[^[:space:]]+$'),
  model text not null default '',
  image_model text not null default '',
  concurrency int not null default 4 check (concurrency between 1 and 100),
  is_enabled boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table console.providers is 'servers with models; their keys are in the keychain of each machine, never here';
create trigger touch before update on console.providers for each row execute function console.touch_updated_at();
select console.remember('console.providers', 'name');

insert into console.providers (name, kind, base_url, model, image_model) values
  ('openai', 'openAi', null, 'gpt-4o-mini', 'gpt-image-1'),
  ('gemini', 'gemini', null, 'gemini-2.5-flash', 'imagen-4.0-generate-001'),
  ('anthropic', 'anthropic', null, 'claude-sonnet-4-5', ''),
  ('ollama', 'openAi', 'http://localhost:11434/v1', 'llama3.1', ''),
  ('automatic1111', 'automatic1111', 'http://127.0.0.1:7860', '', 'default');

-- US dollars. A pattern may end in *; the longest that fits is taken.
create table console.model_prices (
  id uuid primary key default gen_random_uuid(),
  provider varchar(40) not null references console.providers (name) on update cascade on delete cascade,
  model text not null check (btrim(model) <> ''),
  input_per_million double precision not null default 0 check (input_per_million >= 0),
  output_per_million double precision not null default 0 check (output_per_million >= 0),
  per_image double precision not null default 0 check (per_image >= 0),
  updated_at timestamptz not null default now(),
  constraint model_prices_model_key unique (provider, model)
);

create trigger touch before update on console.model_prices for each row execute function console.touch_updated_at();
select console.remember('console.model_prices');

insert into console.model_prices (provider, model, input_per_million, output_per_million, per_image) values
  ('openai', 'gpt-4o-mini*', 0.15, 0.60, 0),
  ('openai', 'gpt-4o*', 2.50, 10.00, 0),
  ('openai', 'gpt-image-1*', 0, 0, 0.04),
  ('gemini', 'gemini-2.5-flash*', 0.30, 2.50, 0),
  ('gemini', 'gemini-2.5-pro*', 1.25, 10.00, 0),
  ('gemini', 'imagen-*', 0, 0, 0.04),
  ('anthropic', 'claude-sonnet-*', 3.00, 15.00, 0),
  ('anthropic', 'claude-haiku-*', 1.00, 5.00, 0),
  ('ollama', '*', 0, 0, 0),
  ('automatic1111', '*', 0, 0, 0);

-- What may be spent; nothing set means no limit. One row.
create table console.budgets (
  id boolean primary key default true check (id),
  run_usd double precision check (run_usd >= 0),
  day_usd double precision check (day_usd >= 0),
  updated_at timestamptz not null default now()
);

insert into console.budgets default values;
create trigger touch before update on console.budgets for each row execute function console.touch_updated_at();
select console.remember('console.budgets');
