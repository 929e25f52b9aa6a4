-- Which row of a pool took over which: the runs that used the one that is gone stand with the one that stayed. What runs
-- recorded is not written over, so that undoing the merge gives each row its own runs again.
create table knock.merged_rows (
  id uuid primary key,
  kept_id uuid not null,
  created_at timestamptz not null default now(),
  constraint merged_rows_kept_id_check check (kept_id <> id)
);

comment on table knock.merged_rows is 'rows of a pool that became another row; id is the one that is gone';
create index merged_rows_kept_id_idx on knock.merged_rows (kept_id);
select console.remember('knock.merged_rows');
