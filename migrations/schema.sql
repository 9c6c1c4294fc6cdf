create extension pg_trgm;

create table absence (
  id uuid not null,
  account_id uuid not null,
  deputy_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint absence_check CHECK ((ends_at > starts_at)),
  constraint absence_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint absence_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES account(id),
  constraint absence_pkey PRIMARY KEY (id)
);

create table account (
  id uuid not null,
  department_id uuid not null,
  login text not null,
  name text not null,
  "position" text not null default ''::text,
  role text not null,
  locale text not null default 'ru'::text,
  password_hash text,
  failed_sign_ins integer not null default 0,
  locked_until timestamp with time zone,
  active boolean not null default true,
  created_at timestamp with time zone not null,
  feed_hash text,
  constraint account_locale_check CHECK ((locale = ANY (ARRAY['ru'::text, 'kk'::text, 'en'::text]))),
  constraint account_role_check CHECK ((role = ANY (ARRAY['inspector'::text, 'chief'::text, 'administrator'::text]))),
  constraint account_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_feed_hash_key UNIQUE (feed_hash),
  constraint account_login_key UNIQUE (login)
);

create table attachment (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid,
  report_id uuid,
  file_hash text not null,
  purpose text not null,
  kind text not null,
  caption text not null default ''::text,
  at timestamp with time zone not null,
  by_account uuid,
  message text,
  deleted_at timestamp with time zone,
  constraint attachment_purpose_check CHECK ((purpose = ANY (ARRAY['report'::text, 'finding'::text, 'before'::text, 'after'::text, 'receipt'::text, 'explanation'::text]))),
  constraint attachment_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint attachment_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint attachment_file_hash_fkey FOREIGN KEY (file_hash) REFERENCES file(hash),
  constraint attachment_pkey PRIMARY KEY (department_id, id)
);

create table blocked_author (
  department_id uuid not null,
  channel text not null,
  author text not null,
  reason text not null,
  until timestamp with time zone,
  by_account uuid,
  at timestamp with time zone not null,
  constraint blocked_author_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint blocked_author_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint blocked_author_pkey PRIMARY KEY (department_id, channel, author)
);

create table case_act (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  paper_id uuid not null,
  act text not null,
  happened_at timestamp with time zone not null,
  data jsonb not null default '{}'::jsonb,
  by_account uuid not null,
  at timestamp with time zone not null,
  struck_at timestamp with time zone,
  struck_by uuid,
  struck_why text not null default ''::text,
  constraint case_act_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint case_act_struck_by_fkey FOREIGN KEY (struck_by) REFERENCES account(id),
  constraint case_act_pkey PRIMARY KEY (department_id, id)
);

create table channel_account (
  id uuid not null,
  department_id uuid not null,
  kind text not null,
  title text not null,
  address text not null default ''::text,
  sealed bytea not null,
  settings jsonb not null default '{}'::jsonb,
  hook text not null,
  state text not null default 'starting'::text,
  problem text not null default ''::text,
  last_update_at timestamp with time zone,
  lag_ms integer,
  cursor text,
  lease_by text,
  lease_until timestamp with time zone,
  line_chat_id uuid,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint channel_account_kind_check CHECK ((kind = ANY (ARRAY['telegram'::text, 'whatsapp'::text, 'max'::text, 'matrix'::text, 'open'::text]))),
  constraint channel_account_state_check CHECK ((state = ANY (ARRAY['starting'::text, 'working'::text, 'unreachable'::text, 'revoked'::text, 'misconfigured'::text, 'paused'::text]))),
  constraint channel_account_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint channel_account_pkey PRIMARY KEY (id),
  constraint channel_account_hook_key UNIQUE (hook)
);

create table chat (
  id uuid not null,
  department_id uuid not null,
  channel text not null,
  external_id text not null,
  title text not null,
  slug text,
  precinct_id uuid,
  lang text not null default 'mixed'::text,
  settings jsonb not null default '{}'::jsonb,
  paused boolean not null default false,
  created_at timestamp with time zone not null,
  account_id uuid,
  kind text not null default 'group'::text,
  state text not null default 'bound'::text,
  problem text not null default ''::text,
  rights jsonb,
  staff_id uuid,
  last_message_at timestamp with time zone,
  constraint chat_kind_check CHECK ((kind = ANY (ARRAY['group'::text, 'line'::text, 'staff'::text]))),
  constraint chat_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'kk'::text, 'mixed'::text]))),
  constraint chat_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'bound'::text, 'left'::text, 'refused'::text]))),
  constraint chat_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_account(id),
  constraint chat_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint chat_precinct_id_fkey FOREIGN KEY (precinct_id) REFERENCES precinct(id),
  constraint chat_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint chat_pkey PRIMARY KEY (id),
  constraint chat_channel_external_id_key UNIQUE (channel, external_id),
  constraint chat_slug_key UNIQUE (slug)
);

