drop table knock.prompt_templates;
drop function knock.is_template_sections(jsonb);
