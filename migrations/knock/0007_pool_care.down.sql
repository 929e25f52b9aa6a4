drop index if exists knock.data_pool_visuals_alike_idx;
drop index if exists knock.data_pool_experiences_alike_idx;
drop index knock.data_pool_visuals_words_idx;
drop index knock.data_pool_experiences_words_idx;
drop index knock.data_pool_visuals_cell_idx;
drop index knock.data_pool_visuals_updated_at_idx;
drop index knock.data_pool_visuals_review_state_idx;
drop index knock.data_pool_visuals_weight_idx;
drop index knock.data_pool_visuals_value_idx;
drop index knock.data_pool_visuals_element_type_idx;
drop index knock.data_pool_visuals_intensity_idx;
drop index knock.data_pool_visuals_need_idx;
drop index knock.data_pool_experiences_cell_idx;
drop index knock.data_pool_experiences_updated_at_idx;
drop index knock.data_pool_experiences_review_state_idx;
drop index knock.data_pool_experiences_priority_idx;
drop index knock.data_pool_experiences_weight_idx;
drop index knock.data_pool_experiences_title_idx;
drop index knock.data_pool_experiences_intensity_idx;
drop index knock.data_pool_experiences_need_idx;
create index data_pool_visuals_active_idx on knock.data_pool_visuals (is_active);
create index data_pool_visuals_need_idx on knock.data_pool_visuals (need_type, element_type);
create index data_pool_experiences_active_idx on knock.data_pool_experiences (is_active);
create index data_pool_experiences_need_idx on knock.data_pool_experiences (need_type, intensity);
drop table knock.pool_usage;

do $$
declare
  pool text;
begin
  foreach pool in array array['data_pool_experiences', 'data_pool_archetypes', 'data_pool_visuals'] loop
    execute format('drop trigger keep_review_state on knock.%I', pool);
    execute format('alter table knock.%I
      drop constraint %I,
      drop column review_state, drop column reviewed_by, drop column reviewed_at, drop column review_note',
      pool, pool || '_is_active_fit_check');
  end loop;
end
$$;

drop function knock.keep_review_state();
