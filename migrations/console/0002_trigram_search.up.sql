-- Trigram indexes make free text search fast. A server without the extension, or a role that may not create it,
-- keeps working: searches then read the table.
do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_trgm') then
    create extension if not exists pg_trgm;
  end if;
exception
  when insufficient_privilege then
    raise notice 'pg_trgm is available but this role may not create it';
end
$$;
