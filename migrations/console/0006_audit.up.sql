-- What was done with people's data, by whom, and nothing else: an entry names a person by an id that may point to nobody
-- any more, and is never changed.

create table console.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null default console.actor(),
  origin text not null default console.origin(),
  deed varchar(20) not null check (deed in ('erase', 'export', 'reveal', 'purgeRawData')),
  subject uuid not null,
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object')
);

comment on table console.audit is 'what was done with people''s data; the subject is an id and nothing more';
create index audit_subject_idx on console.audit (subject, id desc);

create function console.refuse_change() returns trigger
language plpgsql
as $$
begin
  raise exception 'entries of the audit are neither changed nor removed' using errcode = 'restrict_violation';
end
$$;

create trigger stays before update or delete or truncate on console.audit
  for each statement execute function console.refuse_change();
