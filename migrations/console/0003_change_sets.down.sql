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

create or replace function console.remember(target regclass, key_column text default 'id') returns void
language plpgsql
as $$
begin
  execute format(
    'create trigger remember after insert or update or delete on %s
       for each row execute function console.record_history(%L)', target, key_column);
  perform console.announce(target, key_column);
end
$$;

do $$
declare
  known record;
begin
  for known in
    select tgrelid::regclass as target, convert_from(substring(tgargs from 1 for length(tgargs) - 1), 'UTF8') as key_column
    from pg_trigger
    where tgfoid = 'console.record_statement()'::regprocedure and tgname = 'remember_insert'
  loop
    execute format('drop trigger remember_insert on %s', known.target);
    execute format('drop trigger remember_update on %s', known.target);
    execute format('drop trigger remember_delete on %s', known.target);
    execute format(
      'create trigger remember after insert or update or delete on %s
         for each row execute function console.record_history(%L)', known.target, known.key_column);
  end loop;
end
$$;

drop function console.remember_statements(regclass, text);
drop function console.record_statement();
drop function console.label_of(jsonb);
drop function console.change_set();
drop index console.history_change_set_idx;
drop index console.history_deleted_idx;
alter table console.history drop column change_set;
