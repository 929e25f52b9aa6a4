-- The people Knock is for, as a list shows them. Of browsing data only that there is some.

create view knock.person_rows as
select person.id, person.xmin, coalesce(person.display_name, person.username, split_part(person.email, '@', 1)) as name,
  person.username, person.email, person.is_admin,
  case
    when not person.is_premium then 'free'
    when person.premium_expires_at <= now() then 'expired'
    else 'plus'
  end as plan,
  person.premium_expires_at, person.onboarding_completed_at, person.last_login_at,
  (select count(*) from knock.personas as made where made.user_id = person.id)::int as characters,
  (select count(*) from knock.agent_jobs as job where job.user_id = person.id)::int as runs,
  (select count(*) from knock.chat_messages as message where message.user_id = person.id)::int as messages,
  exists (
    select from knock.onboarding_data as told where told.user_id = person.id and told.raw_data is not null
  ) as has_raw_data,
  person.created_at, person.updated_at,
  concat_ws(' ', person.display_name, person.username, person.email) as text
from knock.users as person;

comment on view knock.person_rows is 'users as the list of people shows them';
