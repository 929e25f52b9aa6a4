drop table knock.template_settings;
drop table knock.template_renders;
drop table knock.template_contexts;
drop table knock.template_snippets;
drop function knock.keep_snippet_version();
drop trigger keep_version on knock.prompt_templates;
drop function knock.keep_template_version();

alter table knock.personas drop constraint personas_template_id_fkey;
alter table knock.personas add constraint personas_template_id_fkey
  foreign key (template_id) references knock.prompt_templates (id) on delete set null;

drop index knock.prompt_templates_words_idx;
drop index knock.prompt_templates_based_on_idx;
alter table knock.prompt_templates
  drop constraint prompt_templates_is_active_fit_check,
  drop column state, drop column arrangement, drop column folder, drop column tags, drop column based_on,
  drop column snippets, drop column review_note, drop column submitted_by, drop column submitted_at,
  drop column published_by, drop column published_at, drop column publish_note;

drop function knock.is_folder(text);
drop function knock.is_arrangement(text[]);
