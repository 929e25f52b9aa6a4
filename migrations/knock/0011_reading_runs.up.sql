-- What people who read runs add to them, and what they are found by.

alter table knock.agent_jobs
  add column triage varchar(10) not null default 'new' check (triage in ('new', 'looking', 'known', 'done')),
  add column note text not null default '',
  add column deleted_at timestamptz,
  add column character text generated always as (output #>> '{character,name}') stored;

comment on column knock.agent_jobs.triage is 'how far somebody is with a run that failed or looks odd';
comment on column knock.agent_jobs.deleted_at is 'out of every list; a purge removes it for good';

-- Every text of a run, from its input to its errors, and the pairs of letters in it. The program that worked on the run
-- writes it after its end: 20,000 letters take longer to cut into pairs here than a run takes.
create table knock.agent_job_texts (
  job_id uuid primary key references knock.agent_jobs (id) on delete cascade,
  text text not null,
  pairs text[] not null,
  is_whole boolean not null default false
);

comment on column knock.agent_job_texts.is_whole is 'of a run that was over when they were gathered';
create index agent_job_texts_pairs_idx on knock.agent_job_texts using gin (pairs);

-- Runs as a list shows them.
create view knock.run_rows as
select job.id, job.xmin, job.number,
  case when job.status = 'running' and runtime.gate is not null then 'waiting' else job.status end as status,
  job.person, job.user_id, job.character, job.archetype, job.template_id,
  (select name || ' ' || version from knock.prompt_templates where id = job.template_id) as template,
  job.quality_score as quality, job.degraded, job.engine, job.seed, job.execution_time_ms as duration_ms,
  (select count(distinct step) from knock.agent_job_logs as log
    where log.job_id = job.id and log.status = 'completed')::int as steps_done,
  job.prompt_tokens, job.completion_tokens, job.prompt_tokens + job.completion_tokens as tokens, job.cost_usd,
  job.warnings, job.error_kind, job.error_message as error, job.failed_step, job.label, job.tags, job.priority,
  job.scheduled_for, job.based_on, job.based_on_kind,
  (select base.number from knock.agent_jobs as base where base.id = job.based_on) as based_on_number,
  job.batch_id, (select number from knock.batches where id = job.batch_id) as batch_number,
  coalesce((job.config ->> 'dryRun')::boolean, false) as dry_run, job.triage, job.note, job.created_at, job.started_at,
  job.completed_at, job.archived_at, job.deleted_at, texts.text, texts.pairs
from knock.agent_jobs as job
  left join knock.agent_job_runtime as runtime on runtime.job_id = job.id
  left join knock.agent_job_texts as texts on texts.job_id = job.id;

comment on view knock.run_rows is 'agent_jobs as the list of runs shows them';

create index agent_jobs_quality_idx on knock.agent_jobs (quality_score, id);
create index agent_jobs_execution_time_idx on knock.agent_jobs (execution_time_ms, id);
create index agent_jobs_batch_idx on knock.agent_jobs (batch_id) where batch_id is not null;
create index agent_jobs_tags_idx on knock.agent_jobs using gin (tags) where tags <> '{}';
