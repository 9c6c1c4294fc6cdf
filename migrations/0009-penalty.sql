-- Of a penalty entered by hand: whether it was executed is known, or is not; and why it was taken back.
alter table prior_penalty
  add column execution text not null default 'unknown' check (execution in ('done', 'pending', 'expired', 'unknown')),
  add column struck_why text not null default '';
update prior_penalty set execution = 'done' where executed_on is not null;