create table chat_code (
  code_hash text not null,
  department_id uuid not null,
  account_id uuid not null,
  precinct_id uuid,
  staff_id uuid,
  by_account uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  chat_id uuid,
  constraint chat_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_account(id) ON DELETE CASCADE,
  constraint chat_code_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint chat_code_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint chat_code_precinct_id_fkey FOREIGN KEY (precinct_id) REFERENCES precinct(id),
  constraint chat_code_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint chat_code_pkey PRIMARY KEY (code_hash)
);

create table chat_day (
  chat_id uuid not null,
  day date not null,
  messages integer not null default 0,
  reports integer not null default 0,
  constraint chat_day_chat_id_fkey FOREIGN KEY (chat_id) REFERENCES chat(id) ON DELETE CASCADE,
  constraint chat_day_pkey PRIMARY KEY (chat_id, day)
);

create table chat_host (
  chat_id uuid not null,
  author text not null,
  name text not null,
  how text not null,
  own text,
  at timestamp with time zone not null,
  constraint chat_host_how_check CHECK ((how = ANY (ARRAY['added'::text, 'code'::text]))),
  constraint chat_host_chat_id_fkey FOREIGN KEY (chat_id) REFERENCES chat(id) ON DELETE CASCADE,
  constraint chat_host_pkey PRIMARY KEY (chat_id, author)
);

create table chat_import (
  id uuid not null,
  department_id uuid not null,
  chat_id uuid not null,
  file_hash text not null,
  file_name text not null,
  size bigint not null,
  state text not null,
  problem text not null default ''::text,
  read integer not null default 0,
  unreadable integer not null default 0,
  kept integer not null default 0,
  incidents integer not null default 0,
  by_account uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint chat_import_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))),
  constraint chat_import_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint chat_import_chat_id_fkey FOREIGN KEY (chat_id) REFERENCES chat(id),
  constraint chat_import_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint chat_import_pkey PRIMARY KEY (id),
  constraint chat_import_chat_id_file_hash_key UNIQUE (chat_id, file_hash)
);

create table correction (
  department_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  suggested jsonb not null,
  decided jsonb not null,
  by_account uuid not null,
  at timestamp with time zone not null,
  constraint correction_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint correction_pkey PRIMARY KEY (department_id, id)
);

create table department (
  id uuid not null,
  name_ru text not null,
  name_kk text not null,
  settings jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  constraint department_pkey PRIMARY KEY (id)
);

create table duty (
  id uuid not null,
  department_id uuid not null,
  account_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint duty_check CHECK ((ends_at > starts_at)),
  constraint duty_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint duty_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint duty_pkey PRIMARY KEY (id)
);

create table file (
  hash text not null,
  size bigint not null,
  mime text not null,
  width integer,
  height integer,
  created_at timestamp with time zone not null,
  constraint file_pkey PRIMARY KEY (hash)
);

create table finding (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  confirmed boolean not null,
  happened_at timestamp with time zone,
  place_text text not null default ''::text,
  answers jsonb not null default '{}'::jsonb,
  by_account uuid not null,
  at timestamp with time zone not null,
  constraint finding_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint finding_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint finding_pkey PRIMARY KEY (department_id, id)
);

