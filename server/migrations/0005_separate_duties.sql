-- 三员分立, the last word: an account with an administrator's hat holds no hat of another administrator and none of the
-- business, in any committee. Two grants at once meet at the row of the account.
create function refuse_mixed_duties() returns trigger language plpgsql as $$
begin
  perform 1 from accounts where id = new.account_id for no key update;
  if (
    select count(distinct case when role in ('systemAdmin', 'securityAdmin', 'auditAdmin') then role else 'business' end)
    from hats
    where account_id = new.account_id and revoked_at is null
  ) > 1 then
    raise exception 'account % would hold separate duties', new.account_id
      using errcode = 'check_violation', constraint = 'hats_separate_duties', table = 'hats';
  end if;
  return null;
end
$$;
create trigger hats_separate_duties after insert or update of account_id, role, revoked_at on hats
  for each row when (new.revoked_at is null) execute function refuse_mixed_duties();
