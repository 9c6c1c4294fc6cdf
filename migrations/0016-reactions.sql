-- Thanks by a word or a button, and by what a person has put under the bot's messages about an outcome: each of them
-- stands as long as it stands in the messenger, so that taking one back takes nothing else back.
alter table satisfaction rename column thanks to thanked;
alter table satisfaction add column reactions text[] not null default '{}'; -- the messages, as chat and message
alter table satisfaction
  add column thanks boolean not null generated always as (thanked or cardinality(reactions) > 0) stored;
