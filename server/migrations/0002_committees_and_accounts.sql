create table committees (
  id uuid not null,
  -- null: the top of this installation
  parent_id uuid constraint committees_parent references committees (id),
  -- ids from the top down to this one: what lies below a committee is one index look-up
  path uuid[] not null,
  name text not null,
  short_name text not null,
  level text not null constraint committees_level check (level in ('province', 'city', 'county')),
  division_code text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  constraint committees_pkey primary key (id),
  constraint committees_name_once unique (name)
);
create index committees_by_path on committees using gin (path);

create table terms (
  committee_id uuid not null constraint terms_committee references committees (id),
  id uuid not null,
  number integer not null,
  starts_on date not null,
  -- null: the current term
  ends_on date,
  constraint terms_pkey primary key (committee_id, id),
  constraint terms_number_once unique (committee_id, number),
  constraint terms_dates check (ends_on is null or ends_on >= starts_on)
);
create unique index terms_one_current on terms (committee_id) where ends_on is null;

create table sessions (
  committee_id uuid not null,
  id uuid not null,
  term_id uuid not null,
  number integer not null,
  -- null: not decided yet
  opens_on date,
  closes_on date,
  -- window of plenary proposals (大会提案); null: not decided yet
  proposals_from date,
  proposals_until date,
  constraint sessions_pkey primary key (committee_id, id),
  constraint sessions_term foreign key (committee_id, term_id) references terms (committee_id, id),
  constraint sessions_number_once unique (committee_id, term_id, number),
  constraint sessions_dates check (closes_on >= opens_on),
  constraint sessions_window check (proposals_until >= proposals_from)
);

create table group_kinds (
  committee_id uuid not null constraint group_kinds_committee references committees (id),
  code text not null,
  name text not null,
  exclusive boolean not null,
  position integer not null,
  constraint group_kinds_pkey primary key (committee_id, code)
);

create table groups (
  committee_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  position integer not null,
  -- null: still in use
  closed_on date,
  version integer not null default 1,
  constraint groups_pkey primary key (committee_id, id),
  constraint groups_kind foreign key (committee_id, kind) references group_kinds (committee_id, code),
  constraint groups_name_once unique (committee_id, kind, name)
);

create table units (
  committee_id uuid not null constraint units_committee references committees (id),
  id uuid not null,
  name text not null,
  short_name text not null,
  kind text not null constraint units_kind check (kind in ('party', 'government', 'court', 'procuratorate', 'enterprise', 'other')),
  contact_name text not null,
  contact_phone text not null,
  -- null: still in use
  closed_at timestamptz,
  version integer not null default 1,
  constraint units_pkey primary key (committee_id, id),
  constraint units_name_once unique (committee_id, name)
);

-- A person who can sign in. `committee_id` is where the account was opened.
create table accounts (
  id uuid not null,
  committee_id uuid not null constraint accounts_committee references committees (id),
  name text not null,
  -- signs in by either; at least one is there
  username text,
  phone text,
  password_hash text not null,
  must_change_password boolean not null,
  -- null: no authenticator; `totp_confirmed_at` null: begun, not confirmed
  totp_secret text,
  totp_confirmed_at timestamptz,
  -- last accepted time step, so that a code works once
  totp_last_step bigint not null default 0,
  text_size text not null default 'normal' constraint accounts_text_size check (text_size in ('normal', 'large', 'larger')),
  disabled_at timestamptz,
  last_login_at timestamptz,
  created_at timestamptz not null,
  constraint accounts_pkey primary key (id),
  constraint accounts_username_once unique (username),
  constraint accounts_phone_once unique (phone),
  constraint accounts_reachable check (username is not null or phone is not null)
);
create index accounts_by_committee on accounts (committee_id, id);

-- What an account may act as (身份). `delegated`: types for the member on their behalf (代录).
create table hats (
  committee_id uuid not null constraint hats_committee references committees (id),
  id uuid not null,
  account_id uuid not null constraint hats_account references accounts (id),
  role text not null constraint hats_role check (role in ('member', 'proposalOffice', 'memberOffice', 'leader', 'assigningOffice', 'unitClerk', 'systemAdmin', 'securityAdmin', 'auditAdmin')),
  member_id uuid,
  unit_id uuid,
  delegated boolean not null default false,
  -- why delegated entry is allowed; empty when not delegated
  basis text not null default '',
  -- last day it counts; null: open
  ends_on date,
  granted_by uuid not null,
  granted_at timestamptz not null,
  -- null: in force
  revoked_at timestamptz,
  constraint hats_pkey primary key (committee_id, id),
  constraint hats_unit foreign key (committee_id, unit_id) references units (committee_id, id),
  constraint hats_member_named check ((role = 'member') = (member_id is not null)),
  constraint hats_unit_named check ((role = 'unitClerk') = (unit_id is not null)),
  constraint hats_delegated_member check (not delegated or role = 'member')
);
create index hats_by_account on hats (account_id) where revoked_at is null;
create unique index hats_once on hats (committee_id, account_id, role, coalesce(member_id, unit_id)) nulls not distinct where revoked_at is null;
create index hats_by_member on hats (committee_id, member_id) where member_id is not null and revoked_at is null;
create unique index hats_by_id on hats (id);

create table logins (
  token_hash bytea not null,
  id uuid not null,
  account_id uuid not null constraint logins_account references accounts (id),
  -- null: no hat chosen or none there
  hat_id uuid,
  -- false until the authenticator's code was given
  complete boolean not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  agent text not null,
  constraint logins_pkey primary key (token_hash),
  constraint logins_id_once unique (id)
);
create index logins_by_account on logins (account_id);

create table login_codes (
  phone text not null,
  code_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries_left integer not null,
  constraint login_codes_pkey primary key (phone)
);

-- Failed tries by what is being slowed down, e.g. one name from one address; never a name alone.
create table login_failures (
  bucket text not null,
  failures integer not null,
  last_failed_at timestamptz not null,
  constraint login_failures_pkey primary key (bucket)
);
create index login_failures_by_age on login_failures (last_failed_at);
