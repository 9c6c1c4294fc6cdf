-- A protocol is one paper among others: warnings, reports, letters, demands, notices. One table, one life of a draft.
alter table protocol rename to paper;
alter index protocol_pkey rename to paper_pkey;
alter index protocol_incident rename to paper_incident;
alter index protocol_signed rename to paper_signed;
alter table paper rename constraint protocol_department_id_fkey to paper_department_id_fkey;
alter table paper rename constraint protocol_by_account_fkey to paper_by_account_fkey;
alter table paper rename constraint protocol_status_check to paper_status_check;
alter table paper rename constraint protocol_lang_check to paper_lang_check;
alter table paper
  add column kind text not null default 'protocol', -- paper/kinds.ts
  add column parent_id uuid,                        -- the paper that this one goes with: a notice with its protocol
  add column stage text,                            -- where the case stands, protocol/life.ts; null for a paper without a case
  add column cancel_reason text not null default '',
  add column pdf_hash text references file,         -- the bytes that were signed
  add column signed_hash text,                      -- SHA-256 of what the paper says, as canonical JSON
  alter column article drop not null,
  alter column edition drop not null;
alter table paper alter column kind drop default;
update paper set cancel_reason = coalesce(fields->>'cancelReason', ''), fields = fields - 'cancelReason';
update paper set stage = 'drawnUp' where status = 'signed';

alter table protocol_draft rename to paper_draft;
alter table paper_draft rename column protocol_id to paper_id;
alter index protocol_draft_pkey rename to paper_draft_pkey;
alter table paper_draft rename constraint protocol_draft_by_account_fkey to paper_draft_by_account_fkey;

update journal set kind = 'paper.' || substr(kind, 10),
  data = (data - 'protocolId') || jsonb_build_object('paperId', data->'protocolId', 'kind', 'protocol')
  where kind like 'protocol.%';
