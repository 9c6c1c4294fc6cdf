-- What the ears know of a kept message besides its words.
alter table report
  add column newcomer boolean not null default false,     -- its author had not been heard in this chat a day before
  add column unfetched jsonb not null default '[]',       -- files that came with it and were not kept, and why
  alter column origin set statistics 0,
  alter column answer_to set statistics 0;
create index report_album on report (chat_id, album) where album is not null;
