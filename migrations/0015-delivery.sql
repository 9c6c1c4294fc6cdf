-- What became of a message that the messenger took, where the messenger tells it later.
alter table reply
  add column delivered_at timestamptz,
  add column read_at timestamptz,
  add column round int not null default 0,           -- how often it had to be said anew because it could not be delivered; each has a key of its own
  add column outside boolean not null default false, -- the messenger told that the person wrote too long ago: only a template goes
  add column code text not null default '',          -- the messenger's own code of the trouble
  add column late jsonb;                             -- it could not be delivered, told before our own call had ended
create index reply_message on reply (chat_id, external_id) where external_id is not null;

-- The messenger's id of the message that a file came with: taken back, its own file goes and the rest of the album stays.
alter table attachment
  add column message text,
  add column deleted_at timestamptz; -- its author took it back when it was evidence already
create index attachment_message on attachment (message) where message is not null;
