-- Who brought the bot into a chat, or its code: one of them speaks for the residents, as an administrator decides.
create table chat_host (
  chat_id uuid not null references chat on delete cascade,
  author text not null,
  name text not null,
  how text not null check (how in ('added', 'code')),
  own text, -- their own chat with the bot, once they have written to it
  at timestamptz not null,
  primary key (chat_id, author)
);
create index chat_host_author on chat_host (author);
