-- Free text search by pairs of letters. Korean is searched by parts of words, most of them two syllables long, and a
-- trigram index knows nothing shorter than three; an index over pairs answers two syllables exactly and longer texts by
-- all of their pairs. A pair does not span a blank.
create function console.letter_pairs(words text) returns text[]
language sql immutable strict parallel safe
begin atomic
  select coalesce(array_agg(distinct first || second), '{}')
  from (select string_to_array(lower(words), null) as letters) as text,
    unnest(text.letters, text.letters[2:]) as pair (first, second)
  where second is not null and first > ' ' and second > ' ';
end;

-- Filters, sorting and columns that somebody gave a name to, for themselves or for the team.
create table console.saved_views (
  id uuid primary key default gen_random_uuid(),
  table_name text not null,
  name varchar(100) not null check (btrim(name) <> ''),
  owner text not null default console.actor(),
  is_shared boolean not null default false,
  definition jsonb not null check (jsonb_typeof(definition) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint saved_views_name_key unique (table_name, owner, name)
);

create trigger touch before update on console.saved_views for each row execute function console.touch_updated_at();
select console.remember('console.saved_views');
