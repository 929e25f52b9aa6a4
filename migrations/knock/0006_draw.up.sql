-- How rows of the pools are drawn for a character: what raises a row's weight, and how many are taken. One row.

create table knock.draw_settings (
  id boolean primary key default true check (id),
  needs_considered int not null default 3 check (needs_considered between 1 and 6),
  need_cut double precision not null default 0.5 check (need_cut between 0 and 1),
  archetype_factor double precision not null default 1.5 check (archetype_factor between 1 and 10),
  intensity_factor double precision not null default 1.25 check (intensity_factor between 1 and 10),
  keyword_factor double precision not null default 1.5 check (keyword_factor between 1 and 10),
  keyword_cap int not null default 3 check (keyword_cap between 0 and 10),
  most_of_a_need int not null default 2 check (most_of_a_need between 1 and 50),
  experience_count int not null default 4 check (experience_count between 3 and 5),
  visual_count int not null default 2 check (visual_count between 1 and 50),
  archetype_shortlist int not null default 2 check (archetype_shortlist between 1 and 50),
  updated_at timestamptz not null default now(),
  constraint draw_settings_experience_count_fit_check check (experience_count <= needs_considered * most_of_a_need),
  constraint draw_settings_visual_count_fit_check check (visual_count <= needs_considered * most_of_a_need)
);

comment on table knock.draw_settings is 'one row: how experiences, visuals and archetypes are weighed and drawn';
comment on column knock.draw_settings.need_cut is 'a need takes part above this; the strongest always does';

insert into knock.draw_settings default values;

create trigger touch before update on knock.draw_settings for each row execute function console.touch_updated_at();
select console.remember('knock.draw_settings');