create table incident (
  department_id uuid not null,
  id uuid not null,
  number bigint not null default nextval('incident_number'::regclass),
  status text not null,
  category text not null,
  route text not null,
  urgency text not null,
  suggested jsonb not null,
  lang text not null,
  title text not null default ''::text,
  precinct_id uuid,
  assigned_by text not null default ''::text,
  inspector_id uuid,
  chat_id uuid,
  thread text,
  place_text text not null default ''::text,
  lon double precision,
  lat double precision,
  reports integer not null default 1,
  opened_at timestamp with time zone not null,
  happened_at timestamp with time zone not null,
  answer_due timestamp with time zone not null,
  answered_at timestamp with time zone,
  escalated_at timestamp with time zone,
  closed_at timestamp with time zone,
  outcome text,
  outcome_text text not null default ''::text,
  handed_to text,
  joined_into uuid,
  reopened integer not null default 0,
  version integer not null default 1,
  tab smallint not null generated always as (
CASE
    WHEN (status = ANY (ARRAY['new'::text, 'reopened'::text])) THEN 0
    WHEN (status = ANY (ARRAY['accepted'::text, 'confirmed'::text])) THEN 1
    WHEN (status = ANY (ARRAY['ordered'::text, 'submitted'::text, 'remedied'::text])) THEN 2
    ELSE 3
END) stored,
  place jsonb,
  constraint incident_chat_id_fkey FOREIGN KEY (chat_id) REFERENCES chat(id),
  constraint incident_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint incident_inspector_id_fkey FOREIGN KEY (inspector_id) REFERENCES account(id),
  constraint incident_precinct_id_fkey FOREIGN KEY (precinct_id) REFERENCES precinct(id),
  constraint incident_pkey PRIMARY KEY (department_id, id)
);

create table incident_note (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  constraint incident_note_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint incident_note_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint incident_note_pkey PRIMARY KEY (department_id, id)
);

create table incident_subject (
  department_id uuid not null,
  incident_id uuid not null,
  subject_id uuid not null,
  role text not null default 'offender'::text,
  by_account uuid not null,
  at timestamp with time zone not null,
  constraint incident_subject_role_check CHECK ((role = ANY (ARRAY['offender'::text, 'victim'::text, 'witness'::text, 'representative'::text]))),
  constraint incident_subject_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint incident_subject_pkey PRIMARY KEY (department_id, incident_id, subject_id, role)
);

create table incident_vehicle (
  department_id uuid not null,
  incident_id uuid not null,
  vehicle_id uuid not null,
  note text not null default ''::text,
  by_account uuid not null,
  at timestamp with time zone not null,
  constraint incident_vehicle_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint incident_vehicle_pkey PRIMARY KEY (department_id, incident_id, vehicle_id)
);

create table invite (
  token_hash text not null,
  account_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint invite_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint invite_pkey PRIMARY KEY (token_hash)
);

create table journal (
  department_id uuid not null,
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  kind text not null,
  incident_id uuid,
  account_id uuid,
  data jsonb not null default '{}'::jsonb,
  constraint journal_pkey PRIMARY KEY (department_id, id)
);

create table law_change (
  department_id uuid not null,
  id uuid not null,
  kind text not null,
  edition text not null,
  valid_from date,
  document jsonb not null,
  reason text not null,
  by_account uuid not null,
  at timestamp with time zone not null,
  struck_at timestamp with time zone,
  struck_by uuid,
  constraint law_change_kind_check CHECK ((kind = ANY (ARRAY['edition'::text, 'correction'::text, 'withdrawal'::text, 'calendar'::text]))),
  constraint law_change_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint law_change_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint law_change_struck_by_fkey FOREIGN KEY (struck_by) REFERENCES account(id),
  constraint law_change_pkey PRIMARY KEY (department_id, id)
);

create table lesson (
  department_id uuid not null,
  text_hash bytea not null,
  report_id uuid,
  day date not null,
  text text not null,
  media text,
  label jsonb not null,
  constraint lesson_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint lesson_pkey PRIMARY KEY (department_id, text_hash),
  constraint lesson_department_id_report_id_key UNIQUE (department_id, report_id)
);

create table look (
  department_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  subject_id uuid,
  incident_id uuid,
  what text not null,
  reason text not null,
  found integer not null default 1,
  at timestamp with time zone not null,
  vehicle_id uuid,
  register text,
  constraint look_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint look_pkey PRIMARY KEY (department_id, id)
);

