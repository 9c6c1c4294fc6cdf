-- Somebody whose name is not known yet is kept by a description; records that are found to be one person become one.
alter table subject drop constraint subject_kind_check;
alter table subject
  add constraint subject_kind_check check (kind in ('individual', 'entity', 'unknown')),
  add column document_key text,               -- number of the identity document, person/identity-document.ts
  add column folded text not null default '', -- the name as it is searched by, person/fold-name.ts
  add column merged_into uuid;                -- the record that this one became a part of
create index subject_document on subject (department_id, document_key) where document_key is not null;
create index subject_folded on subject using gin (folded gin_trgm_ops);
drop index subject_name;

-- The names from before, folded as person/fold-name.ts does.
update subject set folded = trim(regexp_replace(regexp_replace(translate(
  replace(replace(replace(replace(replace(replace(replace(lower(name), 'щ', 'sh'), 'ш', 'sh'), 'ч', 'ch'), 'ц', 'ts'), 'ю', 'iu'), 'я', 'ia'), 'ж', 'j'),
  'аәбвгғдеёэзийіыкқлмнңоөпрстуұүфхһъь', 'aabvggdeeeziiiikklmnnooprstuuufhh'),
  '[^a-z0-9]+', ' ', 'g'), '([a-z])\1+', '\1', 'g'));

create table subject_merge (
  department_id uuid not null references department,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  moved jsonb not null,       -- what stood at the one that went, so that it can be put back: person/merge-store.ts
  reason text not null,
  by_account uuid not null references account,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by uuid references account,
  primary key (department_id, id)
);
create index subject_merge_kept on subject_merge (department_id, kept_id);

create index look_account on look (department_id, account_id, at desc);
create index look_subject on look (department_id, subject_id, at desc) where subject_id is not null;
