-- What an officer wrote of an incident, in words: told to the bot as an answer to its card.
create table incident_note (
  department_id uuid not null references department (id),
  id uuid not null,
  incident_id uuid not null,
  text text not null,
  at timestamptz not null,
  by_account uuid not null references account (id),
  primary key (department_id, id)
);
create index incident_note_incident on incident_note (department_id, incident_id);
