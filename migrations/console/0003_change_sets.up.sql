-- What was done in one go can be undone in one go: every change carries the set it belongs to, also when a long piece
-- of work is committed in parts. And history is written once for a statement instead of once for a row.

alter table console.history add column change_set uuid;
comment on column console.history.change_set is 'the piece of work the change belongs to; null when another program made it';
create index history_change_set_idx on console.history (change_set, row_id) where change_set is not null;
create index history_deleted_idx on console.history (schema_name, table_name, id desc) where operation = 'delete';

create function console.change_set() returns uuid
language sql stable
return nullif(current_setting('greenroom.change_set', true), '')::uuid;

-- The name people know a row by.
create function console.label_of(one_row jsonb) returns text
language sql immutable parallel safe
return coalesce(
  one_row ->> 'title', one_row ->> 'display_name', one_row ->> 'value', one_row ->> 'name', one_row ->> 'label', ''
);

-- Argument of the trigger: the key column. A changed key is remembered as a deletion and an insertion.
create function console.record_statement() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  pairs text;
begin
  pairs := case tg_op
    when 'INSERT' then 'select null::jsonb as old_row, to_jsonb(n) as new_row from new_rows as n'
    when 'DELETE' then 'select to_jsonb(o) as old_row, null::jsonb as new_row from old_rows as o'
    else 'select to_jsonb(o) as old_row, to_jsonb(n) as new_row from old_rows as o full join new_rows as n using (%1$I)'
  end;
  execute format(
    'insert into console.history
       (schema_name, table_name, row_id, label, operation, actor, origin, change_set, changed, old_row, new_row)
     select $1, $2, one_row ->> %1$L, console.label_of(one_row),
       case when old_row is null then ''insert'' when new_row is null then ''delete'' else ''update'' end,
       $3, $4, $5, columns.changed, old_row, new_row
     from (' || pairs || ') as pair
     cross join lateral (select coalesce(new_row, old_row) as one_row) as either
     cross join lateral (
       select coalesce(array_agg(field.key order by field.key), ''{}'') as changed
       from jsonb_each(one_row) as field
       where field.key <> ''updated_at'' and (old_row -> field.key) is distinct from (new_row -> field.key)
     ) as columns
     where cardinality(columns.changed) > 0', tg_argv[0])
  using tg_table_schema::text, tg_table_name::text, console.actor(), console.origin(), console.change_set();
  return null;
end
$$;

create function console.remember_statements(target regclass, key_column text) returns void
language plpgsql
as $$
begin
  execute format(
    'create trigger remember_insert after insert on %s referencing new table as new_rows
       for each statement execute function console.record_statement(%L)', target, key_column);
  execute format(
    'create trigger remember_update after update on %s referencing old table as old_rows new table as new_rows
       for each statement execute function console.record_statement(%L)', target, key_column);
  execute format(
    'create trigger remember_delete after delete on %s referencing old table as old_rows
       for each statement execute function console.record_statement(%L)', target, key_column);
end
$$;

create or replace function console.remember(target regclass, key_column text default 'id') returns void
language plpgsql
as $$
begin
  perform console.remember_statements(target, key_column);
  perform console.announce(target, key_column);
end
$$;

-- Tables that are remembered already go over to the new way.
do $$
declare
  known record;
begin
  for known in
    select tgrelid::regclass as target, convert_from(substring(tgargs from 1 for length(tgargs) - 1), 'UTF8') as key_column
    from pg_trigger
    where tgfoid = 'console.record_history()'::regprocedure and tgnargs = 1
  loop
    execute format('drop trigger remember on %s', known.target);
    perform console.remember_statements(known.target, known.key_column);
  end loop;
end
$$;

drop function console.record_history();
