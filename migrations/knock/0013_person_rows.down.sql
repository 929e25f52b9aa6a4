drop view knock.person_rows;
