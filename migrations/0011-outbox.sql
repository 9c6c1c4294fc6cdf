-- What the outbox knows of a message: since when its words wait, when it is tried again, what stands in the messenger.
alter table reply
  add column waiting_since timestamptz, -- its present words; null: since it was laid out
  add column next_at timestamptz,       -- of the next try, after one that did not get through
  add column tried_at timestamptz,      -- the last call of the messenger for it
  add column maybe boolean not null default false, -- a call began and nobody knows how it ended: it may stand there twice
  add column posted_buttons jsonb,
  add column numbers int[] not null default '{}',  -- of a digest: the incidents it acknowledges
  drop constraint reply_department_id_incident_id_chat_id_step_key;
create unique index reply_once on reply (department_id, incident_id, chat_id, step, recipient) nulls not distinct;
create index reply_said on reply (chat_id, created_at);
create index reply_tried on reply (tried_at) where tried_at is not null;

-- The own chat of who wrote to a line, where it is not the author's id: there the answer goes.
alter table report add column answer_to text;
