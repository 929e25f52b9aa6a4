drop table console.audit;
drop function console.refuse_change();
