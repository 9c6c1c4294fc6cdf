-- Tables that grow carry department_id first in their primary key: departments are how the system is spread over machines.

create extension if not exists pg_trgm;

create table department (
  id uuid primary key,
  name_ru text not null,
  name_kk text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

-- Staff. Residents have no account.
create table account (
  id uuid primary key,
  department_id uuid not null references department,
  login text not null unique,
  name text not null,
  position text not null default '',
  role text not null check (role in ('inspector', 'chief', 'administrator')),
  locale text not null default 'ru' check (locale in ('ru', 'kk', 'en')),
  password_hash text,
  failed_sign_ins int not null default 0,
  locked_until timestamptz,
  active boolean not null default true,
  created_at timestamptz not null
);
create index account_department on account (department_id, role);

-- A one-time link by which a person sets a password. Only the hash of the token is kept.
create table invite (
  token_hash text primary key,
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table session (
  token_hash text primary key,
  account_id uuid not null references account on delete cascade,
  csrf text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_account on session (account_id);

create table precinct (
  id uuid primary key,
  department_id uuid not null references department,
  number text not null,
  name_ru text not null,
  name_kk text not null,
  area jsonb not null, -- GeoJSON Polygon or MultiPolygon, WGS 84
  retired_at timestamptz,
  unique (department_id, number)
);

-- Who answers for a precinct, the main inspector first.
create table precinct_inspector (
  precinct_id uuid not null references precinct on delete cascade,
  account_id uuid not null references account on delete cascade,
  rank int not null default 1,
  primary key (precinct_id, account_id)
);

-- Leave, illness, days off: while it lasts the next in rank, or the deputy named, takes the incidents.
create table absence (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  deputy_id uuid references account,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at)
);
create index absence_account on absence (account_id, ends_at);

-- Who is on duty for the whole department (nights, weekends): takes emergencies and what has no inspector.
create table duty (
  id uuid primary key,
  department_id uuid not null references department,
  account_id uuid not null references account on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at)
);
create index duty_department on duty (department_id, ends_at);

-- The gazetteer: houses and landmarks of the district, and lines and areas for the base map.
create table place (
  id uuid primary key,
  department_id uuid not null references department,
  kind text not null check (kind in ('house', 'street', 'landmark', 'microdistrict', 'area')),
  name_ru text not null,
  name_kk text not null default '',
  folded text not null, -- names and aliases in the folded form of detection/text, separated by '|'
  house text not null default '',
  lon double precision,
  lat double precision,
  drawn int not null default 0, -- its turn in the drawing of the base map
  shape jsonb, -- GeoJSON geometry for the base map
  properties jsonb not null default '{}'
);
create index place_department on place (department_id, kind);
create index place_folded on place using gin (folded gin_trgm_ops);

create table chat (
  id uuid primary key,
  department_id uuid not null references department,
  channel text not null,
  external_id text not null,
  title text not null,
  slug text unique, -- the address of a web room
  precinct_id uuid references precinct,
  lang text not null default 'mixed' check (lang in ('ru', 'kk', 'mixed')),
  settings jsonb not null default '{}',
  paused boolean not null default false,
  created_at timestamptz not null,
  unique (channel, external_id)
);
create index chat_department on chat (department_id);

-- Counts without texts: how much a chat writes.
create table chat_day (
  chat_id uuid not null references chat on delete cascade,
  day date not null,
  messages int not null default 0,
  reports int not null default 0,
  primary key (chat_id, day)
);

-- The web chat is itself a messenger: a room's last hours for its members. Unlogged: outside backups, purged, read by nothing else.
create unlogged table room_message (
  chat_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  author text not null,
  author_name text not null,
  by_bot boolean not null default false,
  text text not null,
  media text,
  attachments jsonb not null default '[]',
  location jsonb,
  reply_to uuid,
  buttons jsonb not null default '[]',
  edited_at timestamptz,
  primary key (chat_id, id)
);
create index room_message_at on room_message (at);

create unlogged table room_visitor (
  token_hash text primary key,
  chat_id uuid not null,
  author text not null, -- the id that the visitor has in this room
  nickname text not null,
  consented_at timestamptz not null,
  seen_at timestamptz not null
);

-- Original bytes by content hash lie in the file store; this is what we know of them.
create table file (
  hash text primary key,
  size bigint not null,
  mime text not null,
  width int,
  height int,
  created_at timestamptz not null
);

create sequence incident_number;

create table incident (
  department_id uuid not null references department,
  id uuid not null,
  number bigint not null default nextval('incident_number'),
  status text not null,
  category text not null,
  route text not null,
  urgency text not null,
  suggested jsonb not null, -- what the program suggested at the start: category, route, urgency, place
  lang text not null,
  title text not null default '',
  precinct_id uuid references precinct,
  assigned_by text not null default '', -- why this precinct: 'place', 'chat', 'person', 'none'
  inspector_id uuid references account,
  chat_id uuid references chat,
  thread text, -- the detector's name for the happening in its chat
  place_text text not null default '',
  lon double precision,
  lat double precision,
  reports int not null default 1,
  opened_at timestamptz not null,
  happened_at timestamptz not null,
  answer_due timestamptz not null,
  answered_at timestamptz,
  escalated_at timestamptz,
  closed_at timestamptz,
  outcome text, -- one of incident/life outcomes, set when it leaves the inspector's hands
  outcome_text text not null default '',
  handed_to text,
  joined_into uuid,
  reopened int not null default 0,
  version int not null default 1,
  -- The tab of the queue that a status belongs to (incident/queue.ts): few values, so that a page is a few short index scans.
  tab smallint not null generated always as (
    case when status in ('new', 'reopened') then 0
         when status in ('accepted', 'confirmed') then 1
         when status in ('ordered', 'submitted', 'remedied') then 2
         else 3 end) stored,
  primary key (department_id, id)
);
create unique index incident_by_number on incident (number);
create index incident_queue on incident (department_id, tab, opened_at desc, id desc);
create index incident_precinct on incident (department_id, precinct_id, tab, opened_at desc, id desc);
create index incident_inspector on incident (department_id, inspector_id, tab, opened_at desc, id desc);
create index incident_opened on incident (department_id, opened_at desc, id desc);
create index incident_thread on incident (chat_id, thread);
create index incident_unanswered on incident (answer_due) where answered_at is null and escalated_at is null;
create index incident_words on incident using gin (to_tsvector('russian', title || ' ' || place_text));

-- A message that was kept: a report, or what belongs to one. Chatter never comes here.
create table report (
  department_id uuid not null references department,
  id uuid not null,
  chat_id uuid not null references chat,
  external_id text not null,
  incident_id uuid,
  -- 'waiting' for its step; 'following' a report that is not decided yet; 'joined' to an incident; 'unsure' in the queue; 'dropped' when a person said it is no report (its text is emptied)
  state text not null check (state in ('waiting', 'following', 'joined', 'unsure', 'dropped')),
  kind text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  author text not null,
  author_name text not null,
  text text not null,
  media text,
  location jsonb,
  reply_to text,
  direct boolean not null default false,
  reading jsonb not null, -- what the program read in it, as suggested
  thread text,
  secret text not null unique, -- the reporter's own page
  primary key (department_id, id),
  unique (chat_id, external_id)
);
create index report_incident on report (department_id, incident_id, at);
create index report_unsure on report (department_id, received_at desc) where state = 'unsure';
create index report_chat on report (chat_id, at desc);
create index report_thread on report (chat_id, thread) where thread is not null;

-- What a person decided instead of what was suggested: kept beside it, never over it.
create table correction (
  department_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  suggested jsonb not null,
  decided jsonb not null,
  by_account uuid not null references account,
  at timestamptz not null,
  primary key (department_id, id)
);

create table attachment (
  department_id uuid not null references department,
  id uuid not null,
  incident_id uuid,
  report_id uuid,
  file_hash text not null references file,
  purpose text not null check (purpose in ('report', 'finding', 'before', 'after', 'receipt', 'explanation')),
  kind text not null, -- photo, video, voice, document
  caption text not null default '',
  at timestamptz not null,
  by_account uuid references account,
  primary key (department_id, id)
);
create index attachment_incident on attachment (department_id, incident_id);
create index attachment_report on attachment (department_id, report_id);
create index attachment_file on attachment (file_hash);

-- What the inspector found on the spot.
create table finding (
  department_id uuid not null references department,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  confirmed boolean not null,
  happened_at timestamptz,
  place_text text not null default '',
  answers jsonb not null default '{}', -- question id → answer id, of protocol/qualify
  by_account uuid not null references account,
  at timestamptz not null,
  primary key (department_id, id)
);
create index finding_incident on finding (department_id, incident_id, at);

-- A person or a firm that an incident is about.
create table subject (
  department_id uuid not null references department,
  id uuid not null,
  kind text not null check (kind in ('individual', 'entity')),
  iin text, -- ИИН, or БИН of an entity
  name text not null,
  details jsonb not null default '{}', -- person/person.ts
  plates text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (department_id, id)
);
create unique index subject_iin on subject (department_id, iin) where iin is not null;
create index subject_name on subject using gin (lower(name) gin_trgm_ops);
create index subject_plates on subject using gin (plates);

create table incident_subject (
  department_id uuid not null,
  incident_id uuid not null,
  subject_id uuid not null,
  role text not null default 'offender' check (role in ('offender', 'victim', 'witness', 'representative')),
  by_account uuid not null references account,
  at timestamptz not null,
  primary key (department_id, incident_id, subject_id, role)
);
create index incident_subject_subject on incident_subject (department_id, subject_id);

-- Every look at a person's data, with its reason.
create table look (
  department_id uuid not null,
  id uuid not null,
  account_id uuid not null references account,
  subject_id uuid,
  incident_id uuid,
  what text not null, -- 'search', 'open'
  reason text not null,
  found int not null default 1,
  at timestamptz not null,
  primary key (department_id, id)
);
create index look_at on look (department_id, at desc);

create table protocol (
  department_id uuid not null references department,
  id uuid not null,
  incident_id uuid not null,
  subject_id uuid,
  number text not null default '',
  erap_number text not null default '', -- entered by the officer, never made here
  article text not null,
  part text,
  edition text not null,
  lang text not null check (lang in ('ru', 'kk')),
  status text not null check (status in ('draft', 'signed', 'cancelled')),
  suggested jsonb not null, -- the candidates and their reasons as they were shown
  answers jsonb not null default '{}',
  fields jsonb not null,
  missing int not null,
  penalty text, -- decision as recorded by the officer: 'warning', 'fine', …
  fine_mrp double precision,
  by_account uuid not null references account,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  signed_at timestamptz,
  version int not null default 1,
  primary key (department_id, id)
);
create index protocol_incident on protocol (department_id, incident_id);
create index protocol_signed on protocol (department_id, signed_at) where signed_at is not null;

-- Every draft is kept.
create table protocol_draft (
  department_id uuid not null,
  protocol_id uuid not null,
  version int not null,
  fields jsonb not null,
  by_account uuid not null references account,
  at timestamptz not null,
  primary key (department_id, protocol_id, version)
);

create table remediation (
  department_id uuid not null references department,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  status text not null check (status in ('ordered', 'submitted', 'accepted', 'refused')),
  ordered_at timestamptz not null,
  due_at timestamptz not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  reason text not null default '',
  before_id uuid, -- attachments set side by side
  after_id uuid,
  receipt_id uuid,
  waived text not null default '', -- why it was accepted without a photo, if it was
  by_account uuid not null references account,
  primary key (department_id, id)
);
create index remediation_incident on remediation (department_id, incident_id);
create index remediation_due on remediation (due_at) where status in ('ordered', 'refused');

-- What the bot says: one message an incident and step; sent from here, once.
create table reply (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  chat_id uuid not null references chat,
  step text not null, -- 'acknowledged', 'asked', 'progress', 'outcome', 'emergency', …
  lang text not null,
  text text not null,
  buttons jsonb not null default '[]',
  reply_to text,
  external_id text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts int not null default 0,
  error text not null default '',
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (department_id, id),
  unique (department_id, incident_id, chat_id, step)
);
create index reply_sent on reply (chat_id, external_id);

create table satisfaction (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  chat_id uuid,
  rater text not null, -- the messenger's id of the rater, or 'report:' and the report's id
  score int check (score between 1 and 5),
  thanks boolean not null default false,
  not_done boolean not null default false,
  text text not null default '',
  at timestamptz not null,
  primary key (department_id, id),
  unique (department_id, incident_id, rater)
);
create index satisfaction_at on satisfaction (department_id, at);

-- The audit trail, the source of the steps and of statistics. Rows are only added.
create table journal (
  department_id uuid not null,
  id bigint generated always as identity,
  at timestamptz not null,
  kind text not null,
  incident_id uuid,
  account_id uuid,
  data jsonb not null default '{}',
  primary key (department_id, id)
);
create index journal_incident on journal (department_id, incident_id, id);
create index journal_kind on journal (department_id, kind, at);

create table chat_import (
  id uuid primary key,
  department_id uuid not null references department,
  chat_id uuid not null references chat,
  file_hash text not null,
  file_name text not null,
  size bigint not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  problem text not null default '',
  read int not null default 0,
  unreadable int not null default 0,
  kept int not null default 0,
  incidents int not null default 0,
  by_account uuid references account,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (chat_id, file_hash)
);
create index chat_import_department on chat_import (department_id, created_at desc);
