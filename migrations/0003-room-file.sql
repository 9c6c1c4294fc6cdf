-- Which files rooms hold, by hash alone: a crash of PostgreSQL empties an unlogged room, and its photos must go all the same.
create table room_file (
  hash text primary key,
  at timestamptz not null -- of the last message that had it
);
create index room_file_at on room_file (at);
