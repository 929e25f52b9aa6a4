-- The closed vocabularies of Knock, as functions that check constraints can call.

create schema knock;

create function knock.is_need(word text) returns boolean
language sql immutable parallel safe
return word in ('survival', 'belonging', 'recognition', 'autonomy', 'growth', 'meaning');

create function knock.is_intensity(word text) returns boolean
language sql immutable parallel safe
return word in ('low', 'medium', 'high');

-- A vector of needs: exactly the six keys, each a number from 0 to 1.
create function knock.is_need_vector(vector jsonb) returns boolean
language sql immutable parallel safe
as $$
  select jsonb_typeof(vector) = 'object'
    and (select count(*) = 6 and bool_and(
           knock.is_need(pair.key)
           and case when jsonb_typeof(pair.value) = 'number'
             then (pair.value)::numeric between 0 and 1 else false end)
         from jsonb_each(case when jsonb_typeof(vector) = 'object' then vector else '{}' end) as pair)
$$;

create function knock.are_needs(words text[]) returns boolean
language sql immutable parallel safe
return not exists (select from unnest(words) as word where word is null or not knock.is_need(word));

-- No empty entries, none that is only spaces, none missing.
create function knock.are_words(words text[]) returns boolean
language sql immutable parallel safe
return not exists (select from unnest(words) as word where word is null or btrim(word) = '');

-- The three strongest needs of a profile, strongest first; ties in canonical order.
create function knock.strongest_needs(profile jsonb) returns text[]
language sql immutable parallel safe
as $$
  select coalesce(array_agg(need order by ranked.place), '{}')
  from (
    select need, row_number() over (
      order by (profile ->> need)::numeric desc nulls last,
        array_position(array['survival', 'belonging', 'recognition', 'autonomy', 'growth', 'meaning'], need)
    ) as place
    from unnest(array['survival', 'belonging', 'recognition', 'autonomy', 'growth', 'meaning']) as need
  ) as ranked
  where ranked.place <= 3
$$;