create table migration (
  name text not null,
  hash text not null,
  at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table open_event (
  account_id uuid not null,
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  body jsonb not null,
  taken_at timestamp with time zone,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  constraint open_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES channel_account(id) ON DELETE CASCADE,
  constraint open_event_pkey PRIMARY KEY (account_id, id)
);

create table paper (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  subject_id uuid,
  number text not null default ''::text,
  erap_number text not null default ''::text,
  article text,
  part text,
  edition text,
  lang text not null,
  status text not null,
  suggested jsonb not null,
  answers jsonb not null default '{}'::jsonb,
  fields jsonb not null,
  missing integer not null,
  penalty text,
  fine_mrp double precision,
  by_account uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  signed_at timestamp with time zone,
  version integer not null default 1,
  kind text not null,
  parent_id uuid,
  stage text,
  cancel_reason text not null default ''::text,
  pdf_hash text,
  signed_hash text,
  constraint paper_lang_check CHECK ((lang = ANY (ARRAY['ru'::text, 'kk'::text]))),
  constraint paper_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'signed'::text, 'cancelled'::text]))),
  constraint paper_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint paper_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint paper_pdf_hash_fkey FOREIGN KEY (pdf_hash) REFERENCES file(hash),
  constraint paper_pkey PRIMARY KEY (department_id, id)
);

create table paper_book (
  department_id uuid not null,
  kind text not null,
  year integer not null,
  last integer not null,
  constraint paper_book_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint paper_book_pkey PRIMARY KEY (department_id, kind, year)
);

create table paper_draft (
  department_id uuid not null,
  paper_id uuid not null,
  version integer not null,
  fields jsonb not null,
  by_account uuid not null,
  at timestamp with time zone not null,
  constraint paper_draft_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint paper_draft_pkey PRIMARY KEY (department_id, paper_id, version)
);

create table paper_signature (
  department_id uuid not null,
  id uuid not null,
  paper_id uuid not null,
  role text not null,
  way text not null,
  file_hash text not null,
  signed_hash text not null,
  state text not null,
  details jsonb not null default '{}'::jsonb,
  by_account uuid not null,
  at timestamp with time zone not null,
  constraint paper_signature_way_check CHECK ((way = ANY (ARRAY['ncalayer'::text, 'scan'::text]))),
  constraint paper_signature_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint paper_signature_file_hash_fkey FOREIGN KEY (file_hash) REFERENCES file(hash),
  constraint paper_signature_pkey PRIMARY KEY (department_id, id)
);

create table place (
  id uuid not null,
  department_id uuid not null,
  kind text not null,
  name_ru text not null,
  name_kk text not null default ''::text,
  folded text not null,
  house text not null default ''::text,
  lon double precision,
  lat double precision,
  drawn integer not null default 0,
  shape jsonb,
  properties jsonb not null default '{}'::jsonb,
  constraint place_kind_check CHECK ((kind = ANY (ARRAY['house'::text, 'street'::text, 'landmark'::text, 'microdistrict'::text, 'area'::text]))),
  constraint place_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint place_pkey PRIMARY KEY (id)
);

create table precinct (
  id uuid not null,
  department_id uuid not null,
  number text not null,
  name_ru text not null,
  name_kk text not null,
  area jsonb not null,
  retired_at timestamp with time zone,
  constraint precinct_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint precinct_pkey PRIMARY KEY (id),
  constraint precinct_department_id_number_key UNIQUE (department_id, number)
);

create table precinct_inspector (
  precinct_id uuid not null,
  account_id uuid not null,
  rank integer not null default 1,
  constraint precinct_inspector_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint precinct_inspector_precinct_id_fkey FOREIGN KEY (precinct_id) REFERENCES precinct(id) ON DELETE CASCADE,
  constraint precinct_inspector_pkey PRIMARY KEY (precinct_id, account_id)
);

create table prior_penalty (
  department_id uuid not null,
  id uuid not null,
  subject_id uuid not null,
  article text not null,
  part text,
  penalty text not null,
  fine_mrp double precision,
  decided_on date not null,
  executed_on date,
  decided_by text not null default ''::text,
  source text not null,
  note text not null default ''::text,
  by_account uuid not null,
  at timestamp with time zone not null,
  struck_at timestamp with time zone,
  struck_by uuid,
  execution text not null default 'unknown'::text,
  struck_why text not null default ''::text,
  constraint prior_penalty_execution_check CHECK ((execution = ANY (ARRAY['done'::text, 'pending'::text, 'expired'::text, 'unknown'::text]))),
  constraint prior_penalty_source_check CHECK ((source = ANY (ARRAY['entered'::text, 'register'::text]))),
  constraint prior_penalty_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint prior_penalty_struck_by_fkey FOREIGN KEY (struck_by) REFERENCES account(id),
  constraint prior_penalty_pkey PRIMARY KEY (department_id, id)
);

