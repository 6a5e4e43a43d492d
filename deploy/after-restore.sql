-- To be run once on a database that was restored from a backup, before anything is started on it: docs/operations.md, "Backups".
-- The world went on after the backup; here is written down what may have happened that the database does not know of.
begin;

-- Buttons in chats carry ids. Those given out since the backup must never be given to anything else.
select setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, 0) + 1000000)
from pg_sequences where schemaname = current_schema();

-- What was to be brought to a group may have been brought since. The sweep takes it for interrupted: it is not sent again, and the reviewers'
-- cards ask a person to look. (A webhook knows the key of what it has, so it is simply brought again.)
update delivery
set state = 'sending', attempts = attempts + 1, claimed_at = timestamptz 'epoch', channel_id = channel.id
from channel
where delivery.kind = 'ticket'
  and delivery.state in ('due', 'sending')
  and channel.purpose = 'department'
  and channel.medium = 'telegram'
  and channel.retired_at is null
  and channel.department_code = delivery.department_code;

commit;
