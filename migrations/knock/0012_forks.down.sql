update knock.agent_jobs set based_on_kind = 'retry' where based_on_kind = 'fork';

alter table knock.agent_jobs
  drop constraint agent_jobs_based_on_kind_check,
  add constraint agent_jobs_based_on_kind_check check (based_on_kind in ('retry', 'like', 'regenerated', 'imported'));
