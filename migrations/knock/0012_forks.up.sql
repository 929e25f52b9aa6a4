-- A run may go on from an output that a person wrote in place of another run's.

alter table knock.agent_jobs
  drop constraint agent_jobs_based_on_kind_check,
  add constraint agent_jobs_based_on_kind_check
    check (based_on_kind in ('retry', 'like', 'regenerated', 'imported', 'fork'));
