drop table knock.draw_settings;
