drop function console.touch_updated_at();
drop function console.remember(regclass, text);
drop function console.announce(regclass, text);
drop function console.notify_change();
drop function console.record_history();
drop function console.origin();
drop function console.actor();
drop table console.history;
