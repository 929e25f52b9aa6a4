drop function knock.strongest_needs(jsonb);
drop function knock.are_words(text[]);
drop function knock.are_needs(text[]);
drop function knock.is_need_vector(jsonb);
drop function knock.is_intensity(text);
drop function knock.is_need(text);
drop schema knock;
