-- A login by SMS code never met the first password, so it need not change it.
alter table logins add column way text not null default 'password' constraint logins_way check (way in ('password', 'code'));

-- The hat worn last, put on again at the next login; null: never wore one.
alter table accounts add column last_hat_id uuid;

-- A bucket leaks all the time, not in whole steps.
alter table login_failures rename column failures to level;
alter table login_failures alter column level type double precision;

-- Servers keep logins in memory for seconds. Whoever changes what a login is made of, an operator with psql included,
-- tells them in the same transaction. These changes are rare; being seen again is none of them.
create function tell_login_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('tongxin_logins', to_jsonb(old) ->> tg_argv[0]);
  return null;
end
$$;
create trigger accounts_tell after update of name, disabled_at, must_change_password, totp_confirmed_at on accounts
  for each row execute function tell_login_changed('id');
create trigger hats_tell after update or delete on hats
  for each row execute function tell_login_changed('account_id');
create trigger logins_tell after update of hat_id, complete or delete on logins
  for each row execute function tell_login_changed('account_id');

-- Histories bear the member's name, also where somebody types for them.
create function tell_member_renamed() returns trigger language plpgsql as $$
begin
  perform pg_notify('tongxin_logins', account_id::text)
  from hats
  where committee_id = new.committee_id and member_id = new.id and revoked_at is null;
  return null;
end
$$;
create trigger members_tell after update of name on members
  for each row when (old.name is distinct from new.name) execute function tell_member_renamed();

-- One event by its number alone, and the newest of a whole province.
create index events_by_id on events (id);
