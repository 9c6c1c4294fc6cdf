-- The law as this department corrected it, and days off as the government moved them: laid over the files of law/, never
-- changed, only set aside by a later row.
create table law_change (
  department_id uuid not null references department,
  id uuid not null,
  kind text not null check (kind in ('edition', 'correction', 'withdrawal', 'calendar')),
  edition text not null,  -- the edition's id; for a calendar the year
  valid_from date,
  document jsonb not null, -- base/law-change.ts
  reason text not null,   -- why, and by which source
  by_account uuid not null references account,
  at timestamptz not null,
  struck_at timestamptz,  -- taken back
  struck_by uuid references account,
  primary key (department_id, id)
);

-- What became of a signed paper: each act with the day on which it happened. A mistake is struck out, never erased.
create table case_act (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  paper_id uuid not null,
  act text not null,          -- protocol/life.ts
  happened_at timestamptz not null,
  data jsonb not null default '{}',
  by_account uuid not null references account,
  at timestamptz not null,
  struck_at timestamptz,
  struck_by uuid references account,
  struck_why text not null default '',
  primary key (department_id, id)
);
create index case_act_paper on case_act (department_id, paper_id, happened_at);
create index case_act_incident on case_act (department_id, incident_id);
create index case_act_when on case_act (department_id, act, happened_at) where struck_at is null;

-- Penalties of a person from before, entered by hand or read from a register: those of this system are counted from case_act.
create table prior_penalty (
  department_id uuid not null,
  id uuid not null,
  subject_id uuid not null,
  article text not null,
  part text,
  penalty text not null,
  fine_mrp double precision,
  decided_on date not null,
  executed_on date,            -- null: not executed yet, or not known
  decided_by text not null default '',
  source text not null check (source in ('entered', 'register')),
  note text not null default '', -- where it was read
  by_account uuid not null references account,
  at timestamptz not null,
  struck_at timestamptz,
  struck_by uuid references account,
  primary key (department_id, id)
);
create index prior_penalty_subject on prior_penalty (department_id, subject_id);

-- A vehicle that an incident is about.
create table vehicle (
  department_id uuid not null references department,
  id uuid not null,
  plate text not null,         -- as person/plate.ts writes it; empty when it is known by its looks alone
  owner_id uuid,               -- a subject
  details jsonb not null default '{}', -- person/vehicle.ts
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (department_id, id)
);
create unique index vehicle_plate on vehicle (department_id, plate) where plate <> '';
create index vehicle_owner on vehicle (department_id, owner_id) where owner_id is not null;

create table incident_vehicle (
  department_id uuid not null,
  incident_id uuid not null,
  vehicle_id uuid not null,
  note text not null default '',
  by_account uuid not null references account,
  at timestamptz not null,
  primary key (department_id, incident_id, vehicle_id)
);
create index incident_vehicle_vehicle on incident_vehicle (department_id, vehicle_id);

-- Registers of the state, as files that the department loads; a newer file of a register takes the place of the older one.
create table register_file (
  department_id uuid not null references department,
  id uuid not null,
  register text not null check (register in ('persons', 'entities', 'vehicles', 'penalties')),
  name text not null,
  valid_on date not null,      -- as of which day the file was written out
  rows int not null,
  refused int not null default 0,
  by_account uuid not null references account,
  at timestamptz not null,
  removed_at timestamptz,
  primary key (department_id, id)
);
create table register_row (
  department_id uuid not null,
  file_id uuid not null,
  line int not null,
  key text not null,           -- ИИН, БИН or plate
  data jsonb not null,
  primary key (department_id, file_id, line)
);
create index register_row_key on register_row (department_id, key);

alter table look
  add column vehicle_id uuid,
  add column register text;    -- which register was asked, if one was

-- How a signed paper was signed: by a key in NCALayer, or by hand and scanned.
create table paper_signature (
  department_id uuid not null,
  id uuid not null,
  paper_id uuid not null,
  role text not null,          -- 'officer', 'person', 'victim', 'witness', 'representative', 'interpreter'
  way text not null check (way in ('ncalayer', 'scan')),
  file_hash text not null references file, -- the CMS, or the scan
  signed_hash text not null,   -- SHA-256 of the PDF that was signed
  state text not null,         -- paper/signature.ts: what could be checked, and what not
  details jsonb not null default '{}',
  by_account uuid not null references account,
  at timestamptz not null,
  primary key (department_id, id)
);
create index paper_signature_paper on paper_signature (department_id, paper_id);

-- The department's book of numbers: the last one given of a kind in a year.
create table paper_book (
  department_id uuid not null references department,
  kind text not null,
  year int not null,
  last int not null,
  primary key (department_id, kind, year)
);

-- That somebody was reminded of a term: once for each step.
create table reminder (
  department_id uuid not null,
  id uuid not null,
  incident_id uuid not null,
  paper_id uuid,
  term text not null,          -- id of the term
  due_at timestamptz not null,
  step text not null check (step in ('soon', 'today', 'late')),
  account_id uuid not null references account on delete cascade,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (department_id, id),
  unique (department_id, incident_id, term, due_at, step, account_id)
);
create index reminder_account on reminder (account_id, at desc) where seen_at is null;

-- The address by which a calendar reads a person's terms; only its hash is kept.
alter table account add column feed_hash text unique;
