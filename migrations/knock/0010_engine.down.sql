alter table knock.personas drop column degraded, drop column quality_score;
drop table knock.quality_criteria;
drop table knock.agent_settings;
drop trigger count_change on knock.trauma_types;
drop trigger count_change on knock.data_pool_visuals;
drop trigger count_change on knock.data_pool_archetypes;
drop trigger count_change on knock.data_pool_experiences;
drop function knock.count_pool_change();
drop sequence knock.pool_revision;
drop table knock.pictures;
drop table knock.step_cache;
drop table knock.agent_job_events;
drop table knock.agent_job_runtime;
drop index knock.agent_job_logs_step_key;
alter table knock.agent_job_logs
  drop constraint agent_job_logs_attempt_key,
  drop column worker,
  drop column answer,
  drop column question,
  drop column warnings,
  drop column error_kind,
  drop column idempotency_key,
  drop column cache_key,
  drop column cache_hit,
  drop column fallback_reason,
  drop column fallback_used,
  drop column engine,
  drop column lease,
  drop column attempt;
drop index knock.agent_jobs_unfinished_idx;
alter table knock.agent_jobs
  drop constraint agent_jobs_based_on_fit_check,
  drop constraint agent_jobs_batch_place_key,
  drop column archived_at,
  drop column archetype,
  drop column person,
  drop column warnings,
  drop column cost_usd,
  drop column completion_tokens,
  drop column prompt_tokens,
  drop column batch_place,
  drop column batch_id,
  drop column settings,
  drop column pool_revision,
  drop column error_kind,
  drop column failed_step,
  drop column based_on_kind,
  drop column based_on,
  drop column scheduled_for,
  drop column priority,
  drop column tags,
  drop column label,
  drop column template_digest,
  drop column template_id,
  drop column degraded,
  drop column seed,
  drop column engine;
drop table knock.batches;
