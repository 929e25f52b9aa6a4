drop table knock.merged_rows;