create table register_file (
  department_id uuid not null,
  id uuid not null,
  register text not null,
  name text not null,
  valid_on date not null,
  rows integer not null,
  refused integer not null default 0,
  by_account uuid not null,
  at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint register_file_register_check CHECK ((register = ANY (ARRAY['persons'::text, 'entities'::text, 'vehicles'::text, 'penalties'::text]))),
  constraint register_file_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint register_file_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint register_file_pkey PRIMARY KEY (department_id, id)
);

create table register_row (
  department_id uuid not null,
  file_id uuid not null,
  line integer not null,
  key text not null,
  data jsonb not null,
  constraint register_row_pkey PRIMARY KEY (department_id, file_id, line)
);

create table remediation (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  status text not null,
  ordered_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  reason text not null default ''::text,
  before_id uuid,
  after_id uuid,
  receipt_id uuid,
  waived text not null default ''::text,
  by_account uuid not null,
  constraint remediation_status_check CHECK ((status = ANY (ARRAY['ordered'::text, 'submitted'::text, 'accepted'::text, 'refused'::text]))),
  constraint remediation_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint remediation_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint remediation_pkey PRIMARY KEY (department_id, id)
);

create table reminder (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  paper_id uuid,
  term text not null,
  due_at timestamp with time zone not null,
  step text not null,
  account_id uuid not null,
  at timestamp with time zone not null,
  seen_at timestamp with time zone,
  constraint reminder_step_check CHECK ((step = ANY (ARRAY['soon'::text, 'today'::text, 'late'::text]))),
  constraint reminder_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint reminder_pkey PRIMARY KEY (department_id, id),
  constraint reminder_department_id_incident_id_term_due_at_step_account_key UNIQUE (department_id, incident_id, term, due_at, step, account_id)
);

create table reply (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid,
  chat_id uuid not null,
  step text not null,
  lang text not null,
  text text not null,
  buttons jsonb not null default '[]'::jsonb,
  reply_to text,
  external_id text,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  error text not null default ''::text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  priority smallint not null default 5,
  recipient text,
  not_before timestamp with time zone,
  posted_text text,
  photo_hash text,
  waiting_since timestamp with time zone,
  next_at timestamp with time zone,
  tried_at timestamp with time zone,
  maybe boolean not null default false,
  posted_buttons jsonb,
  numbers integer[] not null default '{}'::integer[],
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  round integer not null default 0,
  outside boolean not null default false,
  code text not null default ''::text,
  late jsonb,
  constraint reply_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dropped'::text]))),
  constraint reply_chat_id_fkey FOREIGN KEY (chat_id) REFERENCES chat(id),
  constraint reply_pkey PRIMARY KEY (department_id, id)
);

create table report (
  department_id uuid not null,
  id uuid not null,
  chat_id uuid not null,
  external_id text not null,
  incident_id uuid,
  state text not null,
  kind text not null,
  at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  author text not null,
  author_name text not null,
  text text not null,
  media text,
  location jsonb,
  reply_to text,
  direct boolean not null default false,
  reading jsonb not null,
  thread text,
  secret text not null,
  origin jsonb,
  album text,
  edited_at timestamp with time zone,
  deleted_at timestamp with time zone,
  answer_to text,
  newcomer boolean not null default false,
  unfetched jsonb not null default '[]'::jsonb,
  earlier text,
  constraint report_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'following'::text, 'joined'::text, 'unsure'::text, 'dropped'::text]))),
  constraint report_chat_id_fkey FOREIGN KEY (chat_id) REFERENCES chat(id),
  constraint report_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint report_pkey PRIMARY KEY (department_id, id),
  constraint report_chat_id_external_id_key UNIQUE (chat_id, external_id),
  constraint report_secret_key UNIQUE (secret)
);

create table room_file (
  hash text not null,
  at timestamp with time zone not null,
  constraint room_file_pkey PRIMARY KEY (hash)
);

create unlogged table room_message (
  chat_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  author text not null,
  author_name text not null,
  by_bot boolean not null default false,
  text text not null,
  media text,
  attachments jsonb not null default '[]'::jsonb,
  location jsonb,
  reply_to uuid,
  buttons jsonb not null default '[]'::jsonb,
  edited_at timestamp with time zone,
  constraint room_message_pkey PRIMARY KEY (chat_id, id)
);

