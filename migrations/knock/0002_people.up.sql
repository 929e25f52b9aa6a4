-- The people Knock is for, and what they told it. Written by the product; the console reads.

create table knock.users (
  id uuid primary key default gen_random_uuid(),
  email varchar(255) not null unique check (email like '%_@_%'),
  password_hash varchar(255) not null,
  username varchar(100),
  display_name varchar(100),
  is_admin boolean not null default false,
  is_premium boolean not null default false,
  premium_expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_login_at timestamptz,
  onboarding_completed boolean not null default false,
  onboarding_completed_at timestamptz
);

comment on column knock.users.password_hash is 'never selected by the console';
create index users_premium_idx on knock.users (is_premium, premium_expires_at);

create table knock.onboarding_data (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references knock.users (id) on delete cascade,
  domains text[] not null default '{}' check (cardinality(domains) <= 100 and knock.are_words(domains)),
  keywords text[] not null default '{}' check (cardinality(keywords) <= 100 and knock.are_words(keywords)),
  categories text[] not null default '{}' check (knock.are_words(categories)),
  interests text[] not null default '{}' check (cardinality(interests) <= 10 and knock.are_words(interests)),
  avoid_topics text[] not null default '{}' check (cardinality(avoid_topics) <= 5 and knock.are_words(avoid_topics)),
  conversation_style varchar(20) check (conversation_style in ('casual', 'formal', 'mixed')),
  response_length varchar(20) check (response_length in ('short', 'medium', 'long')),
  raw_data jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on column knock.onboarding_data.raw_data is
  'private browsing data: should stay null, and is never shown; a value here is to be purged';

create trigger touch before update on knock.users for each row execute function console.touch_updated_at();
create trigger touch before update on knock.onboarding_data for each row execute function console.touch_updated_at();
select console.announce('knock.users');
select console.announce('knock.onboarding_data', 'user_id');
