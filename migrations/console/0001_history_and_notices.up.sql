-- What the console itself needs in every database, whatever systems live beside it: the history of edited rows and
-- the notices by which an open window learns of a change that somebody else made.

create table console.history (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  transaction_id xid8 not null default pg_current_xact_id(),
  schema_name text not null,
  table_name text not null,
  row_id text not null,
  label text not null,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  actor text not null,
  origin text not null,
  changed text[] not null,
  old_row jsonb,
  new_row jsonb
);

comment on table console.history is 'every change of an admin-managed row, by whichever program it was made';
create index history_row_idx on console.history (schema_name, table_name, row_id, id desc);
create index history_at_idx on console.history (at desc);
create index history_actor_idx on console.history (actor, id desc);
create index history_transaction_id_idx on console.history (transaction_id);

-- Who writes: the console names its user for the length of a transaction; any other program is known by its role.
create function console.actor() returns text
language sql stable
return coalesce(nullif(current_setting('greenroom.actor', true), ''), session_user);

create function console.origin() returns text
language sql stable
return coalesce(
  nullif(current_setting('greenroom.origin', true), ''),
  nullif(current_setting('application_name', true), ''),
  'unknown'
);

-- Arguments of the trigger: the key columns.
create function console.record_history() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  one_row jsonb := coalesce(new_row, old_row);
  changed text[];
  key jsonb;
begin
  select coalesce(array_agg(pair.key order by pair.key), '{}') into changed
  from jsonb_each(one_row) as pair
  where pair.key <> 'updated_at'
    and (old_row -> pair.key) is distinct from (new_row -> pair.key);
  if tg_op = 'UPDATE' and cardinality(changed) = 0 then
    return null;
  end if;
  select jsonb_object_agg(name, coalesce(old_row, new_row) -> name) into key from unnest(tg_argv) as name;
  insert into console.history
    (schema_name, table_name, row_id, label, operation, actor, origin, changed, old_row, new_row)
  values (
    tg_table_schema,
    tg_table_name,
    case when tg_nargs = 1 then key ->> tg_argv[0] else key::text end,
    coalesce(
      one_row ->> 'title', one_row ->> 'display_name', one_row ->> 'value', one_row ->> 'name', one_row ->> 'label', ''
    ),
    lower(tg_op), console.actor(), console.origin(), changed, old_row, new_row
  );
  return null;
end
$$;

-- One notice for each statement. Up to a hundred keys are named; beyond that the reader is told only how many.
create function console.notify_change() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  ids text[] := '{}';
  affected bigint := 0;
begin
  if tg_op <> 'TRUNCATE' then
    execute format('select count(*), coalesce((array_agg((%I)::text))[1:100], ''{}'') from affected_rows', tg_argv[0])
      into affected, ids;
    if affected = 0 then
      return null;
    end if;
  end if;
  perform pg_notify('greenroom_changes', jsonb_build_object(
    'table', tg_table_schema || '.' || tg_table_name,
    'operation', lower(tg_op),
    'ids', case when affected > 100 then '[]'::jsonb else to_jsonb(ids) end,
    'count', affected,
    'actor', console.actor()
  )::text);
  return null;
end
$$;

-- console.announce('schema.table') sends a notice for every change of the table.
create function console.announce(target regclass, key_column text default 'id') returns void
language plpgsql
as $$
begin
  execute format(
    'create trigger announce_insert after insert on %s referencing new table as affected_rows
       for each statement execute function console.notify_change(%L)', target, key_column);
  execute format(
    'create trigger announce_update after update on %s referencing new table as affected_rows
       for each statement execute function console.notify_change(%L)', target, key_column);
  execute format(
    'create trigger announce_delete after delete on %s referencing old table as affected_rows
       for each statement execute function console.notify_change(%L)', target, key_column);
  execute format(
    'create trigger announce_truncate after truncate on %s
       for each statement execute function console.notify_change(%L)', target, key_column);
end
$$;

-- console.remember('schema.table') keeps every version of every row in console.history, and announces changes too.
create function console.remember(target regclass, key_column text default 'id') returns void
language plpgsql
as $$
begin
  execute format(
    'create trigger remember after insert or update or delete on %s
       for each row execute function console.record_history(%L)', target, key_column);
  perform console.announce(target, key_column);
end
$$;

create function console.touch_updated_at() returns trigger
language plpgsql
as $$
begin
  new.updated_at := now();
  return new;
end
$$;
