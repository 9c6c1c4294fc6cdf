-- An account of ours with a messenger: a bot, a number, a connection. Its secrets are sealed with the installation's key.
create table channel_account (
  id uuid primary key,
  department_id uuid not null references department,
  kind text not null check (kind in ('telegram', 'whatsapp', 'max', 'matrix', 'open')),
  title text not null,
  address text not null default '', -- @name, a number, a link: how residents find it
  sealed bytea not null,            -- tokens and secrets, base/seal.ts
  settings jsonb not null default '{}',
  hook text not null unique,        -- the secret part of the address that the messenger calls
  state text not null default 'starting'
    check (state in ('starting', 'working', 'unreachable', 'revoked', 'misconfigured', 'paused')),
  problem text not null default '',
  last_update_at timestamptz,
  lag_ms int,
  cursor text,                      -- where to go on reading
  lease_by text,                    -- the process that reads and speaks for it
  lease_until timestamptz,
  line_chat_id uuid,                -- the chat that stands for what people write to it alone
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index channel_account_department on channel_account (department_id, created_at);

alter table chat
  add column account_id uuid references channel_account,
  -- 'group', 'line': what people write to the account alone, 'staff': an inspector's own talk with the bot
  add column kind text not null default 'group' check (kind in ('group', 'line', 'staff')),
  add column state text not null default 'bound' check (state in ('asked', 'bound', 'left', 'refused')),
  add column problem text not null default '',
  add column rights jsonb,
  add column staff_id uuid references account on delete cascade,
  add column last_message_at timestamptz;
create unique index chat_staff on chat (account_id, staff_id) where staff_id is not null;

-- A code that binds a chat to a precinct, or a messenger to an inspector: once, for a while. Only its hash is kept.
create table chat_code (
  code_hash text primary key,
  department_id uuid not null references department,
  account_id uuid not null references channel_account on delete cascade,
  precinct_id uuid references precinct,
  staff_id uuid references account on delete cascade,
  by_account uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  chat_id uuid
);

-- Who is not heard, and until when.
create table blocked_author (
  department_id uuid not null references department,
  channel text not null,
  author text not null,
  reason text not null,
  until timestamptz,
  by_account uuid references account,
  at timestamptz not null,
  primary key (department_id, channel, author)
);

alter table report
  add column origin jsonb,       -- of a forwarded message: who wrote it first
  add column album text,
  add column edited_at timestamptz,
  add column deleted_at timestamptz; -- the author took it back

-- What is said goes out in turn: the urgent first, within what the messenger allows.
alter table reply
  alter column incident_id drop not null,
  add column priority smallint not null default 5, -- 0 first
  add column recipient text,        -- the person's own chat, where it is not said to the whole chat
  add column not_before timestamptz,
  add column posted_text text,      -- what stands in the messenger now: an edit that changes nothing is not sent
  add column photo_hash text,
  drop constraint reply_state_check,
  add constraint reply_state_check check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped'));
create index reply_waiting on reply (chat_id, priority, created_at) where state in ('waiting', 'sending');
create index reply_failed on reply (department_id, created_at desc) where state = 'failed';

-- The other side of the open slot: events that wait to be taken by a connected system.
create table open_event (
  account_id uuid not null references channel_account on delete cascade,
  id bigint generated always as identity,
  at timestamptz not null,
  body jsonb not null,
  taken_at timestamptz,
  attempts int not null default 0,
  next_at timestamptz not null,
  primary key (account_id, id)
);
