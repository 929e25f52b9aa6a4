drop table knock.coverage_targets;
drop table knock.trauma_types;
drop table knock.data_pool_visuals;
drop table knock.data_pool_experiences;
drop table knock.data_pool_archetypes;
drop function knock.rename_archetype();
drop function knock.fill_matching_needs();
