drop table knock.chat_messages;
drop function knock.count_interaction();
drop table knock.rooms;
drop table knock.personas;
drop table knock.agent_job_logs;
drop table knock.agent_jobs;
drop table knock.sample_inputs;
