-- What a decision of a person teaches: the words stripped of people, and the label. Kept only while the department's
-- setting `learning` allows it; deleted when it no longer does.
create table lesson (
  department_id uuid not null references department,
  text_hash bytea not null, -- the same words have one label: that of the latest decision
  report_id uuid,           -- null where the message itself was forgotten: nothing leads back to it
  day date not null,        -- of the decision; an hour would lead to its journal entry, and so to the chat
  text text not null,
  media text,
  label jsonb not null,
  primary key (department_id, text_hash),
  unique (department_id, report_id)
);
-- The planner's samples would outlive a withdrawal, see 0002.
alter table lesson
  alter column text set statistics 0,
  alter column label set statistics 0;