create unlogged table room_visitor (
  token_hash text not null,
  chat_id uuid not null,
  author text not null,
  nickname text not null,
  consented_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint room_visitor_pkey PRIMARY KEY (token_hash)
);

create table satisfaction (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  chat_id uuid,
  rater text not null,
  score integer,
  thanked boolean not null default false,
  not_done boolean not null default false,
  text text not null default ''::text,
  at timestamp with time zone not null,
  reactions text[] not null default '{}'::text[],
  thanks boolean not null generated always as ((thanked OR (cardinality(reactions) > 0))) stored,
  constraint satisfaction_score_check CHECK (((score >= 1) AND (score <= 5))),
  constraint satisfaction_pkey PRIMARY KEY (department_id, id),
  constraint satisfaction_department_id_incident_id_rater_key UNIQUE (department_id, incident_id, rater)
);

create table session (
  token_hash text not null,
  account_id uuid not null,
  csrf text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (token_hash)
);

create table subject (
  department_id uuid not null,
  id uuid not null,
  kind text not null,
  iin text,
  name text not null,
  details jsonb not null default '{}'::jsonb,
  plates text[] not null default '{}'::text[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  document_key text,
  folded text not null default ''::text,
  merged_into uuid,
  constraint subject_kind_check CHECK ((kind = ANY (ARRAY['individual'::text, 'entity'::text, 'unknown'::text]))),
  constraint subject_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint subject_pkey PRIMARY KEY (department_id, id)
);

create table subject_merge (
  department_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  moved jsonb not null,
  reason text not null,
  by_account uuid not null,
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  constraint subject_merge_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint subject_merge_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint subject_merge_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES account(id),
  constraint subject_merge_pkey PRIMARY KEY (department_id, id)
);

create table vehicle (
  department_id uuid not null,
  id uuid not null,
  plate text not null,
  owner_id uuid,
  details jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint vehicle_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint vehicle_pkey PRIMARY KEY (department_id, id)
);

CREATE INDEX absence_account ON public.absence USING btree (account_id, ends_at);

CREATE INDEX account_department ON public.account USING btree (department_id, role);

CREATE INDEX attachment_file ON public.attachment USING btree (file_hash);

CREATE INDEX attachment_incident ON public.attachment USING btree (department_id, incident_id);

CREATE INDEX attachment_message ON public.attachment USING btree (message) WHERE (message IS NOT NULL);

CREATE INDEX attachment_report ON public.attachment USING btree (department_id, report_id);

CREATE INDEX case_act_incident ON public.case_act USING btree (department_id, incident_id);

CREATE INDEX case_act_paper ON public.case_act USING btree (department_id, paper_id, happened_at);

CREATE INDEX case_act_when ON public.case_act USING btree (department_id, act, happened_at) WHERE (struck_at IS NULL);

CREATE INDEX channel_account_department ON public.channel_account USING btree (department_id, created_at);

CREATE INDEX chat_department ON public.chat USING btree (department_id);

CREATE INDEX chat_host_author ON public.chat_host USING btree (author);

CREATE INDEX chat_import_department ON public.chat_import USING btree (department_id, created_at DESC);

CREATE UNIQUE INDEX chat_staff ON public.chat USING btree (account_id, staff_id) WHERE (staff_id IS NOT NULL);

CREATE INDEX duty_department ON public.duty USING btree (department_id, ends_at);

CREATE INDEX finding_incident ON public.finding USING btree (department_id, incident_id, at);

CREATE UNIQUE INDEX incident_by_number ON public.incident USING btree (number);

CREATE INDEX incident_inspector ON public.incident USING btree (department_id, inspector_id, tab, opened_at DESC, id DESC);

CREATE INDEX incident_note_incident ON public.incident_note USING btree (department_id, incident_id);

CREATE INDEX incident_opened ON public.incident USING btree (department_id, opened_at DESC, id DESC);

CREATE INDEX incident_precinct ON public.incident USING btree (department_id, precinct_id, tab, opened_at DESC, id DESC);

CREATE INDEX incident_queue ON public.incident USING btree (department_id, tab, opened_at DESC, id DESC);

CREATE INDEX incident_subject_subject ON public.incident_subject USING btree (department_id, subject_id);

CREATE INDEX incident_thread ON public.incident USING btree (chat_id, thread);

CREATE INDEX incident_unanswered ON public.incident USING btree (answer_due) WHERE ((answered_at IS NULL) AND (escalated_at IS NULL));

CREATE INDEX incident_vehicle_vehicle ON public.incident_vehicle USING btree (department_id, vehicle_id);

CREATE INDEX incident_words ON public.incident USING gin (to_tsvector('russian'::regconfig, ((title || ' '::text) || place_text)));

CREATE INDEX journal_incident ON public.journal USING btree (department_id, incident_id, id);

CREATE INDEX journal_kind ON public.journal USING btree (department_id, kind, at);

CREATE INDEX look_account ON public.look USING btree (department_id, account_id, at DESC);

CREATE INDEX look_at ON public.look USING btree (department_id, at DESC);

CREATE INDEX look_subject ON public.look USING btree (department_id, subject_id, at DESC) WHERE (subject_id IS NOT NULL);

CREATE INDEX paper_incident ON public.paper USING btree (department_id, incident_id);

CREATE INDEX paper_signature_paper ON public.paper_signature USING btree (department_id, paper_id);

CREATE INDEX paper_signed ON public.paper USING btree (department_id, signed_at) WHERE (signed_at IS NOT NULL);

CREATE INDEX place_department ON public.place USING btree (department_id, kind);

CREATE INDEX place_folded ON public.place USING gin (folded gin_trgm_ops);

CREATE INDEX prior_penalty_subject ON public.prior_penalty USING btree (department_id, subject_id);

CREATE INDEX register_row_key ON public.register_row USING btree (department_id, key);

CREATE INDEX remediation_due ON public.remediation USING btree (due_at) WHERE (status = ANY (ARRAY['ordered'::text, 'refused'::text]));

CREATE INDEX remediation_incident ON public.remediation USING btree (department_id, incident_id);

CREATE INDEX reminder_account ON public.reminder USING btree (account_id, at DESC) WHERE (seen_at IS NULL);

CREATE INDEX reply_failed ON public.reply USING btree (department_id, created_at DESC) WHERE (state = 'failed'::text);

CREATE INDEX reply_message ON public.reply USING btree (chat_id, external_id) WHERE (external_id IS NOT NULL);

CREATE UNIQUE INDEX reply_once ON public.reply USING btree (department_id, incident_id, chat_id, step, recipient) NULLS NOT DISTINCT;

CREATE INDEX reply_said ON public.reply USING btree (chat_id, created_at);

CREATE INDEX reply_sent ON public.reply USING btree (chat_id, external_id);

CREATE INDEX reply_tried ON public.reply USING btree (tried_at) WHERE (tried_at IS NOT NULL);

CREATE INDEX reply_waiting ON public.reply USING btree (chat_id, priority, created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));

