drop table console.saved_views;
drop function console.letter_pairs(text);
