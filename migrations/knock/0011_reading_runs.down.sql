drop index knock.agent_jobs_tags_idx;
drop index knock.agent_jobs_batch_idx;
drop index knock.agent_jobs_execution_time_idx;
drop index knock.agent_jobs_quality_idx;
drop view knock.run_rows;
drop table knock.agent_job_texts;
alter table knock.agent_jobs drop column character, drop column deleted_at, drop column note, drop column triage;
