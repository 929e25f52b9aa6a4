drop table console.budgets;
drop table console.model_prices;
drop table console.providers;
drop function console.is_alive(int);
drop table console.workers;