CREATE INDEX report_album ON public.report USING btree (chat_id, album) WHERE (album IS NOT NULL);

CREATE INDEX report_chat ON public.report USING btree (chat_id, at DESC);

CREATE INDEX report_incident ON public.report USING btree (department_id, incident_id, at);

CREATE INDEX report_thread ON public.report USING btree (chat_id, thread) WHERE (thread IS NOT NULL);

CREATE INDEX report_unsure ON public.report USING btree (department_id, received_at DESC) WHERE (state = 'unsure'::text);

CREATE INDEX room_file_at ON public.room_file USING btree (at);

CREATE INDEX room_message_at ON public.room_message USING btree (at);

CREATE INDEX satisfaction_at ON public.satisfaction USING btree (department_id, at);

CREATE INDEX session_account ON public.session USING btree (account_id);

CREATE INDEX subject_document ON public.subject USING btree (department_id, document_key) WHERE (document_key IS NOT NULL);

CREATE INDEX subject_folded ON public.subject USING gin (folded gin_trgm_ops);

CREATE UNIQUE INDEX subject_iin ON public.subject USING btree (department_id, iin) WHERE (iin IS NOT NULL);

CREATE INDEX subject_merge_kept ON public.subject_merge USING btree (department_id, kept_id);

CREATE INDEX subject_plates ON public.subject USING gin (plates);

CREATE INDEX vehicle_owner ON public.vehicle USING btree (department_id, owner_id) WHERE (owner_id IS NOT NULL);

CREATE UNIQUE INDEX vehicle_plate ON public.vehicle USING btree (department_id, plate) WHERE (plate <> ''::text);
