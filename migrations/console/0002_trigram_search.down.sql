-- The extension stays: it may have been there before us, and other schemas may use it.
select 1;
