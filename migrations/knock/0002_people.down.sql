drop table knock.onboarding_data;
drop table knock.users;
